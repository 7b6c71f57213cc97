import { Given, saidOf } from './support';

describe('what cannot be read', () => {
  test.each<[string, string[], ...Given]>([
    ['is the one thing that is told', [
      'IST0106 spec.trafficPolicy.connectionPool.tcp.idleTimeout: error decoding configuration: bad Duration: time: invalid duration "x"',
    ], 'DestinationRule', { host: 'a_b', trafficPolicy: { connectionPool: { tcp: { idleTimeout: 'x' } } } }],
    ['may be the life of a cookie', [
      'IST0106 spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.ttl: error decoding configuration: bad Duration: time: missing unit in duration "5"',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { consistentHash: { httpCookie: { name: 'a', ttl: '5' } } } } }],
    ['may be in a subset', [
      'IST0106 spec.subsets[0].trafficPolicy.portLevelSettings[0].connectionPool.tcp.idleTimeout: error decoding configuration: bad Duration: time: unknown unit "d" in duration "1d"',
    ], 'DestinationRule', { host: 'a', subsets: [{ name: 'v1', trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, connectionPool: { tcp: { idleTimeout: '1d' } } }] } }] }],
    ['may be the interval of a budget', [
      'IST0106 spec.trafficPolicy.retryBudget.budgetInterval: error decoding configuration: bad Duration: time: invalid duration ""',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { retryBudget: { budgetInterval: '' } } }],
    ['may be a timeout', [
      'IST0106 spec.inboundConnectionPool.tcp.idleTimeout: error decoding configuration: bad Duration: time: unknown unit "s x" in duration "1s x"',
    ], 'Sidecar', { inboundConnectionPool: { tcp: { idleTimeout: '1s x' } } }],
    ['may be a timeout of a listener', [
      'IST0106 spec.ingress[0].connectionPool.tcp.idleTimeout: error decoding configuration: bad Duration: time: invalid duration "9999999999h"',
    ], 'Sidecar', { ingress: [{ port: { number: 80, protocol: 'HTTP', name: 'a' }, connectionPool: { tcp: { idleTimeout: '9999999999h' } } }] }],
    ['may be a port', [
      "IST0106 spec.portLevelMtls.+80: error decoding configuration: invalid character '+' looking for beginning of value",
    ], 'PeerAuthentication', { selector: { matchLabels: { a: 'b' } }, portLevelMtls: { '+80': {} } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
