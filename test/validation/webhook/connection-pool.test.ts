import { Given, saidOf } from './support';

describe('limits of connections', () => {
  test.each<[string, ...Given]>([
    ['are sound at the edges', 'DestinationRule', { host: 'a', trafficPolicy: { connectionPool: { tcp: { maxConnections: 0 }, http: { maxRetries: 0, useClientProtocol: true } } } }],
    ['are sound', 'DestinationRule', { host: 'a', trafficPolicy: { connectionPool: { tcp: { maxConnections: 1, idleTimeout: '0s' }, http: { http2KeepAlive: { interval: '1s', timeout: '1s' } } } } }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['say something', [
      'IST0106 spec.trafficPolicy.connectionPool: connection pool must have at least one field',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { connectionPool: {} } }],
    ['are not negative', [
      'IST0106 spec.trafficPolicy.connectionPool.http.http1MaxPendingRequests: http1 max pending requests must be non-negative',
      'IST0106 spec.trafficPolicy.connectionPool.http.http2MaxRequests: http2 max requests must be non-negative',
      'IST0106 spec.trafficPolicy.connectionPool.http.maxRequestsPerConnection: max requests per connection must be non-negative',
      'IST0106 spec.trafficPolicy.connectionPool.http.maxRetries: max retries must be non-negative',
      'IST0106 spec.trafficPolicy.connectionPool.http.maxConcurrentStreams: max concurrent streams must be non-negative',
      'IST0106 spec.trafficPolicy.connectionPool.tcp.maxConnections: max connections must be non-negative',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { connectionPool: { tcp: { maxConnections: -1 }, http: { http1MaxPendingRequests: -1, http2MaxRequests: -1, maxRequestsPerConnection: -1, maxRetries: -1, maxConcurrentStreams: -1 } } } }],
    ['have times of whole milliseconds', [
      'IST0106 spec.trafficPolicy.connectionPool.http.idleTimeout: only durations to ms precision are supported',
      'IST0106 spec.trafficPolicy.connectionPool.http.http2KeepAlive.interval: only durations to ms precision are supported',
      'IST0106 spec.trafficPolicy.connectionPool.http.http2KeepAlive.timeout: http2 keepalive timeout is required',
      'IST0106 spec.trafficPolicy.connectionPool.tcp.connectTimeout: only durations to ms precision are supported',
      'IST0106 spec.trafficPolicy.connectionPool.tcp.maxConnectionDuration: only durations to ms precision are supported',
      'IST0106 spec.trafficPolicy.connectionPool.tcp.idleTimeout: only durations to ms precision are supported',
      'IST0106 spec.trafficPolicy.connectionPool.tcp.tcpKeepalive.time: only durations to ms precision are supported',
      'IST0106 spec.trafficPolicy.connectionPool.tcp.tcpKeepalive.interval: only durations to ms precision are supported',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { connectionPool: { tcp: { connectTimeout: '1.5ms', maxConnectionDuration: '1.5ms', idleTimeout: '1.5ms', tcpKeepalive: { time: '1.5ms', interval: '1.5ms' } }, http: { idleTimeout: '1.5ms', http2KeepAlive: { interval: '1.5ms' } } } } }],
    ['speak HTTP/2 or what the client speaks', [
      'IST0106 spec.trafficPolicy.connectionPool.http.useClientProtocol: use client protocol must not be true when H2UpgradePolicy is UPGRADE',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { connectionPool: { http: { h2UpgradePolicy: 'UPGRADE', useClientProtocol: true } } } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
