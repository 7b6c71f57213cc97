import { Given, saidOf } from './support';

describe('a Gateway', () => {
  test.each<[string, ...Given]>([
    ['is sound', 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['*'] }] }],
    ['takes a port of its pods that is none', 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP', targetPort: 0 }, hosts: ['*'] }] }],
    ['takes hosts of namespaces', 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['ns/a.com', './b.com', '*/*.c.com', '1.2.3.4'] }] }],
    ['takes protocols in any case', 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'http' }, hosts: ['*'] }] }],
    ['binds to a socket', 'Gateway', { servers: [{ port: { number: 0, name: 'a', protocol: 'HTTP' }, hosts: ['*'], bind: 'unix:///a' }] }],
    ['takes an empty tls for HTTPS', 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: {} }] }],
    ['may redirect HTTP', 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['*'], tls: { httpsRedirect: true } }] }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['may not have a dot in its name', [
      'IST0106 metadata.name: invalid gateway name: "a.b"',
    ], 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['*'] }] }, { name: 'a.b' }],
    ['needs servers', [
      'IST0106 spec.servers: gateway must have at least one server',
    ], 'Gateway', { servers: [] }],
    ['needs hosts', [
      'IST0106 spec.servers[0].hosts: server config must contain at least one host',
    ], 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: [] }] }],
    ['does not take other hosts', [
      'IST0106 spec.servers[0].hosts[0]: short names (non FQDN) are not allowed',
      'IST0106 spec.servers[0].hosts[1]: partial wildcard "*a.com" not allowed',
      'IST0106 spec.servers[0].hosts[2]: invalid namespace value "~" in gateway',
      'IST0106 spec.servers[0].hosts[3]: config namespace and dnsName in host entry cannot be empty',
      'IST0106 spec.servers[0].hosts[3]: invalid namespace value "" in gateway',
      'IST0106 spec.servers[0].hosts[4]: config namespace and dnsName in host entry cannot be empty',
      'IST0106 spec.servers[0].hosts[4]: short names (non FQDN) are not allowed',
      'IST0106 spec.servers[0].hosts[4]: empty domain name not allowed',
      'IST0106 spec.servers[0].hosts[5]: domain name "a_b.com" invalid (label "a_b" invalid)',
    ], 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['short', '*a.com', '~/a.com', '/a.com', 'ns/', 'a_b.com'] }] }],
    ['has ports with names of their own', [
      'IST0106 spec.servers[1].port.name: port names in servers must be unique: duplicate name a',
    ], 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['*'] }, { port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['*'] }] }],
    ['has ports that are complete', [
      'IST0106 spec.servers[0].port.protocol: invalid protocol "foo", supported protocols are HTTP, HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP',
      'IST0106 spec.servers[0].port.number: port number 0 must be in the range 1..65535',
      'IST0106 spec.servers[0].port.targetPort: targetPort has no impact on Gateways',
      'IST0106 spec.servers[0].port.name: port name must be set: protocol:"foo" target_port:8080',
    ], 'Gateway', { servers: [{ port: { number: 0, name: '', protocol: 'foo', targetPort: 8080 }, hosts: ['*'] }] }],
    ['binds to an address', [
      'IST0106 spec.servers[0].bind: x is not a valid IP',
    ], 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['*'], bind: 'x' }] }],
    ['binds to a socket instead of a port', [
      'IST0106 spec.servers[0].bind: a is not an absolute path to a file',
      'IST0106 spec.servers[0].port.number: port number must be 0 for unix domain socket: number:80 protocol:"HTTP" name:"a"',
    ], 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['*'], bind: 'unix://a' }] }],
    ['needs tls for HTTPS', [
      'IST0106 spec.servers[0].tls: server must have TLS settings for HTTPS/TLS protocols',
    ], 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'] }] }],
    ['can do nothing else with tls for HTTP', [
      'IST0106 spec.servers[0].tls: server cannot have TLS settings for plain text HTTP ports',
    ], 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: 'x' } }] }],
    ['has no tls for TCP', [
      'IST0106 spec.servers[0].tls: server cannot have TLS settings for non HTTPS/TLS ports',
    ], 'Gateway', { servers: [{ port: { number: 80, name: 'a', protocol: 'TCP' }, hosts: ['*'], tls: {} }] }],
    ['redirects HTTP only', [
      'IST0133 spec.servers[0].tls.httpsRedirect: tls.httpsRedirect should only be used with http servers',
    ], 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: 'x', httpsRedirect: true } }] }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
