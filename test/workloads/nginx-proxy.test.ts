import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { NginxProxy, NginxProxyProps, NginxUpstream, Service } from '../../src';
import { schemaErrors } from '../schema';

const FIXTURES = path.join(__dirname, '..', 'scenarios', 'fixtures', '2-front-tomcat');
const fixture = (name: string) => fs.readFileSync(path.join(FIXTURES, name), 'utf8');

const gatewayService = () => Service.fromServiceName(Testing.chart(), 'gateway-service', 'istio-ingressgateway', {
  namespace: 'istio-system',
  ports: [{ name: 'http2', port: 80, nodePort: 32000 }, { name: 'https', port: 443 }],
});

function outside(chart: Chart, props: Partial<NginxProxyProps> = {}): NginxProxy {
  return new NginxProxy(chart, 'outside', {
    upstream: NginxUpstream.fromNodePort(gatewayService(), {
      nodes: ['10.1.1.120', '10.1.1.100', '10.1.1.130'],
      port: 80,
      maxFails: 3,
      failTimeout: Duration.seconds(10),
    }),
    upstreamName: 'default_backend_istio',
    serverNames: ['*.istio.com'],
    ...props,
  });
}

function inside(chart: Chart, props: Partial<NginxProxyProps> = {}): NginxProxy {
  return new NginxProxy(chart, 'inside', {
    upstream: NginxUpstream.fromService(gatewayService(), { port: 80, clusterIp: '192.168.231.83' }),
    upstreamName: 'front-tomcat',
    serverNames: ['tomcat.istio.com'],
    ...props,
  });
}

test('outside the cluster, as in scenario 2', () => {
  const chart = Testing.chart();
  expect(outside(chart).configuration).toBe(fixture('nginx-outside-the-cluster.conf'));
  expect(Testing.synth(chart)).toEqual([]);
});

test('inside the cluster, as in scenario 2', () => {
  const chart = Testing.chart();
  expect(inside(chart).configuration).toBe(fixture('nginx-inside-the-cluster.conf'));
  expect(Testing.synth(chart)).toEqual([]);
});

test('a Service by its name, and every property', () => {
  // GIVEN
  const chart = Testing.chart();

  // WHEN
  const proxy = new NginxProxy(chart, 'proxy', {
    upstream: NginxUpstream.fromService(gatewayService(), { port: 443, maxFails: 0 }),
    serverNames: ['a.example.com', '*.b.example.com', '_', '10.0.0.1'],
    listen: 8080,
    ipv6: false,
    headers: [{ name: 'Host', value: 'fixed.example.com' }, { name: 'X-From', value: '$host and $remote_addr' }, { name: 'Accept-Encoding', value: '' }],
  });

  // THEN
  expect(proxy.configuration).toBe([
    'upstream istio-ingressgateway {',
    '    server istio-ingressgateway.istio-system.svc.cluster.local:443 max_fails=0;',
    '}',
    'server {',
    '    listen 8080;',
    '    server_name a.example.com *.b.example.com _ 10.0.0.1;',
    '    location / {',
    '        proxy_set_header Host fixed.example.com;',
    '        proxy_set_header X-From "$host and $remote_addr";',
    '        proxy_set_header Accept-Encoding "";',
    '        proxy_http_version 1.1;',
    '        proxy_pass http://istio-ingressgateway;',
    '    }',
    '}',
    '',
  ].join('\n'));
});

test('outside the cluster a port is listened on where one is given', () => {
  expect(outside(Testing.chart(), { listen: 8080 }).configuration).toContain('server {\n    listen 8080;\n    listen [::]:8080;\n    server_name');
});

test('a Service without namespace is named as it is, and IPv6 addresses stand in brackets', () => {
  const chart = Testing.chart();
  const ports = [{ port: 80, nodePort: 30080 }];
  const service = Service.fromServiceName(chart, 'service', 'front', { ports });
  const servers = (id: string, upstream: NginxUpstream) => new NginxProxy(chart, id, { upstream, serverNames: ['_'] }).configuration.match(/^ {4}server .*$/gm);
  expect(servers('name', NginxUpstream.fromService(service))).toEqual(['    server front:80;']);
  expect(servers('ip', NginxUpstream.fromService(service, { clusterIp: 'fd00::1' }))).toEqual(['    server [fd00::1]:80;']);
  expect(servers('nodes', NginxUpstream.fromNodePort(service, { nodes: ['node-1.example.com', '::1'] }))).toEqual(['    server node-1.example.com:30080;', '    server [::1]:30080;']);
});

test('the configuration as a ConfigMap', () => {
  // GIVEN
  const chart = Testing.chart();
  const proxy = outside(chart);

  // WHEN
  const configMap = proxy.addConfigMap({ metadata: { name: 'nginx', namespace: 'front', labels: { a: 'b' } } });

  // THEN
  expect(configMap.name).toBe('nginx');
  const documents = Testing.synth(chart);
  expect(documents).toEqual([{
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'nginx', namespace: 'front', labels: { a: 'b' } },
    data: { 'default.conf': fixture('nginx-outside-the-cluster.conf') },
  }]);
  expect(schemaErrors(documents[0])).toEqual([]);
});

test('pods that run the configuration', () => {
  // GIVEN
  const chart = Testing.chart();
  const proxy = inside(chart);

  // WHEN
  const service = proxy.addDeployment({
    metadata: { name: 'nginx', namespace: 'front' },
    image: 'nginx:1.29',
    replicas: 2,
    resources: { requests: { cpu: kplus.k8s.Quantity.fromString('100m') } },
    type: kplus.ServiceType.NODE_PORT,
  });

  // THEN
  expect([service.name, service.namespace, service.ports?.[0].port]).toEqual(['nginx', 'front', 80]);
  const documents = Testing.synth(chart);
  expect(documents.flatMap(schemaErrors)).toEqual([]);
  expect(documents).toMatchSnapshot();
});

test('a new configuration makes new pods', () => {
  const annotation = (listen: number) => {
    const chart = Testing.chart();
    inside(chart, { listen }).addDeployment();
    return Testing.synth(chart)[2].spec.template.metadata.annotations['checksum/config'];
  };
  expect(annotation(80)).toBe(annotation(80));
  expect(annotation(80)).not.toBe(annotation(81));
});

test('a ConfigMap that is there is used by the pods', () => {
  const chart = Testing.chart();
  const proxy = inside(chart);
  proxy.addConfigMap({ metadata: { name: 'mine', namespace: 'front' } });
  proxy.addDeployment({ metadata: { name: 'nginx' } });
  const [configMap, service, deployment] = Testing.synth(chart);
  expect([configMap, service, deployment].map(d => `${d.kind} ${d.metadata.namespace}/${d.metadata.name}`)).toEqual(['ConfigMap front/mine', 'Service front/nginx', 'Deployment front/nginx']);
  expect(deployment.spec.template.spec.volumes).toEqual([{ name: 'configuration', configMap: { name: 'mine' } }]);
});

test('JSON patches land, unknown keys included', () => {
  const chart = Testing.chart();
  const proxy = inside(chart);
  proxy.addConfigMap();
  ApiObject.of(proxy).addJsonPatch(JsonPatch.add('/unknown', true));
  expect(Testing.synth(chart)[0].unknown).toBe(true);
});

test('the ConfigMap comes after the Service that the configuration names', () => {
  const chart = Testing.chart();
  const before = new Construct(chart, 'before');
  const service = new kplus.Service(chart, 'service', { ports: [{ port: 80 }] });
  const proxy = new NginxProxy(before, 'proxy', { upstream: NginxUpstream.fromService(Service.fromKplus(service)), serverNames: ['_'] });
  proxy.addConfigMap();
  expect(Testing.synth(chart).map(d => d.kind)).toEqual(['Service', 'ConfigMap']);
});

describe('impossible values are refused', () => {
  const named = (value: string): Partial<NginxProxyProps> => ({ headers: [{ name: 'X-A', value }] });
  const BREAKS_OUT = 'headers[0].value: given';
  test.each<[string, Partial<NginxProxyProps>, string]>([
    ['a quote in a header', named('a"b'), BREAKS_OUT],
    ['a single quote in a header', named('a\'b'), BREAKS_OUT],
    ['a semicolon in a header', named('a; return 200'), '[test/inside] headers[0].value: given "a; return 200", allowed text without quotes, backslashes, semicolons, braces, "#" and line ends, which mean something to nginx; leave them out'],
    ['braces in a header', named('}'), BREAKS_OUT],
    ['an opening brace in a header', named('{'), BREAKS_OUT],
    ['a line end in a header', named('a\nb'), BREAKS_OUT],
    ['a carriage return in a header', named('a\rb'), BREAKS_OUT],
    ['a comment in a header', named('#'), BREAKS_OUT],
    ['a backslash in a header', named('a\\'), BREAKS_OUT],
    ['a space in a header\'s name', { headers: [{ name: 'X A', value: 'a' }] }, '[test/inside] headers[0].name: given "X A", allowed letters, digits, "_" and "-"; rename the header'],
    ['a header without a name', { headers: [{ name: '', value: 'a' }] }, 'headers[0].name: given ""'],
    ['a space in the upstream\'s name', { upstreamName: 'a b' }, '[test/inside] upstreamName: given "a b", allowed letters, digits, "_", "." and "-"; rename it'],
    ['a brace in the upstream\'s name', { upstreamName: 'a{' }, 'upstreamName: given "a{"'],
    ['no server name', { serverNames: [] }, '[test/inside] serverNames: given [], allowed at least one host; name the hosts, or "_" for all that no other server takes'],
    ['a semicolon in a server name', { serverNames: ['a.example.com; return 200'] }, '[test/inside] serverNames[0]: given "a.example.com; return 200"'],
    ['a line end in a server name', { serverNames: ['a.example.com\n'] }, 'serverNames[0]: given'],
    ['every host by an asterisk', { serverNames: ['*'] }, 'serverNames[0]: given "*"'],
    ['a server name twice', { serverNames: ['a.b', 'a.b'] }, '[test/inside] serverNames: given "a.b twice"'],
    ['a port out of range', { listen: 0 }, '[test/inside] listen: given 0, allowed a whole number from 1 to 65535'],
  ])('%s', (_, props, message) => {
    expect(() => inside(Testing.chart(), props)).toThrow(message);
  });

  test.each<[string, (chart: Chart) => NginxUpstream, string]>([
    ['a port that the Service lacks', () => NginxUpstream.fromService(gatewayService(), { port: 81 }), '[test/inside] upstream.port: given 81, allowed a port of Service istio-ingressgateway: 80, 443'],
    ['no port where there are several', () => NginxUpstream.fromService(gatewayService()), 'upstream.port: given nothing'],
    ['no port where none is known', c => NginxUpstream.fromService(Service.fromServiceName(c, 's', 's')), '[test/inside] upstream.port: given nothing, allowed a port, as those of the Service are not known; say which port'],
    ['an impossible port where none is known', c => NginxUpstream.fromService(Service.fromServiceName(c, 's', 's'), { port: 0 }), 'upstream.port: given 0'],
    ['a port without nodePort', () => NginxUpstream.fromNodePort(gatewayService(), { nodes: ['10.0.0.1'], port: 443 }), '[test/inside] upstream.port: given "port 443 of Service istio-ingressgateway", allowed a port whose nodePort is known'],
    ['no nodes', () => NginxUpstream.fromNodePort(gatewayService(), { nodes: [], port: 80 }), '[test/inside] upstream.nodes: given [], allowed at least one node; name the nodes by address'],
    ['a node with a port', () => NginxUpstream.fromNodePort(gatewayService(), { nodes: ['10.0.0.1:80'], port: 80 }), 'upstream.nodes[0]: given "10.0.0.1:80"'],
    ['a node with a semicolon', () => NginxUpstream.fromNodePort(gatewayService(), { nodes: ['a;'], port: 80 }), 'upstream.nodes[0]: given "a;"'],
    ['an address that is none', () => NginxUpstream.fromService(gatewayService(), { port: 80, clusterIp: 'None' }), '[test/inside] upstream.clusterIp: given "None", allowed an IP address'],
    ['failures below none', () => NginxUpstream.fromService(gatewayService(), { port: 80, maxFails: -1 }), 'upstream.maxFails: given -1'],
    ['half a second', () => NginxUpstream.fromService(gatewayService(), { port: 80, failTimeout: Duration.millis(500) }), 'upstream.failTimeout (seconds): given 0.5'],
  ])('%s', (_, upstream, message) => {
    const chart = Testing.chart();
    expect(() => inside(chart, { upstream: upstream(chart) })).toThrow(message);
  });

  test('a second ConfigMap', () => {
    const proxy = inside(Testing.chart());
    proxy.addConfigMap();
    expect(() => proxy.addConfigMap()).toThrow('[test/inside] configMap: given "a second one", allowed one ConfigMap for a configuration');
  });

  test('pods in another namespace than the ConfigMap', () => {
    const proxy = inside(Testing.chart());
    proxy.addConfigMap();
    expect(() => proxy.addDeployment({ metadata: { namespace: 'front' } })).toThrow('[test/inside] metadata.namespace: given "front", allowed the namespace of the ConfigMap, which has none');
  });
});

test('no value gets out of the place where it stands', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), value => {
    let lines: string[];
    try {
      lines = inside(Testing.chart(), { headers: [{ name: 'X-A', value }] }).configuration.split(/[\n\r]/);
    } catch {
      return;
    }
    expect(lines.filter(line => !line.includes('X-A'))).toEqual(inside(Testing.chart(), { headers: [] }).configuration.split('\n'));
    expect(lines.find(line => line.includes('X-A'))).toMatch(/^ {8}proxy_set_header X-A ([^\s"';{}\\#]+|"[^"';{}\\#]*");$/);
  }), { numRuns: 300 });
});

describe('a real nginx', () => {
  const found = spawnSync('nginx', ['-v']).status === 0;
  if (!found) { console.warn('skipped, as no nginx is installed: that nginx takes the configurations'); }
  const ifFound = found ? test : test.skip;

  /** What `nginx -t` says of a configuration; nothing if it takes it. */
  function complaints(configuration: string): string {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nginx-'));
    try {
      fs.writeFileSync(path.join(folder, 'default.conf'), configuration);
      fs.writeFileSync(path.join(folder, 'nginx.conf'), `pid ${folder}/pid; events {} http { access_log off; include ${folder}/default.conf; }`);
      const run = spawnSync('nginx', ['-t', '-q', '-p', folder, '-e', 'stderr', '-c', path.join(folder, 'nginx.conf')], { encoding: 'utf8' });
      return run.status === 0 ? '' : run.stderr;
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }

  // ports above 1023 and no IPv6: what `nginx -t` opens must be open to whoever runs the tests
  const anybody = { listen: 18080, ipv6: false };

  ifFound('takes the configuration for outside the cluster', () => {
    expect(complaints(outside(Testing.chart()).configuration)).toBe('');
  });

  ifFound('takes the configuration for inside the cluster', () => {
    expect(complaints(inside(Testing.chart(), process.getuid?.() === 0 ? {} : anybody).configuration)).toBe('');
  });

  ifFound('takes values with spaces, and empty ones', () => {
    const headers = [{ name: 'X-A', value: 'a  b' }, { name: 'X-B', value: '' }, { name: 'X-C', value: '$host:80' }];
    expect(complaints(inside(Testing.chart(), { ...anybody, headers }).configuration)).toBe('');
  });

  ifFound('refuses what is broken', () => {
    expect(complaints('server {')).toContain('unexpected end of file');
  });
});

describe('values of the wrong kind, as plain JavaScript can give them', () => {
  const STRUCT = 'allowed a struct; write it like { field: value }';
  const upstream = NginxUpstream.fromService(gatewayService(), { port: 80 });
  const NODES = { port: 80, nodes: ['10.1.1.120'] };
  test.each<[string, any, string]>([
    ['no props', undefined, `props: given nothing, ${STRUCT}`],
    ['no upstream', { serverNames: ['_'] }, 'upstream: given nothing, allowed an NginxUpstream; give an NginxUpstream'],
    ['a text as upstream', { upstream: 'x', serverNames: ['_'] }, 'upstream: given "x", allowed an NginxUpstream; give an NginxUpstream'],
    ['an upstream of a text', { upstream: NginxUpstream.fromService('x' as any), serverNames: ['_'] }, 'upstream.service: given "x", allowed a Service; give a Service'],
    ['an upstream without nodes', { upstream: NginxUpstream.fromNodePort(gatewayService(), { port: 80 } as any), serverNames: ['_'] }, 'upstream.nodes: given nothing, allowed a list; put it in brackets'],
    ['an upstream of nothing', { upstream: NginxUpstream.fromNodePort(gatewayService(), undefined as any), serverNames: ['_'] }, `upstream.options: given nothing, ${STRUCT}`],
    ['a number as duration', { upstream: NginxUpstream.fromNodePort(gatewayService(), { ...NODES, failTimeout: 10 as any }), serverNames: ['_'] }, 'upstream.failTimeout: given 10, allowed a Duration; give a Duration'],
    ['a number as address', { upstream: NginxUpstream.fromService(gatewayService(), { port: 80, clusterIp: 1 as any }), serverNames: ['_'] }, 'upstream.clusterIp: given 1, allowed a text; give a string'],
    ['a text as hosts', { upstream, serverNames: 'a.b' }, 'serverNames: given "a.b", allowed a list; put it in brackets'],
    ['no hosts', { upstream }, 'serverNames: given nothing, allowed a list; put it in brackets'],
    ['a text as switch', { upstream, serverNames: ['_'], ipv6: 'no' }, 'ipv6: given "no", allowed true or false; give one of the two'],
    ['a number as header', { upstream, serverNames: ['_'], headers: [{ name: 'a', value: 1 }] }, 'headers[0].value: given 1, allowed a text; give a string'],
  ])('%s', (_, props, message) => {
    expect(() => new NginxProxy(Testing.chart(), 'nginx', props)).toThrow(new Error(`[test/nginx] ${message}`));
  });

  test('options', () => {
    expect(() => inside(Testing.chart()).addConfigMap(null as any)).toThrow(new Error(`[test/inside] configMap: given null, ${STRUCT}`));
    expect(() => inside(Testing.chart()).addDeployment({ metadata: 'x' as any })).toThrow(new Error(`[test/inside] deployment.metadata: given "x", ${STRUCT}`));
  });
});

test('a header twice, in whatever case', () => {
  expect(() => inside(Testing.chart(), { headers: [{ name: 'X-a', value: 'b' }, { name: 'x-A', value: 'c' }] }))
    .toThrow(new Error('[test/inside] headers: given "x-a twice", allowed each once; drop one of the two'));
});

test('the ConfigMap can be patched', () => {
  const chart = Testing.chart();
  const proxy = inside(chart);
  expect(proxy.configMap).toBeUndefined();
  proxy.addConfigMap();
  proxy.configMap?.addJsonPatch(JsonPatch.add('/patched', true));
  expect(Testing.synth(chart)[0].patched).toBe(true);
});
