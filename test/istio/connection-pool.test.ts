import { Duration } from 'cdk8s';
import { policyOf, refusal } from './rules';
import { ConnectionPoolHttpSettings, ConnectionPoolSettings, ConnectionPoolTcpSettings, H2UpgradePolicy } from '../../src';

const pool = (connectionPool: ConnectionPoolSettings) => policyOf({ connectionPool }).connectionPool;
const tcp = (settings: ConnectionPoolTcpSettings) => refusal({ connectionPool: { tcp: settings } });
const http = (settings: ConnectionPoolHttpSettings) => refusal({ connectionPool: { http: settings } });

test('every field', () => {
  expect(pool({
    tcp: {
      maxConnections: 100,
      connectTimeout: Duration.millis(30),
      tcpKeepalive: { probes: 3, time: Duration.hours(2), interval: Duration.seconds(75) },
      maxConnectionDuration: Duration.days(2),
      idleTimeout: Duration.minutes(5),
    },
    http: {
      http1MaxPendingRequests: 1,
      http2MaxRequests: 1000,
      maxRequestsPerConnection: 10,
      maxRetries: 3,
      idleTimeout: Duration.seconds(90),
      h2UpgradePolicy: H2UpgradePolicy.DO_NOT_UPGRADE,
      useClientProtocol: true,
      maxConcurrentStreams: 50,
      http2KeepAlive: { interval: Duration.seconds(15), timeout: Duration.seconds(5) },
    },
  })).toEqual({
    tcp: {
      maxConnections: 100,
      connectTimeout: '30ms',
      tcpKeepalive: { probes: 3, time: '7200s', interval: '75s' },
      maxConnectionDuration: '48h',
      idleTimeout: '300s',
    },
    http: {
      http1MaxPendingRequests: 1,
      http2MaxRequests: 1000,
      maxRequestsPerConnection: 10,
      maxRetries: 3,
      idleTimeout: '90s',
      h2UpgradePolicy: 'DO_NOT_UPGRADE',
      useClientProtocol: true,
      maxConcurrentStreams: 50,
      http2KeepAlive: { interval: '15s', timeout: '5s' },
    },
  });
});

test('keepalive with the system\'s values, and no timeout', () => {
  expect(pool({ tcp: { tcpKeepalive: {}, idleTimeout: Duration.millis(0) } })).toEqual({ tcp: { tcpKeepalive: {}, idleTimeout: '0s' } });
});

test.each(Object.values(H2UpgradePolicy))('the upgrade policy %s', h2UpgradePolicy => {
  expect(pool({ http: { h2UpgradePolicy } })).toEqual({ http: { h2UpgradePolicy } });
});

test('an empty pool is refused, an empty half is not', () => {
  expect(refusal({ connectionPool: {} }))
    .toBe('trafficPolicy.connectionPool: given {}, allowed tcp or http or both; set a limit or leave the connection pool out');
  expect(tcp({})).toBe('taken');
  expect(http({})).toBe('taken');
});

test('the client\'s protocol and an upgrade are refused together', () => {
  expect(http({ useClientProtocol: true, h2UpgradePolicy: H2UpgradePolicy.UPGRADE }))
    .toBe('trafficPolicy.connectionPool.http.useClientProtocol: given true, allowed false, as h2UpgradePolicy is UPGRADE; keep the client\'s protocol or upgrade it, not both');
  expect(http({ useClientProtocol: false, h2UpgradePolicy: H2UpgradePolicy.UPGRADE })).toBe('taken');
});

const allowed = (max: number) => `allowed a whole number from 0 to ${max}; give a number in that range`;

test.each(['http1MaxPendingRequests', 'http2MaxRequests', 'maxRequestsPerConnection', 'maxRetries', 'maxConcurrentStreams'])('%s is a limit', name => {
  expect(http({ [name]: -1 })).toBe(`trafficPolicy.connectionPool.http.${name}: given -1, ${allowed(2147483647)}`);
  expect(http({ [name]: 2147483648 })).toBe(`trafficPolicy.connectionPool.http.${name}: given 2147483648, ${allowed(2147483647)}`);
  expect(http({ [name]: 1.5 })).toBe(`trafficPolicy.connectionPool.http.${name}: given 1.5, ${allowed(2147483647)}`);
  expect(http({ [name]: 0 })).toBe('taken');
});

test('maxConnections and probes are limits', () => {
  expect(tcp({ maxConnections: -1 })).toBe(`trafficPolicy.connectionPool.tcp.maxConnections: given -1, ${allowed(2147483647)}`);
  expect(tcp({ tcpKeepalive: { probes: -1 } })).toBe(`trafficPolicy.connectionPool.tcp.tcpKeepalive.probes: given -1, ${allowed(4294967295)}`);
});

const least = 'given "0s", allowed at least 1ms; give another duration';
const zero = Duration.seconds(0);

test.each<[string, ConnectionPoolSettings]>([
  ['tcp.connectTimeout', { tcp: { connectTimeout: zero } }],
  ['tcp.maxConnectionDuration', { tcp: { maxConnectionDuration: zero } }],
  ['tcp.tcpKeepalive.time', { tcp: { tcpKeepalive: { time: zero } } }],
  ['tcp.tcpKeepalive.interval', { tcp: { tcpKeepalive: { interval: zero } } }],
  ['tcp.idleTimeout', { tcp: { idleTimeout: Duration.millis(0.4) } }],
  ['http.idleTimeout', { http: { idleTimeout: zero } }],
  ['http.http2KeepAlive.interval', { http: { http2KeepAlive: { interval: zero, timeout: Duration.seconds(1) } } }],
  ['http.http2KeepAlive.timeout', { http: { http2KeepAlive: { interval: Duration.seconds(1), timeout: zero } } }],
])('%s is a millisecond or more', (field, connectionPool) => {
  expect(refusal({ connectionPool })).toBe(`trafficPolicy.connectionPool.${field}: ${least}`);
});
