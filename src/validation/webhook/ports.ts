import { Complaints } from './complaints';
import { isLabel } from './hosts';

type Json = any;

const isPort = (port: number) => port >= 1 && port <= 65535;

export const badPort = (port: number) => isPort(port) ? undefined : `port number ${port} must be in the range 1..65535`;

/** The number of a port; none is 0. */
export function checkPort(number: number | undefined, said: Complaints, ...steps: string[]): void {
  const wrong = badPort(number ?? 0);
  if (wrong !== undefined) { said.error(wrong, 'give a port from 1 to 65535', ...steps); }
}

export function checkPortName(name: string, said: Complaints): void {
  if (!isLabel(name)) { said.error(`invalid port name: ${name}`, 'give a name of letters, digits and `-`, 63 at most'); }
}

const PROTOCOLS = new Set(['tcp', 'udp', 'grpc', 'grpc-web', 'http', 'http_proxy', 'http2', 'https', 'tls', 'mongo', 'redis', 'mysql']);
const HTTP = new Set(['http', 'http2', 'http_proxy', 'grpc', 'grpc-web']);
const TCP = new Set(['tcp', 'https', 'tls', 'mongo', 'redis', 'mysql']);

export const PROTOCOL_HINT = 'give HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP or TLS';
export const isProtocol = (protocol: string) => PROTOCOLS.has(protocol.toLowerCase());
export const isHttp = (protocol: string) => HTTP.has(protocol.toLowerCase());
export const isTcp = (protocol: string) => TCP.has(protocol.toLowerCase());
export const isTls = (protocol: string) => protocol.toLowerCase() === 'https' || protocol.toLowerCase() === 'tls';

/** A protocol; without one it is found out from the traffic. */
export function checkProtocol(name: string, said: Complaints): void {
  if (name !== '' && !isProtocol(name)) { said.error(`unsupported protocol: ${name}`, PROTOCOL_HINT); }
}

/** A port as Go prints the message that it becomes. */
export function printedPort({ number, protocol: name, name: title, targetPort }: Json): string {
  return [
    number ? `number:${number}` : '',
    name ? `protocol:${JSON.stringify(name)}` : '',
    title ? `name:${JSON.stringify(title)}` : '',
    targetPort ? `target_port:${targetPort}` : '',
  ].filter(text => text !== '').join(' ');
}
