import { hint, messages } from './support';
import { beside, istio, route, service, virtualService } from '../support';

const server = (number: number, protocol: string, tls?: object, hosts = ['*']) => ({ port: { number, name: `p${number}`, protocol }, hosts, ...tls && { tls } });
const gateway = (...servers: object[]) => istio('Gateway', 'web', { selector: { istio: 'ingressgateway' }, servers });
const PASSTHROUGH = server(443, 'TLS', { mode: 'PASSTHROUGH' });
const TERMINATING = server(443, 'HTTPS', { mode: 'SIMPLE', credentialName: 'cert' });
const PLAIN = server(80, 'HTTP');
const HTTP = { http: [route('cart')] };
const TLS = { tls: [{ match: [{ sniHosts: ['a.com'] }], ...route('cart') }] };
const TCP = { tcp: [route('cart')] };
const bound = (spec: object, gateways: string[] | undefined = ['web']) => virtualService('vs', { hosts: ['a.com'], gateways, ...spec });

describe('routes', () => {
  test.each<[string, object, object[], string[]]>([
    ['http, to HTTP', HTTP, [PLAIN], []],
    ['http, to HTTPS', HTTP, [TERMINATING], []],
    ['http, to HTTPS without tls, which is refused', HTTP, [server(443, 'HTTPS')], []],
    ['http, to gRPC in lower case', HTTP, [server(80, 'grpc')], []],
    ['http, to what redirects', HTTP, [server(80, 'HTTP', { httpsRedirect: true })], []],
    ['http, to TLS that is passed', HTTP, [PASSTHROUGH], ['http']],
    ['http, to HTTPS that is passed', HTTP, [server(443, 'HTTPS', { mode: 'PASSTHROUGH' })], ['http']],
    ['http, to HTTPS whose mode is not said', HTTP, [server(443, 'HTTPS', { credentialName: 'cert' })], ['http']],
    ['http, to TLS that is passed by itself', HTTP, [server(443, 'TLS', { mode: 'AUTO_PASSTHROUGH' })], ['http']],
    ['http, to TCP', HTTP, [server(9000, 'TCP')], ['http']],
    ['http, to one of two', HTTP, [PASSTHROUGH, PLAIN], []],
    ['http, to one of two, which is for another host', HTTP, [PASSTHROUGH, server(80, 'HTTP', undefined, ['b.com'])], ['http']],
    ['http, to one of two, which is for another namespace', HTTP, [PASSTHROUGH, server(80, 'HTTP', undefined, ['other/*'])], ['http']],
    ['http, to servers for other hosts alone', HTTP, [server(443, 'TLS', { mode: 'PASSTHROUGH' }, ['b.com'])], []],
    ['http, to a protocol that is not known', HTTP, [server(80, 'NEW')], []],
    ['tls, to TLS that is passed', TLS, [PASSTHROUGH], []],
    ['tls, to HTTPS that is passed', TLS, [server(443, 'HTTPS', { mode: 'PASSTHROUGH' })], []],
    ['tls, to HTTPS', TLS, [TERMINATING], ['tls']],
    ['tls, to TLS that is terminated', TLS, [server(443, 'TLS', { mode: 'SIMPLE', credentialName: 'cert' })], ['tls']],
    ['tls, to HTTP', TLS, [PLAIN], ['tls']],
    ['tls, to TLS that is passed by itself', TLS, [server(443, 'TLS', { mode: 'AUTO_PASSTHROUGH' })], ['tls']],
    ['tcp, to TCP', TCP, [server(9000, 'TCP')], []],
    ['tcp, to MongoDB', TCP, [server(9000, 'MONGO')], []],
    ['tcp, to TLS that is terminated', TCP, [server(9000, 'TLS', { mode: 'SIMPLE', credentialName: 'cert' })], []],
    ['tcp, to HTTP', TCP, [PLAIN], ['tcp']],
    ['tcp, to HTTPS', TCP, [TERMINATING], ['tcp']],
    ['tcp, to TLS that is passed', TCP, [PASSTHROUGH], ['tcp']],
    ['http that is empty, to TLS that is passed', { http: [], ...TLS }, [PASSTHROUGH], []],
    ['http and tls, to TLS that is passed', { ...HTTP, ...TLS }, [PASSTHROUGH], ['http']],
  ])('%s', (_, spec, servers, fields) => {
    expect(messages('CDI0207', [bound(spec), gateway(...servers)]).map(text => text.split(/[ :]/)[1])).toEqual(fields.map(field => `spec.${field}`));
  });

  test('that are not used are told why', () => {
    expect(messages('CDI0207', [bound(HTTP), gateway(PASSTHROUGH, server(15443, 'HTTPS', {}))])).toEqual([
      'vs spec.http: http routes are used by servers that speak HTTP or terminate HTTPS, and of those of default/web that take its hosts none does '
      + '(443 TLS PASSTHROUGH, 15443 HTTPS PASSTHROUGH), so these get no requests',
    ]);
    expect(hint('CDI0207', [bound(TLS), gateway(TERMINATING)])).toBe('route by http or tcp what the server terminates, or let it pass: protocol TLS, tls.mode PASSTHROUGH');
  });

  test('of several gateways are told of where one of them takes the hosts', () => {
    const other = istio('Gateway', 'other', { selector: { istio: 'ingressgateway' }, servers: [server(80, 'HTTP', undefined, ['b.com'])] });
    expect(messages('CDI0207', [bound(HTTP, ['web', 'other']), gateway(PASSTHROUGH), other])).toHaveLength(1);
  });

  test.each<[string, object[]]>([
    ['of the mesh, too', [bound(HTTP, ['web', 'mesh']), gateway(PASSTHROUGH)]],
    ['of the mesh', [bound(HTTP, []), gateway(PASSTHROUGH)]],
    ['of a gateway that is not there, too', [bound(HTTP, ['web', 'other']), gateway(PASSTHROUGH)]],
    ['of a delegate', [virtualService('vs', { hosts: undefined, ...HTTP }), gateway(PASSTHROUGH)]],
    ['of one gateway of two', [bound(HTTP, ['web', 'plain']), gateway(PASSTHROUGH), istio('Gateway', 'plain', { servers: [PLAIN] })]],
  ])('%s, are not told of', (_, documents) => {
    expect(messages('CDI0207', documents)).toEqual([]);
  });

  test('of a gateway whose servers are not known are not told of', () => {
    expect(messages('CDI0207', [bound(HTTP)], beside(istio('Gateway', 'web', {}, { namespace: 'default' })))).toEqual([]);
  });
});

const matching = (match: object, gateways?: string[], protocol = 'http') => bound({ [protocol]: [{ match: [{ ...protocol === 'tls' && { sniHosts: ['a.com'] }, ...match }], ...route('cart') }] }, gateways);

describe('gateways of a match', () => {
  test.each<[string, object, number]>([
    ['that are bound', matching({ gateways: ['web'] }), 0],
    ['that are bound by another form of the name', matching({ gateways: ['default/web', './web', 'web.default.svc.cluster.local'] }), 0],
    ['of another namespace', matching({ gateways: ['other/web'] }), 1],
    ['that are not bound', matching({ gateways: ['web', 'other', 'mesh'] }), 2],
    ['of the mesh', matching({ gateways: ['mesh'] }, ['web', 'mesh']), 0],
    ['of what is bound to the mesh by default', matching({ gateways: ['mesh'] }, []), 0],
    ['of a gateway, where the mesh is bound by default', matching({ gateways: ['web'] }, []), 1],
    ['of tls', matching({ gateways: ['other'] }, ['web'], 'tls'), 1],
    ['of tcp', matching({ gateways: ['other'] }, ['web'], 'tcp'), 1],
    ['of a delegate', virtualService('vs', { hosts: undefined, http: [{ match: [{ gateways: ['other'] }], ...route('cart') }] }), 0],
  ])('%s', (_, document, findings) => {
    expect(messages('CDI0208', [document])).toHaveLength(findings);
  });

  test('that are not bound are told what is', () => {
    expect(messages('CDI0208', [matching({ gateways: ['mesh'] })])).toEqual([
      'vs spec.http[0].match[0].gateways[0]: the VirtualService is not bound to the sidecars (mesh), but to default/web, so the match takes no requests there',
    ]);
    expect(hint('CDI0208', [matching({ gateways: ['other'] })])).toBe('add default/other to spec.gateways, or drop it here');
  });
});

describe('the port of a match', () => {
  const TCP_SERVER = server(9000, 'TCP');

  test.each<[string, object, object[], number]>([
    ['of a server', matching({ port: 80 }), [PLAIN], 0],
    ['that is not said', matching({ uri: { prefix: '/' } }), [PLAIN], 0],
    ['that is not said of a gateway', matching({ gateways: ['web'] }), [PLAIN], 0],
    ['of no server', matching({ port: 8080 }), [PLAIN, TERMINATING], 1],
    ['of a server for other routes', matching({ port: 9000 }), [PLAIN, TCP_SERVER], 1],
    ['of tls', matching({ port: 80 }, ['web'], 'tls'), [PASSTHROUGH, PLAIN], 1],
    ['of tcp', matching({ port: 9000 }, ['web'], 'tcp'), [TCP_SERVER], 0],
    ['in the mesh, too', matching({ port: 8080 }, ['web', 'mesh']), [PLAIN], 0],
    ['at a gateway of several', matching({ port: 8080, gateways: ['web'] }, ['web', 'mesh']), [PLAIN], 1],
    ['at a gateway that is not bound', matching({ port: 8080, gateways: ['other'] }), [PLAIN], 0],
    ['where no server is for the routes', matching({ port: 8080 }), [PASSTHROUGH], 0],
  ])('%s', (_, document, servers, findings) => {
    expect(messages('CDI0209', [document, gateway(...servers)])).toHaveLength(findings);
  });

  test('of one of several gateways', () => {
    const other = istio('Gateway', 'other', { selector: { istio: 'ingressgateway' }, servers: [PASSTHROUGH] });
    const both = (match: object) => [matching(match, ['web', 'other']), gateway(PLAIN), other];
    expect(messages('CDI0209', both({ port: 80 }))).toEqual([]);
    expect(messages('CDI0209', both({ port: 443 }))).toHaveLength(1);
    expect(hint('CDI0209', both({ port: 80, gateways: ['other'] }))).toBe('give a port of the Gateway\'s servers, or drop it');
  });

  describe('in the mesh', () => {
    const inMesh = (match: object, spec: object = {}, field = 'http') => virtualService('vs', { hosts: ['cart'], [field]: [{ match: [match], ...route('cart') }], ...spec });
    const ofPort = (port: number, metadata?: object) => service('cart', { ports: [{ name: 'http', port, targetPort: 8080 }] }, metadata);
    const sidecar = (protocol: string) => istio('Sidecar', 's', { egress: [{ port: { number: 3128, name: 'proxy', protocol }, hosts: ['*/*'] }] });
    const proxy = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio' }, data: { mesh: 'proxyHttpPort: 15080' } };

    test.each<[string, object[], number]>([
      ['that a Service has', [inMesh({ port: 80 }), ofPort(80)], 0],
      ['that no Service has', [inMesh({ port: 8080 }), ofPort(80)], 1],
      ['that no Service has, of tcp', [inMesh({ port: 8080 }, {}, 'tcp'), ofPort(80)], 1],
      ['that no Service has, by a full name', [inMesh({ port: 8080 }, { hosts: ['cart.default.svc.cluster.local'] }), ofPort(80)], 1],
      ['that one of the Services has', [inMesh({ port: 81 }, { hosts: ['cart', 'other'] }), ofPort(80), service('other', { ports: [{ name: 'http', port: 81 }] })], 0],
      ['beside a host of others', [inMesh({ port: 8080 }, { hosts: ['cart', 'a.com'] }), ofPort(80)], 0],
      ['of a host of others', [inMesh({ port: 8080 }, { hosts: ['a.com'] }), istio('ServiceEntry', 'se', { hosts: ['a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'DNS' })], 0],
      ['of a host that others declare, too', [inMesh({ port: 8080 }), ofPort(80), istio('ServiceEntry', 'se', { hosts: ['cart.default.svc.cluster.local'], ports: [{ number: 8080, name: 'http', protocol: 'HTTP' }], resolution: 'DNS' })], 0],
      ['of a wildcard', [inMesh({ port: 8080 }, { hosts: ['*.default.svc.cluster.local'] }), ofPort(80)], 0],
      ['of another name for a host', [inMesh({ port: 8080 }), service('cart', { type: 'ExternalName', externalName: 'a.com', ports: [{ name: 'http', port: 80 }] })], 0],
      ['of a Service that is kept from it', [inMesh({ port: 8080 }), ofPort(80, { annotations: { 'networking.istio.io/exportTo': 'other' } })], 0],
      ['of a Service without ports', [inMesh({ port: 8080 }), service('cart', { clusterIP: 'None' })], 0],
      ['of an HTTP proxy', [inMesh({ port: 15080 }), ofPort(80), proxy], 0],
      ['of an HTTP proxy of a Sidecar', [inMesh({ port: 3128 }), ofPort(80), sidecar('HTTP_PROXY')], 0],
      ['of no HTTP proxy of a Sidecar', [inMesh({ port: 3128 }), ofPort(80), sidecar('HTTP')], 1],
      ['of neither the mesh nor a gateway', [inMesh({ port: 8080 }, { hosts: ['cart'], gateways: ['mesh', 'web'] }), ofPort(80), gateway(PLAIN)], 1],
      ['of a gateway', [inMesh({ port: 443 }, { hosts: ['cart'], gateways: ['mesh', 'web'] }), ofPort(80), gateway(TERMINATING)], 0],
      ['of the mesh', [inMesh({ port: 80 }, { hosts: ['cart'], gateways: ['mesh', 'web'] }), ofPort(80), gateway(TERMINATING)], 0],
      ['of a gateway that is not known', [inMesh({ port: 8080 }, { hosts: ['cart'], gateways: ['mesh', 'other'] }), ofPort(80)], 0],
      ['of the mesh alone, where gateways are bound, too', [inMesh({ port: 443, gateways: ['mesh'] }, { hosts: ['cart'], gateways: ['mesh', 'web'] }), ofPort(80), gateway(TERMINATING)], 1],
    ])('%s', (_, documents, findings) => {
      expect(messages('CDI0209', documents)).toHaveLength(findings);
    });

    test('is that of a Service, which is told', () => {
      expect(messages('CDI0209', [inMesh({ port: 8080 }), ofPort(80)])).toEqual(['vs spec.http[0].match[0].port: no Service of the hosts (cart) has port 8080, so the match takes no requests']);
      expect(hint('CDI0209', [inMesh({ port: 8080 }), ofPort(80)])).toBe('give a port of the Services, not of their pods: 80');
      const both = [inMesh({ port: 8080 }, { gateways: ['mesh', 'web'] }), ofPort(80), gateway(TERMINATING)];
      expect(messages('CDI0209', both)[0]).toContain('no server for http routes of default/web and no Service of the hosts (cart) has port 8080');
      expect(hint('CDI0209', both)).toBe('give a port of the Gateway\'s servers, not of the Service behind it: 443; or of the Services, not of their pods: 80');
    });

    test('of a Service whose ports are not known is not judged', () => {
      expect(messages('CDI0209', [inMesh({ port: 8080 })], beside({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace: 'default' } }))).toEqual([]);
    });
  });

  test('of no server is told the ports that there are', () => {
    const documents = [matching({ port: 8080 }), gateway(TERMINATING, PLAIN), service('cart', { ports: [{ name: 'http', port: 8080 }] })];
    expect(messages('CDI0209', documents)).toEqual(['vs spec.http[0].match[0].port: no server for http routes of default/web has port 8080, so the match takes no requests']);
    expect(hint('CDI0209', documents)).toBe('give a port of the Gateway\'s servers, not of the Service behind it: 80, 443');
  });
});
