import { Given, saidOf } from './support';

describe('where a resource can be seen', () => {
  test.each<[string, ...Given]>([
    ['is namespaces', 'VirtualService', { hosts: ['a.com'], http: [{ route: [{ destination: { host: 'a' } }] }], exportTo: ['.', 'b'] }],
    ['may be nowhere', 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], exportTo: ['~'] }],
    ['is its namespace for what has a selector', 'DestinationRule', { host: 'a', workloadSelector: { matchLabels: { a: 'b' } }, exportTo: ['.'] }],
    ['is anywhere for what says nothing', 'DestinationRule', { host: 'a', workloadSelector: { matchLabels: { a: 'b' } }, exportTo: [] }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['is nothing else', [
      'IST0106 spec.exportTo[0]: exportTo ~ (none) is not allowed for Istio configuration objects',
      'IST0106 spec.exportTo[1]: only .,*, or a valid DNS 1123 label is allowed as exportTo entry',
      'IST0106 spec.exportTo[2]: only .,*, or a valid DNS 1123 label is allowed as exportTo entry',
    ], 'VirtualService', { hosts: ['a.com'], http: [{ route: [{ destination: { host: 'a' } }] }], exportTo: ['~', 'a.b', ''] }],
    ['is told once', [
      'IST0106 spec.exportTo[1]: duplicate entries in exportTo for entry ns',
      'IST0106 spec.exportTo[3]: duplicate entries in exportTo for entry b',
    ], 'VirtualService', { hosts: ['a.com'], http: [{ route: [{ destination: { host: 'a' } }] }], exportTo: ['.', 'ns', 'b', 'b'] }],
    ['is all or some', [
      'IST0106 spec.exportTo: cannot have both public (*) and non-public exportTo values for a resource',
    ], 'VirtualService', { hosts: ['a.com'], http: [{ route: [{ destination: { host: 'a' } }] }], exportTo: ['*', 'b'] }],
    ['is nowhere or somewhere', [
      'IST0106 spec.exportTo: cannot export service entry to no one (~) and someone',
    ], 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], exportTo: ['~', 'b'] }],
    ['is no other namespace for what has a selector', [
      'IST0106 spec.exportTo: destination rule with workload selector cannot have exportTo beyond current namespace',
    ], 'DestinationRule', { host: 'a', workloadSelector: { matchLabels: { a: 'b' } }, exportTo: ['b'] }],
    ['is its namespace alone for what has a selector', [
      'IST0106 spec.exportTo: destination rule with workload selector cannot have multiple entries in exportTo',
    ], 'DestinationRule', { host: 'a', workloadSelector: { matchLabels: { a: 'b' } }, exportTo: ['ns', 'b'] }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
