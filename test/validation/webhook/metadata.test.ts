import { Given, saidOf } from './support';

describe('annotations', () => {
  test.each<[string, ...Given]>([
    ['try a policy', 'AuthorizationPolicy', { rules: [{}] }, { annotations: { 'istio.io/dry-run': 'true' } }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['try it or do not', [
      'IST0106 metadata.annotations.istio.io/dry-run: ns/x has annotation istio.io/dry-run with invalid value (yes): strconv.ParseBool: parsing "yes": invalid syntax',
    ], 'AuthorizationPolicy', { rules: [{}] }, { annotations: { 'istio.io/dry-run': 'yes' } }],
    ['try what allows or denies', [
      'IST0106 metadata.annotations.istio.io/dry-run: the annotation istio.io/dry-run currently only supports action ALLOW/DENY, found action AUDIT in ns/x',
    ], 'AuthorizationPolicy', { action: 'AUDIT' }, { annotations: { 'istio.io/dry-run': 'true' } }],
    ['try nothing else, and nothing else is said then', [
      'IST0106 metadata.annotations.istio.io/dry-run: ns/x has unsupported annotation istio.io/dry-run, please remove the annotation',
    ], 'Gateway', {}, { annotations: { 'istio.io/dry-run': 'true' } }],
    ['reject', [
      'IST0106 metadata.annotations.internal.istio.io/webhook-always-reject: "internal.istio.io/webhook-always-reject" annotation found, rejecting',
    ], 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['*'] }] }, { annotations: { 'internal.istio.io/webhook-always-reject': '' } }],
    ['are not those of Istio', [
      'IST0106 metadata.annotations.internal.istio.io/parents: "internal.istio.io/parents" annotation found, this may not be set by users',
    ], 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['*'] }] }, { annotations: { 'internal.istio.io/parents': 'a' } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
