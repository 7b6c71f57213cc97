import { Chart, Testing } from 'cdk8s';
import { Destination, DestinationRule, Gateway, L4MatchAttributes, Service, TlsMatchAttributes, VirtualService, VirtualServiceTcpRoute, VirtualServiceTlsRoute } from '../../src';
import { schemaErrors } from '../schema';

const to = Destination.host('db.example.com', { port: 27017 });
const split = [to];

function only(chart: Chart): any {
  const documents = Testing.synth(chart).filter(document => document.kind === 'VirtualService');
  expect(documents).toHaveLength(1);
  expect(schemaErrors(documents[0])).toEqual([]);
  return documents[0];
}

test('every field of routes of TCP and TLS', () => {
  // GIVEN
  const chart = Testing.chart();
  const service = Service.fromServiceName(chart, 'service', 'mongo', { ports: [{ port: 27017 }, { port: 27018 }] });
  const rule = new DestinationRule(chart, 'rule', { service });
  const gateways = [Gateway.fromGatewayName(chart, 'gateway', 'front')];
  const match = {
    destinationSubnets: ['10.1.0.0/16', '10.1.2.3', 'fd00::/8'],
    port: 27017,
    sourceLabels: { app: 'a' },
    sourceNamespace: 'default',
    gateways,
    mesh: true,
  };

  // WHEN
  const virtualService = new VirtualService(chart, 'route', { hosts: ['*.example.com'], gateways });
  const tcp = virtualService.addTcpRoute({
    match: [{ ...match, sourceSubnet: '10.2.0.0/16' }],
    split: [rule.addSubset('v1').destination({ port: 27017 }).weight(3), rule.addSubset('v2').destination({ port: 27018 }).weight(1)],
  });
  virtualService.addTcpRoute({ split });
  const tls = virtualService.addTlsRoute({ match: [{ ...match, sniHosts: ['a.example.com', '*.b.example.com'] }], split: [to.weight(1), to.weight(1)] });

  // THEN
  expect(only(chart).spec).toMatchSnapshot();
  expect([tcp.path, tls.path]).toEqual(['tcp[0]', 'tls[0]']);
});

test('routes up front', () => {
  const chart = Testing.chart();
  new VirtualService(chart, 'route', { hosts: ['a.example.com'], tcpRoutes: [{ split }], tlsRoutes: [{ match: [{ sniHosts: ['a.example.com'] }], split }] });
  const route = [{ destination: { host: 'db.example.com', port: { number: 27017 } } }];
  expect(only(chart).spec).toEqual({ hosts: ['a.example.com'], tcp: [{ route }], tls: [{ match: [{ sniHosts: ['a.example.com'] }], route }] });
});

describe('impossible routes of TCP are refused', () => {
  const match = (attributes: L4MatchAttributes): VirtualServiceTcpRoute => ({ match: [attributes], split });
  test.each<[string, VirtualServiceTcpRoute, string]>([
    ['no destination', { split: [] }, '[test/route] tcp[0].route: given [], allowed one destination or more'],
    ['no weight above 0', { split: [to.weight(0), to.weight(0)] }, '[test/route] tcp[0].route: given "weights that add to 0"'],
    ['a missing weight', { split: [to, to] }, '[test/route] tcp[0].route[0].weight: given nothing'],
    ['headers', { split: [to.withHeaders({})] }, '[test/route] tcp[0].route[0].headers: given {}, allowed none here; change headers in a destination of an HTTP route only'],
    ['a block that is too narrow', match({ destinationSubnets: ['10.0.0.0/33'] }), '[test/route] tcp[0].match[0].destinationSubnets[0]: given "10.0.0.0/33", allowed an IP address or a block of them; write it like "10.1.0.0/16" or "10.1.2.3"'],
    ['a block of no address', match({ destinationSubnets: ['10.0.0.1', '10.0.0/8'] }), 'tcp[0].match[0].destinationSubnets[1]: given "10.0.0/8"'],
    ['a block of blocks', match({ destinationSubnets: ['10.0.0.0/8/8'] }), 'tcp[0].match[0].destinationSubnets[0]'],
    ['a source that is no address', match({ sourceSubnet: 'a' }), 'tcp[0].match[0].sourceSubnet: given "a"'],
    ['a port out of range', match({ port: 65536 }), 'tcp[0].match[0].port: given 65536'],
    ['a malformed label', match({ sourceLabels: { '': 'a' } }), 'tcp[0].match[0].sourceLabels: given "", allowed the key of a label'],
    ['a malformed namespace', match({ sourceNamespace: '*' }), 'tcp[0].match[0].sourceNamespace: given "*"'],
  ])('%s', (_, route, message) => {
    const virtualService = new VirtualService(Testing.chart(), 'route', { hosts: ['a.example.com'] });
    expect(() => virtualService.addTcpRoute(route)).toThrow(message);
  });
});

describe('impossible routes of TLS are refused', () => {
  const match = (attributes: TlsMatchAttributes): VirtualServiceTlsRoute => ({ match: [attributes], split });
  test.each<[string, VirtualServiceTlsRoute, string]>([
    ['no match', { match: [], split }, '[test/route] tls[0].match: given [], allowed one match or more; name the server names (SNI) that take the route'],
    ['no server name', match({ sniHosts: [] }), '[test/route] tls[0].match[0].sniHosts: given [], allowed one server name or more'],
    ['another server name', match({ sniHosts: ['a.example.com', 'a.example.org'] }), '[test/route] tls[0].match[0].sniHosts[1]: given "a.example.org", allowed a name within the hosts of the VirtualService: *.example.com, b.com; add the host to the VirtualService, or narrow the server name'],
    ['a wider server name', match({ sniHosts: ['*.com'] }), 'tls[0].match[0].sniHosts[0]: given "*.com"'],
    ['a wildcard for a name', match({ sniHosts: ['*.b.com'] }), 'tls[0].match[0].sniHosts[0]: given "*.b.com"'],
    ['a malformed server name', match({ sniHosts: ['a.example.com:443'] }), 'tls[0].match[0].sniHosts[0]: given "a.example.com:443", allowed a DNS name'],
    ['no destination', { match: [{ sniHosts: ['b.com'] }], split: [] }, 'tls[0].route: given []'],
    ['a malformed block', match({ sniHosts: ['b.com'], destinationSubnets: ['a'] }), 'tls[0].match[0].destinationSubnets[0]: given "a"'],
  ])('%s', (_, route, message) => {
    const virtualService = new VirtualService(Testing.chart(), 'route', { hosts: ['*.example.com', 'b.com'] });
    expect(() => virtualService.addTlsRoute(route)).toThrow(message);
  });

  test('an IP address as server name is taken, as Istio takes it', () => {
    const chart = Testing.chart();
    new VirtualService(chart, 'route', { hosts: ['b.com'], tlsRoutes: [match({ sniHosts: ['10.0.0.1'] })] });
    expect(only(chart).spec.tls[0].match[0].sniHosts).toEqual(['10.0.0.1']);
  });
});
