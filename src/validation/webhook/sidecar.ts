import { address, socketPath } from './addresses';
import { Complaints } from './complaints';
import { connectionPool } from './connection-pool';
import { destination } from './destinations';
import { splitHostPort, notInteger } from './go';
import { checkName, namespacedHost } from './hosts';
import { checkPort, checkPortName, checkProtocol, isHttp, isTls } from './ports';
import { quoted } from '../field-error';
import { workloadSelector } from './selectors';
import { modeOf, serverTls } from './server-tls';

type Json = any;

const SOCKET = 'unix://';

export function sidecar(spec: Json, said: Complaints, { namespace }: { readonly namespace: string }): void {
  said.in(spec, 'workloadSelector', workloadSelector, 'sidecar');
  if (said.errors.length > 0) { return; }
  const { ingress = [], egress = [] } = spec;
  if (ingress.length === 0 && egress.length === 0 && spec.outboundTrafficPolicy === undefined && spec.inboundConnectionPool === undefined) {
    said.error('sidecar: empty configuration provided', 'give ingress, egress, outboundTrafficPolicy or inboundConnectionPool');
    said.warnings.length = 0;
    return;
  }
  uniquePorts(ingress, said, 'ingress');
  said.each(spec, 'ingress', ingressListener);
  said.in(spec, 'inboundConnectionPool', connectionPool);
  egress.slice(0, -1).forEach((listener: Json, i: number) => {
    if (listener.port !== undefined) { return; }
    said.error('sidecar: the egress listener with empty port should be the last listener in the list', 'give it a port, or move it to the end', 'egress', i);
  });
  uniquePorts(egress.filter((it: Json) => it.port?.number > 0), said, 'egress');
  uniqueSockets(egress, said);
  said.each(spec, 'egress', egressListener, namespace);
  said.in(spec, 'outboundTrafficPolicy', outboundPolicy);
}

function uniquePorts(listeners: readonly Json[], said: Complaints, field: string): void {
  const seen = new Set<number>();
  listeners.forEach((listener, i) => {
    const number = listener.port?.number ?? 0;
    if (seen.has(number)) { said.error('sidecar: ports on IP bound listeners must be unique', 'give it a port of its own', field, i, 'port', 'number'); }
    seen.add(number);
  });
}

function uniqueSockets(listeners: readonly Json[], said: Complaints): void {
  const seen = new Set<string>();
  listeners.forEach(({ port: it, bind: bound = '' }, i) => {
    if (it === undefined || it.number > 0) { return; }
    if (seen.has(bound)) { said.error('sidecar: unix domain socket values for listeners must be unique', 'give it a socket of its own', 'egress', i, 'bind'); }
    seen.add(bound);
  });
}

function ingressListener(listener: Json, said: Complaints): void {
  said.in(listener, 'port', ingressPort);
  if (listener.bind) { said.in(listener, 'bind', address); }
  if (listener.defaultEndpoint) { said.in(listener, 'defaultEndpoint', endpoint); }
  said.in(listener, 'tls', ingressTls, listener.port);
  said.in(listener, 'connectionPool', connectionPool);
  const { number = 0, name = '', protocol: spoken = '' } = listener.port;
  if (listener.connectionPool?.http !== undefined && !isHttp(spoken)) {
    said.warning(
      `sidecar: HTTP connection pool settings are configured for port ${number} (${quoted(name)}) but its protocol is not HTTP (${spoken}); only TCP settings will apply`,
      'give a protocol of HTTP, or drop http', 'connectionPool', 'http',
    );
  }
}

function ingressPort(it: Json, said: Complaints): void {
  targetPort(it, said);
  named(it, said);
  checkPort(it.number, said, 'number');
}

function targetPort(it: Json, said: Complaints): void {
  if (it.targetPort > 0) { said.error('targetPort has no impact on Sidecars', 'drop it; defaultEndpoint says where requests go', 'targetPort'); }
}

function named(it: Json, said: Complaints): void {
  if (it.name) { said.in(it, 'name', checkPortName); }
  said.in(it, 'protocol', checkProtocol);
}

const LOCAL = new Set(['', '127.0.0.1', '0.0.0.0', '::1', '::']);
const ENDPOINT = 'write 127.0.0.1:PORT, [::1]:PORT or unix:///PATH';

function endpoint(text: string, said: Complaints): void {
  if (text.startsWith(SOCKET)) { return socketPath(text.slice(SOCKET.length), said); }
  const { host, port: number, error } = splitHostPort(text);
  if (error !== undefined) { said.error(error, ENDPOINT); }
  if (!LOCAL.has(host)) {
    said.error('sidecar: defaultEndpoint must be of form 127.0.0.1:<port>,0.0.0.0:<port>,[::1]:port,[::]:port,unix://filepath or unset', ENDPOINT);
  }
  const wrong = notInteger(number);
  if (wrong !== undefined) {
    said.error(`sidecar: defaultEndpoint port (${number}) is not a number: ${wrong}`, ENDPOINT);
  } else {
    checkPort(Number(number), said);
  }
}

function ingressTls(tls: Json, said: Complaints, { protocol: spoken = '' }: Json): void {
  const refuse = (field: string, message: string) => {
    if (tls[field] !== undefined && tls[field] !== '' && tls[field] !== false && tls[field].length !== 0) { said.error(`sidecar: ${message}`, 'drop it', field); }
  };
  refuse('subjectAltNames', 'subjectAltNames is not supported in ingress tls');
  refuse('httpsRedirect', 'httpsRedirect is not supported');
  refuse('credentialName', 'credentialName is not currently supported');
  refuse('credentialNames', 'credentialNames is not currently supported');
  refuse('tlsCertificates', 'tls_certificates is not currently supported');
  const mode = modeOf(tls);
  if (mode === 'ISTIO_MUTUAL' || mode === 'AUTO_PASSTHROUGH') {
    said.error(`configuration is invalid: cannot set mode to ${mode} in sidecar ingress tls`, 'give SIMPLE, MUTUAL or OPTIONAL_MUTUAL', 'mode');
  }
  if (!isTls(spoken)) { said.error('server cannot have TLS settings for non HTTPS/TLS ports', 'give the port protocol HTTPS or TLS, or drop tls'); }
  serverTls(tls, said);
}

function egressListener(listener: Json, said: Complaints, namespace: string): void {
  said.in(listener, 'port', egressPort);
  if (listener.port !== undefined) { bind(listener, said); }
  if (!(listener.hosts?.length > 0)) {
    said.error('sidecar: egress listener must contain at least one host', 'give hosts as namespace/name; ./* is all of the own namespace', 'hosts');
  } else {
    repeatedHosts(listener.hosts, said, namespace);
    said.each(listener, 'hosts', namespacedHost, 'sidecar');
  }
}

function egressPort(it: Json, said: Complaints): void {
  targetPort(it, said);
  named(it, said);
  if (it.number > 0) { checkPort(it.number, said, 'number'); }
}

/** A listener has a port, or a socket. */
function bind(listener: Json, said: Complaints): void {
  const { bind: bound = '', captureMode = 'DEFAULT', port: { number } } = listener;
  if (number > 0) {
    if (bound !== '') { said.in(listener, 'bind', address); }
    return;
  }
  if (bound.startsWith(SOCKET)) {
    said.in({ bind: bound.slice(SOCKET.length) }, 'bind', socketPath);
  } else {
    said.error('sidecar: ports with 0 value must have a unix domain socket bind address', 'give the port a number, or bind to unix:///PATH', 'bind');
  }
  if (captureMode !== 'DEFAULT' && captureMode !== 'NONE') {
    said.error('sidecar: captureMode must be DEFAULT/NONE for unix domain socket listeners', 'drop captureMode, or give the port a number', 'captureMode');
  }
}

/** Warns of what is in the list already. */
function repeatedHosts(hosts: readonly string[], said: Complaints, own: string): void {
  const seen = new Map<string, Set<string>>();
  hosts.forEach((text, i) => {
    const slash = text.indexOf('/');
    if (slash < 0 || text.startsWith('~')) { return; }
    const namespace = text.startsWith('./') ? own : text.slice(0, slash);
    const name = text.slice(slash + 1);
    const names = seen.get(namespace) ?? new Set();
    if (name === '*' ? names.size > 0 : names.has(name) || names.has('*')) {
      said.warning(`duplicated egress host: ${text}`, 'drop one of the two: one covers what the other stands for', 'hosts', i);
    }
    seen.set(namespace, names.add(name));
  });
  if (seen.get('*')?.has('*') && seen.size > 1) {
    said.warning('`*/*` host select all resources, no other hosts can be added', 'drop */*, or all others', 'hosts');
  }
}

function outboundPolicy(policy: Json, said: Complaints): void {
  if (policy.mode === 'ALLOW_ANY_DYNAMIC_DNS') {
    said.error('sidecar: ALLOW_ANY_DYNAMIC_DNS mode is only supported in MeshConfig, not in Sidecar resource', 'give ALLOW_ANY or REGISTRY_ONLY', 'mode');
  } else if (policy.egressProxy !== undefined && policy.mode !== 'ALLOW_ANY') {
    said.error('sidecar: egress_proxy must be set only with ALLOW_ANY outbound_traffic_policy mode', 'give mode ALLOW_ANY, or drop egressProxy', 'egressProxy');
  } else {
    said.in(policy, 'egressProxy', egressProxy);
  }
}

function egressProxy(proxy: Json, said: Complaints): void {
  said.in(proxy, 'host', checkName);
  if (proxy.port === undefined) {
    said.error('sidecar: egress_proxy port must be non-nil', 'give port: { number: ... }', 'port');
  } else {
    destination(proxy, said);
  }
}
