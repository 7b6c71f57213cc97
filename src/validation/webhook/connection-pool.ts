import { Complaints } from './complaints';
import { duration, durationOrNever } from './durations';

type Json = any;

export function connectionPool(pool: Json, said: Complaints): void {
  if (pool.http === undefined && pool.tcp === undefined) {
    said.error('connection pool must have at least one field', 'give http or tcp, or drop it');
    return;
  }
  said.in(pool, 'http', http);
  said.in(pool, 'tcp', tcp);
}

const LIMITS: [string, string][] = [
  ['http1MaxPendingRequests', 'http1 max pending requests'], ['http2MaxRequests', 'http2 max requests'],
  ['maxRequestsPerConnection', 'max requests per connection'], ['maxRetries', 'max retries'], ['maxConcurrentStreams', 'max concurrent streams'],
];

function http(settings: Json, said: Complaints): void {
  for (const [field, words] of LIMITS) {
    if (settings[field] < 0) { said.error(`${words} must be non-negative`, 'give 0 or more', field); }
  }
  said.in(settings, 'idleTimeout', duration);
  if (settings.h2UpgradePolicy === 'UPGRADE' && settings.useClientProtocol === true) {
    said.error('use client protocol must not be true when H2UpgradePolicy is UPGRADE', 'drop one of the two', 'useClientProtocol');
  }
  said.in(settings, 'http2KeepAlive', keepAlive);
}

function keepAlive(settings: Json, said: Complaints): void {
  for (const field of ['interval', 'timeout']) {
    if (settings[field] === undefined) { said.error(`http2 keepalive ${field} is required`, 'give both interval and timeout', field); }
    said.in(settings, field, duration);
  }
}

function tcp(settings: Json, said: Complaints): void {
  if (settings.maxConnections < 0) { said.error('max connections must be non-negative', 'give 0 or more', 'maxConnections'); }
  said.in(settings, 'connectTimeout', duration);
  said.in(settings, 'maxConnectionDuration', duration);
  said.in(settings, 'idleTimeout', durationOrNever);
  said.in(settings, 'tcpKeepalive', tcpKeepAlive);
}

function tcpKeepAlive(settings: Json, said: Complaints): void {
  said.in(settings, 'time', duration);
  said.in(settings, 'interval', duration);
}
