import { Given, saidOf } from './support';

describe('names of Gateways', () => {
  test.each<[string, ...Given]>([
    ['are a name or a namespace and a name', 'VirtualService', { hosts: ['a.com'], http: [{ route: [{ destination: { host: 'a' } }] }], gateways: ['mesh', 'gw'] }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['are not what is no name', [
      'IST0106 spec.gateways[0]: config namespace and gateway name cannot be empty',
      'IST0106 spec.gateways[0]: invalid value for gateway name: ""',
      'IST0106 spec.gateways[1]: config namespace and gateway name cannot be empty',
      'IST0106 spec.gateways[1]: invalid value for namespace: ""',
      'IST0106 spec.gateways[2]: invalid value for namespace: "n_s"',
      'IST0106 spec.gateways[2]: invalid value for gateway name: "g.w"',
    ], 'VirtualService', { hosts: ['a.com'], http: [{ route: [{ destination: { host: 'a' } }] }], gateways: ['ns/', '/gw', 'n_s/g.w'] }],
    ['were full names once', [
      'IST0133 spec.gateways[0]: using legacy gatewayName format "gw.ns.svc.cluster.local"; prefer the <namespace>/<name> format: "ns/gw"',
    ], 'VirtualService', { hosts: ['a.com'], http: [{ route: [{ destination: { host: 'a' } }] }], gateways: ['gw.ns.svc.cluster.local'] }],
    ['are not looked at after one without namespace', [
      'IST0106 spec.gateways[0]: domain name "g_w" invalid (label "g_w" invalid)',
    ], 'VirtualService', { hosts: ['a.com'], http: [{ route: [{ destination: { host: 'a' } }] }], gateways: ['g_w', '/'] }],
    ['are looked at in matches, too, without warnings', [
      'IST0106 spec.http[0].match[1].gateways[0]: config namespace and gateway name cannot be empty',
      'IST0106 spec.http[0].match[1].gateways[0]: invalid value for gateway name: ""',
    ], 'VirtualService', { hosts: ['a.com'], http: [{ match: [{ gateways: ['gw.ns', 'x'] }, { gateways: ['a/'] }], route: [{ destination: { host: 'a' } }] }] }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
