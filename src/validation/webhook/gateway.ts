import { quoted } from '../field-error';
import { address, socketPath } from './addresses';
import { Complaints } from './complaints';
import { isLabel, namespacedHost } from './hosts';
import { badPort, isHttp, isProtocol, isTls, printedPort } from './ports';
import { modeOf, serverTls } from './server-tls';

type Json = any;

const SOCKET = 'unix://';

export function gateway(spec: Json, said: Complaints, { name }: { readonly name: string }): void {
  const { servers = [] } = spec;
  if (!isLabel(name)) { said.errorAt(['metadata', 'name'], `invalid gateway name: ${quoted(name)}`, 'give a name without dots, 63 characters at most'); }
  if (servers.length === 0) { said.error('gateway must have at least one server', 'add a server: a port, its protocol and hosts', 'servers'); }
  said.each(spec, 'servers', server);
  const names = new Set<string>();
  servers.forEach(({ port: { name: title, protocol }, tls }: Json, i: number) => {
    if (names.has(title)) {
      said.error(`port names in servers must be unique: duplicate name ${title}`, 'give each port a name of its own', 'servers', i, 'port', 'name');
    }
    names.add(title);
    if (tls?.httpsRedirect === true && !isHttp(protocol)) {
      said.warning('tls.httpsRedirect should only be used with http servers', 'move it to a server of HTTP', 'servers', i, 'tls', 'httpsRedirect');
    }
  });
}

function server(it: Json, said: Complaints): void {
  if (it.hosts.length === 0) { said.error('server config must contain at least one host', 'give hosts; `*` is all of them', 'hosts'); }
  said.each(it, 'hosts', namespacedHost, 'gateway');
  const before = said.errors.length;
  said.in(it, 'port', port, it.bind ?? '');
  const soundPort = said.errors.length === before;
  bind(it, said);
  said.in(it, 'tls', serverTls);
  if (soundPort) { tlsOfProtocol(it, said); }
}

function port(it: Json, said: Complaints, bound: string): void {
  if (!isProtocol(it.protocol)) {
    said.error(
      `invalid protocol ${quoted(it.protocol)}, supported protocols are HTTP, HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP`,
      'give one of them, HTTPS or TLS', 'protocol',
    );
  }
  const wrong = badPort(it.number);
  if (wrong !== undefined && (it.number > 0 || !bound.startsWith(SOCKET))) { said.error(wrong, 'give a port from 1 to 65535', 'number'); }
  if (it.targetPort > 0) { said.error('targetPort has no impact on Gateways', "drop it; the gateway's Service says which port of its pods is meant", 'targetPort'); }
  if (it.name === '') { said.error(`port name must be set: ${printedPort(it)}`, 'name the port', 'name'); }
}

function bind(it: Json, said: Complaints): void {
  const { bind: bound = '', port: { number } } = it;
  if (!bound.startsWith(SOCKET)) {
    if (bound !== '') { said.in(it, 'bind', address); }
    return;
  }
  said.in({ bind: bound.slice(SOCKET.length) }, 'bind', socketPath);
  if (number !== 0) { said.error(`port number must be 0 for unix domain socket: ${printedPort(it.port)}`, 'give number: 0, or bind to an address', 'port', 'number'); }
}

function tlsOfProtocol({ port: { protocol }, tls }: Json, said: Complaints): void {
  if (isTls(protocol)) {
    if (tls === undefined) { said.error('server must have TLS settings for HTTPS/TLS protocols', 'add tls', 'tls'); }
  } else if (tls !== undefined && isHttp(protocol)) {
    // all that a server of HTTP can do with it is to redirect
    const passes = modeOf(tls) === 'PASSTHROUGH' || modeOf(tls) === 'AUTO_PASSTHROUGH';
    if (!passes || tls.caCertificates || tls.privateKey || tls.serverCertificate) {
      said.error('server cannot have TLS settings for plain text HTTP ports', 'give protocol HTTPS, or drop all of tls but httpsRedirect', 'tls');
    }
  } else if (tls !== undefined) {
    said.error('server cannot have TLS settings for non HTTPS/TLS ports', 'give protocol TLS, or drop tls', 'tls');
  }
}
