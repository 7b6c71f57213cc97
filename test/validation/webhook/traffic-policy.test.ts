import { Given, saidOf } from './support';

describe('a traffic policy', () => {
  test.each<[string, ...Given]>([
    ['is sound at the edges', 'DestinationRule', { host: 'a', trafficPolicy: { outlierDetection: { consecutiveLocalOriginFailures: 0, maxEjectionPercent: 100, minHealthPercent: 0 } } }],
    ['ejects hosts for failures of its own', 'DestinationRule', { host: 'a', trafficPolicy: { outlierDetection: { splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 1 } } }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['says something', [
      'IST0106 spec.trafficPolicy: traffic policy must have at least one field',
    ], 'DestinationRule', { host: 'a', trafficPolicy: {} }],
    ['takes an empty list for nothing', [
      'IST0106 spec.trafficPolicy: traffic policy must have at least one field',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { portLevelSettings: [] } }],
    ['wraps connections once', [
      'IST0106 spec.trafficPolicy.proxyProtocol: tunnel and proxyProtocol must not be set together',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { tunnel: { targetHost: 'a.com', targetPort: 80 }, proxyProtocol: {} } }],
    ['tunnels to a host and port', [
      'IST0106 spec.trafficPolicy.tunnel.protocol: tunnel protocol must be "CONNECT" or "POST"',
      'IST0106 spec.trafficPolicy.tunnel.targetHost: tunnel target host must be valid FQDN or IP address: domain name "*.a.com" invalid (label "*" invalid); *.a.com is not a valid IP',
      'IST0106 spec.trafficPolicy.tunnel.targetPort: tunnel target port is invalid: port number 0 must be in the range 1..65535',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { tunnel: { protocol: 'connect', targetHost: '*.a.com', targetPort: 0 } } }],
    ['says something for a port', [
      'IST0106 spec.trafficPolicy.portLevelSettings[1]: port traffic policy must have at least one field',
      'IST0106 spec.trafficPolicy.portLevelSettings[2].port: portTrafficPolicy must have valid port',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'SIMPLE' } }, { port: { number: 81 } }, { tls: {} }] } }],
    ['ejects hosts', [
      'IST0106 spec.trafficPolicy.outlierDetection.consecutiveLocalOriginFailures: outlier detection consecutive local origin failures is specified, but split external local origin errors is set to false',
      'IST0106 spec.trafficPolicy.outlierDetection.interval: only durations to ms precision are supported',
      'IST0106 spec.trafficPolicy.outlierDetection.maxEjectionPercent: percentage 101 is not in range 0..100',
      'IST0106 spec.trafficPolicy.outlierDetection.minHealthPercent: percentage -1 is not in range 0..100',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { outlierDetection: { interval: '1.5ms', baseEjectionTime: '1s', consecutiveLocalOriginFailures: 1, maxEjectionPercent: 101, minHealthPercent: -1 } } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
