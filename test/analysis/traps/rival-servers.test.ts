import { hint, messages } from './support';
import { istio } from '../support';

type Json = any;

const server = (number: number, protocol: string, more: Json = {}): Json => ({ port: { number, name: `p${number}`, protocol }, hosts: ['a.com'], ...more });
const SIMPLE = { mode: 'SIMPLE', credentialName: 'cert' };
const secure = (hosts: string[], more: Json = {}) => server(443, 'HTTPS', { hosts, tls: SIMPLE, ...more });
const gateway = (...servers: Json[]) => istio('Gateway', 'web', { selector: { istio: 'ingressgateway' }, servers }, { namespace: 'edge' });
const fields = (...servers: Json[]) => messages('CDI0210', [gateway(...servers)]).map(text => text.split(/[ :]/)[1].replace('spec.servers', ''));

describe('hosts of servers with tls', () => {
  test.each<[string, Json[], string[]]>([
    ['the same', [secure(['a.com']), secure(['b.com', 'a.com'])], ['[1].hosts[1]']],
    ['the same, passed through by one', [secure(['a.com']), server(443, 'TLS', { tls: { mode: 'PASSTHROUGH' } })], ['[1].hosts[0]']],
    ['the same in three', [secure(['a.com']), secure(['a.com']), secure(['a.com'])], ['[1].hosts[0]', '[2].hosts[0]']],
    ['that of one that is left out itself', [secure(['a.com']), secure(['a.com', 'b.com']), secure(['b.com'])], ['[1].hosts[0]']],
    ['the same for one namespace, in two words', [secure(['./a.com']), secure(['edge/a.com'])], ['[1].hosts[0]']],
    ['the same for all, in two words', [secure(['*/a.com']), secure(['a.com'])], ['[1].hosts[0]']],
    ['the same for two namespaces', [secure(['x/a.com']), secure(['y/a.com'])], []],
    ['others', [secure(['a.com']), secure(['b.com'])], []],
    ['one that a wildcard takes, too', [secure(['*.com']), secure(['a.com']), secure(['*'])], []],
    ['the same at other ports', [secure(['a.com']), server(8443, 'HTTPS', { tls: SIMPLE })], []],
    ['the same at other addresses', [secure(['a.com'], { bind: '10.0.0.1' }), secure(['a.com'], { bind: '10.0.0.2' })], []],
    ['one host twice in one server', [secure(['a.com', 'a.com'])], []],
  ])('%s', (_, servers, wanted) => {
    expect(fields(...servers)).toEqual(wanted);
  });

  test('are told with who has them', () => {
    expect(messages('CDI0210', [gateway(secure(['b.com']), secure(['a.com']), secure(['a.com', 'c.com']))])).toEqual([
      'web spec.servers[2].hosts[0]: host a.com at port 443 is that of servers[1] already, and one server with tls takes it, so this one is left out with all of its hosts',
    ]);
    expect(hint('CDI0210', [gateway(secure(['a.com']), secure(['a.com']))])).toBe('leave the host to one of the two, or give one of them another port');
  });
});

describe('protocols of one port', () => {
  const HTTP = server(80, 'HTTP');
  test.each<[string, Json[], string[]]>([
    ['HTTP, then TCP', [HTTP, server(80, 'TCP')], ['[1].port']],
    ['HTTP, then HTTPS', [HTTP, server(80, 'HTTPS', { tls: SIMPLE })], ['[1].port']],
    ['TCP, then HTTP', [server(80, 'TCP'), HTTP], ['[1].port']],
    ['TCP, then TCP', [server(80, 'TCP'), server(80, 'TCP', { hosts: ['b.com'] })], ['[1].port']],
    ['TCP, then TLS', [server(80, 'mongo'), server(80, 'tls', { tls: { mode: 'PASSTHROUGH' } })], ['[1].port']],
    ['two that are kinds of HTTP', [HTTP, server(80, 'GRPC'), server(80, 'http2')], []],
    ['HTTP with a redirect, then HTTP', [server(80, 'HTTP', { tls: { httpsRedirect: true } }), server(80, 'HTTP', { hosts: ['b.com'] })], []],
    ['two kinds of TLS', [server(443, 'HTTPS', { tls: SIMPLE }), server(443, 'TCP', { tls: SIMPLE, hosts: ['b.com'] })], []],
    ['TLS, then HTTP, which Istio puts behind it', [server(443, 'HTTPS', { tls: SIMPLE }), server(443, 'HTTP')], []],
    ['two ports', [HTTP, server(81, 'TCP')], []],
    ['two addresses', [HTTP, server(80, 'TCP', { bind: '10.0.0.1' })], []],
    ['two, of which one is at another address, and Istio looks at the last', [HTTP, server(80, 'HTTP', { bind: '10.0.0.1' }), server(80, 'TCP')], []],
    ['HTTPS without tls, which is refused', [HTTP, server(80, 'HTTPS')], []],
    ['one that is not known', [HTTP, server(80, 'NEW'), server(80, 'UDP')], []],
    ['none', [{ hosts: ['a.com'] }, { hosts: ['a.com'] }], []],
  ])('%s', (_, servers, wanted) => {
    expect(fields(...servers)).toEqual(wanted);
  });

  test('are told with who was first', () => {
    expect(messages('CDI0210', [gateway(HTTP, server(80, 'HTTPS', { tls: SIMPLE }))])).toEqual([
      'web spec.servers[1].port: port 80 is taken by servers[0] for HTTP, which shares it with servers of plain HTTP only, so this server for HTTPS with tls is left out',
    ]);
    expect(messages('CDI0210', [gateway(server(80, 'TCP'), HTTP)])).toEqual([
      'web spec.servers[1].port: port 80 is taken by servers[0] for TCP, which shares it with none, so this server for HTTP is left out',
    ]);
    expect(hint('CDI0210', [gateway(server(80, 'TCP'), HTTP)])).toBe('give one of the two another port');
  });
});
