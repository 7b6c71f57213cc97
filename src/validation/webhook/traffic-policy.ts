import { isAddress } from './addresses';
import { clientTls } from './client-tls';
import { Complaints } from './complaints';
import { connectionPool } from './connection-pool';
import { duration } from './durations';
import { badName } from './hosts';
import { loadBalancer } from './load-balancer';
import { badPort } from './ports';

type Json = any;

const FIELDS = ['outlierDetection', 'connectionPool', 'loadBalancer', 'tls', 'tunnel', 'proxyProtocol', 'retryBudget'];

/** What holds for traffic to a destination. */
export function trafficPolicy(policy: Json, said: Complaints, namespace: string): void {
  if (!FIELDS.some(field => policy[field] !== undefined) && !(policy.portLevelSettings?.length > 0)) {
    said.error('traffic policy must have at least one field', 'say what holds, or drop it');
    return;
  }
  if (policy.tunnel !== undefined && policy.proxyProtocol !== undefined) {
    said.error('tunnel and proxyProtocol must not be set together', 'drop one of the two', 'proxyProtocol');
    return;
  }
  common(policy, said, namespace);
  said.withoutWarnings(() => said.each(policy, 'portLevelSettings', portPolicy, namespace));
  said.in(policy, 'tunnel', tunnel);
}


/** What ports may have of their own. */
function common(policy: Json, said: Complaints, namespace: string): void {
  said.in(policy, 'outlierDetection', outlierDetection);
  said.in(policy, 'connectionPool', connectionPool);
  said.in(policy, 'loadBalancer', loadBalancer, policy.outlierDetection !== undefined);
  said.in(policy, 'tls', clientTls, namespace);
}

function portPolicy(policy: Json, said: Complaints, namespace: string): void {
  if (policy.port === undefined) { said.error('portTrafficPolicy must have valid port', 'say for which port: port: { number: ... }', 'port'); }
  if (!FIELDS.slice(0, 4).some(field => policy[field] !== undefined)) {
    said.error('port traffic policy must have at least one field', 'say what holds for the port, or drop it');
  } else {
    common(policy, said, namespace);
  }
}

function outlierDetection(settings: Json, said: Complaints): void {
  said.in(settings, 'baseEjectionTime', duration);
  if (settings.consecutiveErrors) {
    said.warning(
      'outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead',
      'write consecutive5xxErrors', 'consecutiveErrors',
    );
  }
  if (settings.splitExternalLocalOriginErrors !== true && settings.consecutiveLocalOriginFailures > 0) {
    said.error(
      'outlier detection consecutive local origin failures is specified, but split external local origin errors is set to false',
      'set splitExternalLocalOriginErrors: true', 'consecutiveLocalOriginFailures',
    );
  }
  said.in(settings, 'interval', duration);
  for (const field of ['maxEjectionPercent', 'minHealthPercent']) {
    const percent = settings[field] ?? 0;
    if (percent < 0 || percent > 100) { said.error(`percentage ${percent} is not in range 0..100`, 'give 0 to 100', field); }
  }
}

function tunnel({ protocol = '', targetHost: host = '', targetPort: port = 0 }: Json, said: Complaints): void {
  if (protocol !== '' && protocol !== 'CONNECT' && protocol !== 'POST') {
    said.error('tunnel protocol must be "CONNECT" or "POST"', 'give one of the two, in capitals', 'protocol');
  }
  const wrong = badName(host);
  if (wrong !== undefined && !isAddress(host)) {
    said.error(`tunnel target host must be valid FQDN or IP address: ${wrong}; ${host} is not a valid IP`, 'give a full name or an IP address', 'targetHost');
  }
  const badTarget = badPort(port);
  if (badTarget !== undefined) { said.error(`tunnel target port is invalid: ${badTarget}`, 'give a port from 1 to 65535', 'targetPort'); }
}
