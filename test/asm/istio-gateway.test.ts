import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, Duration, JsonPatch, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { gateway, IntOrString, only, Quantity, specOf } from './support';
import {
  AlibabaLoadBalancer, Gateway, IstioGateway, IstioGatewayBasicConfiguration, IstioGatewayDrain, IstioGatewayExternalTrafficPolicy,
  IstioGatewayProps, IstioGatewayType, Server,
} from '../../src';
import { schemaErrors } from '../schema';

const FIXTURES = path.join(__dirname, '..', 'scenarios', 'fixtures');

function fixture(name: string): unknown {
  return Yaml.load(path.join(FIXTURES, name))[0];
}

/** Every field, each with a value of its own. */
function everything(chart: Chart): IstioGatewayBasicConfiguration {
  const resources = { limits: { cpu: Quantity.fromString('2') }, requests: { cpu: Quantity.fromNumber(1) }, claims: [{ name: 'claim' }] };
  return {
    replicaCount: 2,
    autoscaleEnabled: true,
    minReplicas: 1,
    maxReplicas: 5,
    cpu: { targetAverageUtilization: 80 },
    memory: { targetAverageUtilization: 70 },
    serviceType: kplus.ServiceType.LOAD_BALANCER,
    loadBalancerIp: '10.0.0.1',
    loadBalancerClass: 'example.com/lb',
    externalTrafficPolicy: IstioGatewayExternalTrafficPolicy.CLUSTER,
    serviceAnnotations: { serviceAnnotation: 'a' },
    podAnnotations: { podAnnotation: 'b' },
    serviceLabels: { serviceLabel: 'c' },
    podLabels: { podLabel: 'd' },
    resources,
    env: [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
    ports: [{ name: 'http2', port: 80, targetPort: IntOrString.fromString('http'), protocol: 'TCP', nodePort: 30080, appProtocol: 'http' }],
    meshExpansionPorts: [{ name: 'tls-istiod', port: 15012, targetPort: IntOrString.fromNumber(15012) }],
    nodeSelector: { node: 'e' },
    applicationPorts: '80,443',
    requestedNetworkView: 'network1',
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: {} }] } },
    tolerations: [{ key: 'gateway', operator: 'Exists', effect: 'NoSchedule' }],
    secretVolumes: [{ name: 'certs', secret: kplus.Secret.fromSecretName(chart, 'secret', 'tls'), mountPath: '/certs' }],
    configVolumes: [{ name: 'config', configMap: kplus.ConfigMap.fromConfigMapName(chart, 'config', 'settings'), mountPath: '/config' }],
    rollingMaxSurge: '100%',
    rollingMaxUnavailable: '1',
    kernel: {
      enabled: true,
      parameters: {
        netCoreSomaxconn: '65535',
        netCoreNetdevMaxBacklog: '8192',
        netIpv4TcpRmem: '4096 87380 16777216',
        netIpv4TcpWmem: '4096 65536 16777216',
        netIpv4IpLocalPortRange: '1024 65535',
        netIpv4TcpFinTimeout: '15',
        netIpv4TcpTwTimeout: '3',
        netIpv4TcpTwReuse: '1',
        netIpv4TcpTwRecycle: '0',
        netIpv4TcpTimestamps: '1',
        netIpv4TcpRetries2: '8',
        netIpv4TcpSlowStartAfterIdle: '0',
        netIpv4TcpMaxOrphans: '32768',
        netIpv4TcpMaxSynBacklog: '16384',
        netIpv4TcpNoMetricsSave: '1',
        netIpv4TcpAutocorking: '0',
        kernelPrintk: '4 4 1 7',
        vmSwappiness: '10',
      },
    },
    compression: {
      enabled: true,
      minContentLength: 100,
      contentType: ['text/html'],
      disableOnEtagHeader: true,
      removeAcceptEncodingHeader: true,
      gzip: { memoryLevel: 9, compressionLevel: 'BEST', compressionStrategy: 'FILTERED', windowBits: 15, chunkSize: 4096 },
    },
    runAsRoot: false,
    lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
    readinessProbe: { failureThreshold: 30, periodSeconds: 2, successThreshold: 1 },
    hostNetwork: true,
    dnsPolicy: kplus.DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET,
    autoCreateGatewayYaml: true,
    sds: { enabled: true, resources },
    disableContainerPortExposed: true,
  };
}

describe('the users\' manifests', () => {
  test('scenario 1, by its example', () => {
    const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'asm-'));
    process.env.CDK8S_OUTDIR = outdir;
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      jest.requireActual('../../examples/1-asm-ingress-gateway/main');
      expect(fs.readdirSync(outdir)).toEqual(['istiogateway.k8s.yaml']);
      const document = Yaml.load(path.join(outdir, 'istiogateway.k8s.yaml'));
      expect(document).toEqual([fixture('1-asm-ingress-gateway/istiogateway.yaml')]);
      expect(schemaErrors(document[0])).toEqual([]);
    } finally {
      jest.restoreAllMocks();
      delete process.env.CDK8S_OUTDIR;
      fs.rmSync(outdir, { recursive: true });
    }
  });

  test('scenario 4, a Serverless gateway', () => {
    // GIVEN
    const chart = Testing.chart();

    // WHEN
    IstioGateway.serverless(chart, 'ingress', {
      metadata: { name: 'ingressgateway' },
      gatewayType: IstioGatewayType.INGRESS,
      dnsPolicy: kplus.DnsPolicy.CLUSTER_FIRST,
      externalTrafficPolicy: IstioGatewayExternalTrafficPolicy.LOCAL,
      hostNetwork: false,
      ports: [
        { name: 'http', port: 80, protocol: 'TCP', targetPort: IntOrString.fromNumber(80) },
        { name: 'https', port: 443, protocol: 'TCP', targetPort: IntOrString.fromNumber(443) },
      ],
      replicaCount: 1,
      resources: {
        limits: { cpu: Quantity.fromString('2'), memory: Quantity.fromString('2G') },
        requests: { cpu: Quantity.fromString('200m'), memory: Quantity.fromString('256Mi') },
      },
      rollingMaxSurge: '100%',
      rollingMaxUnavailable: '25%',
      runAsRoot: true,
      serviceType: kplus.ServiceType.LOAD_BALANCER,
    });

    // THEN
    expect(only(chart)).toEqual(fixture('4-asm-serverless-bookinfo/istiogateway.yaml'));
  });
});

describe('what is rendered', () => {
  test('every field, in the gateway and in an override', () => {
    // GIVEN
    const chart = Testing.chart();

    // WHEN
    const basic = everything(chart);
    new IstioGateway(chart, 'gateway', {
      ...basic,
      metadata: { name: 'g', labels: { team: 'mesh' }, annotations: { note: 'x' } },
      gatewayType: IstioGatewayType.CROSS_NETWORK,
      replicasManagedByAsm: false,
      drain: IstioGatewayDrain.byGateway(Duration.minutes(2)),
      clusterIds: ['c1', 'c2'],
      overrides: { c1: basic },
    });

    // THEN
    const document = only(chart);
    expect(schemaErrors(document)).toEqual([]);
    const { gatewayType, clusterIds, overrides, ...spec } = document.spec;
    expect({ gatewayType, clusterIds }).toEqual({ gatewayType: 'cross-network', clusterIds: ['c1', 'c2'] });
    expect(overrides).toEqual({ c1: spec });
    expect(document.metadata).toEqual({
      name: 'g',
      namespace: 'istio-system',
      labels: { team: 'mesh' },
      annotations: {
        'asm.alibabacloud.com/gateway-drain-timeout-seconds': '120',
        'asm.alibabacloud.com/replicas-managed-by-asm': 'false',
        'note': 'x',
      },
    });
    expect(spec).toMatchSnapshot();
  });

  test('a gateway of which nothing is said', () => {
    const chart = Testing.chart();
    new IstioGateway(chart, 'gateway', { metadata: { name: 'g' } });
    expect(only(chart)).toEqual({
      apiVersion: 'istio.alibabacloud.com/v1beta1', kind: 'IstioGateway', metadata: { name: 'g', namespace: 'istio-system' }, spec: {},
    });
  });

  test('the namespace is istio-system, whatever the chart\'s', () => {
    const chart = new Chart(new App(), 'chart', { namespace: 'myexample' });
    new IstioGateway(chart, 'default', { metadata: { name: 'a' } });
    new IstioGateway(chart, 'said', { metadata: { name: 'b', namespace: 'istio-system' } });
    expect(Testing.synth(chart).map(d => d.metadata)).toEqual([{ name: 'a', namespace: 'istio-system' }, { name: 'b', namespace: 'istio-system' }]);
  });

  test('empty structs, maps and overrides are left out, an empty selector is not', () => {
    const empty: IstioGatewayBasicConfiguration = {
      cpu: {},
      memory: {},
      kernel: { parameters: {} },
      compression: { gzip: {} },
      readinessProbe: {},
      resources: { limits: {} },
      sds: { resources: {} },
      affinity: {},
      lifecycle: {},
      podLabels: {},
      serviceAnnotations: {},
      loadBalancer: AlibabaLoadBalancer.clb(),
    };
    expect(specOf({ ...empty, clusterIds: ['c1'], overrides: { c1: empty } })).toEqual({ clusterIds: ['c1'] });
    expect(specOf({ kernel: { enabled: false, parameters: {} }, replicaCount: 0, compression: { contentType: [] } })).toEqual({
      kernel: { enabled: false }, replicaCount: 0, compression: { content_type: [] },
    });
    const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', namespaceSelector: {} }] } };
    expect(specOf({ affinity })).toEqual({ affinity });
  });

  test('counts stay strings in YAML, if plain JavaScript gives numbers too', () => {
    const app = Testing.app();
    const numbers: any = { rollingMaxSurge: 1, rollingMaxUnavailable: 0 };
    new IstioGateway(new Chart(app, 'chart'), 'gateway', {
      metadata: { name: 'g' }, rollingMaxSurge: '1', rollingMaxUnavailable: '25%', clusterIds: ['c1'], overrides: { c1: numbers },
    });
    expect(app.synthYaml()).toContain('rollingMaxSurge: "1"\n  rollingMaxUnavailable: 25%\n');
    expect(app.synthYaml()).toContain('rollingMaxSurge: "1"\n      rollingMaxUnavailable: "0"\n');
  });

  test('a JSON patch lands, keys unknown to the schema included', () => {
    const chart = Testing.chart();
    const it = new IstioGateway(chart, 'gateway');
    ApiObject.of(it).addJsonPatch(JsonPatch.add('/spec/unknownField', { a: 1 }), JsonPatch.add('/unknown', true));
    expect(only(chart)).toMatchObject({ unknown: true, spec: { unknownField: { a: 1 } } });
  });

  test('annotations for replicas, which those given by name overrule', () => {
    const annotations = (props: IstioGatewayProps) => gateway(props).metadata.toJson().annotations;
    expect(annotations({ replicasManagedByAsm: false })).toEqual({ 'asm.alibabacloud.com/replicas-managed-by-asm': 'false' });
    expect(annotations({ replicasManagedByAsm: true })).toEqual({ 'asm.alibabacloud.com/replicas-managed-by-asm': 'true' });
    expect(annotations({
      replicasManagedByAsm: true, metadata: { annotations: { 'asm.alibabacloud.com/replicas-managed-by-asm': 'false', 'note': 'x' } },
    })).toEqual({ 'asm.alibabacloud.com/replicas-managed-by-asm': 'false', 'note': 'x' });
  });

  test('a Serverless gateway keeps its other annotations', () => {
    const it = IstioGateway.serverless(Testing.chart(), 'g', { metadata: { annotations: { note: 'x' } }, replicasManagedByAsm: false });
    expect(it.metadata.toJson().annotations).toEqual({
      'asm.alibabacloud.com/managed-by-asm': 'true', 'asm.alibabacloud.com/replicas-managed-by-asm': 'false', 'note': 'x',
    });
  });
});

describe('what the controller makes', () => {
  const ports = [{ name: 'http2', port: 80, targetPort: IntOrString.fromNumber(8080) }, { name: 'https', port: 443, targetPort: IntOrString.fromNumber(0) }];

  test('Service, Deployment, ServiceAccount and labels', () => {
    const it = gateway({ metadata: { name: 'front' }, podLabels: { team: 'mesh' }, ports, meshExpansionPorts: [{ port: 15012 }] });
    expect([it.name, it.namespace]).toEqual(['front', 'istio-system']);
    expect([it.gatewayServiceName, it.deploymentName, it.serviceAccountName]).toEqual(['istio-front', 'istio-front', 'istio-front']);
    expect(it.gatewaySelector).toEqual({ istio: 'front' });
    expect(it.podLabels).toEqual({ team: 'mesh', app: 'istio-front', istio: 'front' });
    const { name, namespace, podLabels, construct } = it.service!;
    expect({ name, namespace, podLabels }).toEqual({ name: 'istio-front', namespace: 'istio-system', podLabels: it.podLabels });
    expect(construct).toBe(it);
    expect(it.service!.ports!.map(p => [p.port, p.targetPort?.value])).toEqual([[80, 8080], [443, 443], [15012, undefined]]);
  });

  test('the ports are not known where a cluster has its own, or none were given', () => {
    expect(gateway({ ports, clusterIds: ['c1'], overrides: { c1: { ports } } }).service!.ports).toBeUndefined();
    expect(gateway({ meshExpansionPorts: ports }).service!.ports).toBeUndefined();
    expect(gateway({ ports, clusterIds: ['c1'], overrides: { c1: { replicaCount: 2 } } }).service!.ports).toHaveLength(2);
  });

  test('an Istio Gateway takes it as workload, and is applied after it', () => {
    // GIVEN
    const chart = Testing.chart();
    const props = { servers: [Server.http({ hosts: ['*.example.com'] })] };

    // WHEN
    const late = new Chart(chart, 'late');
    const ingress = new IstioGateway(late, 'ingress', { metadata: { name: 'ingressgateway' } });
    new Gateway(chart, 'gateway', { ...props, workload: ingress });

    // THEN
    expect(Testing.synth(chart).map(d => [d.kind, d.spec.selector])).toEqual([['Gateway', { istio: 'ingressgateway' }]]);
    expect(chart.node.dependencies).toContain(late);
  });

  test('a plain Ingress goes to its Service', () => {
    const chart = Testing.chart();
    const ingress = IstioGateway.fromIstioGatewayName(chart, 'gateway', 'front');
    new kplus.k8s.KubeIngress(chart, 'ingress', {
      metadata: { namespace: ingress.namespace },
      spec: { defaultBackend: { service: { name: ingress.gatewayServiceName, port: { number: 80 } } } },
    });
    expect(only(chart)).toMatchObject({ metadata: { namespace: 'istio-system' }, spec: { defaultBackend: { service: { name: 'istio-front' } } } });
  });

  test('an existing gateway is known by its name', () => {
    const chart = new Chart(new App(), 'chart', { namespace: 'myexample' });
    const it = IstioGateway.fromIstioGatewayName(chart, 'gateway', 'front', { ports, podLabels: { team: 'mesh' } });
    expect([it.name, it.namespace, it.construct]).toEqual(['front', 'istio-system', undefined]);
    expect([it.gatewayServiceName, it.deploymentName, it.serviceAccountName]).toEqual(['istio-front', 'istio-front', 'istio-front']);
    expect(it.gatewaySelector).toEqual({ istio: 'front' });
    expect(it.podLabels).toEqual({ team: 'mesh', app: 'istio-front', istio: 'front' });
    expect(it.service!.construct).toBeUndefined();
    expect(it.service!.name).toBe('istio-front');
    expect(it.service!.ports!.map(p => p.targetPort?.value)).toEqual([8080, 443]);
    expect(IstioGateway.fromIstioGatewayName(chart, 'other', 'back').service!.ports).toBeUndefined();
  });

  test('Secrets and ConfigMaps that it mounts come before it', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    const [secrets, configs] = [new Chart(app, 'secrets'), new Chart(app, 'configs')];
    new IstioGateway(chart, 'gateway', {
      clusterIds: ['c1'],
      overrides: {
        c1: {
          secretVolumes: [{ name: 'a', mountPath: '/a', secret: new kplus.Secret(secrets, 'secret', { metadata: { name: 'tls' } }) }],
          configVolumes: [{ name: 'b', mountPath: '/b', configMap: new kplus.ConfigMap(configs, 'config', { metadata: { name: 'settings' } }) }],
        },
      },
    });
    expect(only(chart).spec.overrides.c1).toEqual({
      secretVolumes: [{ name: 'a', mountPath: '/a', secretName: 'tls' }], configVolumes: [{ name: 'b', mountPath: '/b', configMapName: 'settings' }],
    });
    expect(chart.node.dependencies).toEqual([secrets, configs]);
  });
});

describe('a gateway in the wrong place is refused', () => {
  test.each<[string, IstioGatewayProps, string]>([
    ['another namespace', { metadata: { namespace: 'myexample' } },
      '[test/gateway] metadata.namespace: given "myexample", allowed istio-system, as a gateway does not start in another namespace; leave it out'],
    ['an override for an unknown cluster', { clusterIds: ['c1', 'c2'], overrides: { c3: {} } },
      '[test/gateway] overrides.c3: given "c3", allowed clusters of the gateway: c1, c2; add the cluster to clusterIds, or drop the override'],
    ['an override without clusters', { overrides: { c3: {} } },
      '[test/gateway] overrides.c3: given "c3", allowed none, as clusterIds names no cluster; add the cluster to clusterIds, or drop the override'],
    ['a Serverless gateway with clusters', { clusterIds: ['c1'], metadata: { annotations: { 'asm.alibabacloud.com/managed-by-asm': 'true' } } },
      '[test/gateway] clusterIds: given ["c1"], allowed none, as ASM runs the pods of a Serverless gateway itself; leave them out, or drop the annotation asm.alibabacloud.com/managed-by-asm'],
    ['an unknown type', { gatewayType: 'inward' as any },
      '[test/gateway] gatewayType: given "inward", allowed ingress, egress, cross-network; give one of these'],
  ])('%s', (_, props, message) => {
    expect(() => gateway(props)).toThrow(new Error(message));
  });

  test('a Serverless gateway with clusters, by its factory', () => {
    const props: any = { clusterIds: ['c1'] };
    expect(() => IstioGateway.serverless(Testing.chart(), 'gateway', props)).toThrow('[test/gateway] clusterIds: given ["c1"]');
  });
});

test('any valid props make a document that the schema takes', () => {
  const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const word = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
  const map = fc.dictionary(word, word, { maxKeys: 3 });
  const count = fc.integer({ min: 0, max: 1000 });
  const targetPort = fc.integer({ min: 0, max: 65535 }).map(n => IntOrString.fromNumber(n));
  const port = fc.record({ port: fc.integer({ min: 1, max: 65535 }), name: word, targetPort });
  const ports = fc.uniqueArray(port, { maxLength: 4, selector: p => p.port }).map(all => all.map((p, i) => ({ ...p, name: `${p.name}${i}` })));
  const amount = fc.oneof(fc.integer({ min: 1, max: 100 }).map(n => `${n}%`), fc.integer({ min: 1, max: 9 }).map(String));
  const basic: fc.Arbitrary<IstioGatewayBasicConfiguration> = fc.record({
    replicaCount: some(count),
    autoscaleEnabled: some(fc.boolean()),
    cpu: some(fc.record({ targetAverageUtilization: some(count) })),
    serviceType: some(fc.constantFrom(kplus.ServiceType.NODE_PORT, kplus.ServiceType.LOAD_BALANCER)),
    externalTrafficPolicy: some(fc.constantFrom(...Object.values(IstioGatewayExternalTrafficPolicy))),
    dnsPolicy: some(fc.constantFrom(...Object.values(kplus.DnsPolicy))),
    hostNetwork: some(fc.boolean()),
    podLabels: some(map),
    serviceAnnotations: some(map),
    ports: some(ports),
    rollingMaxSurge: some(amount),
    rollingMaxUnavailable: some(amount),
    resources: some(fc.record({ limits: some(fc.record({ cpu: count.map(n => Quantity.fromString(`${n}m`)) })) })),
    compression: some(fc.record({ minContentLength: some(count), gzip: some(fc.record({ windowBits: some(fc.integer({ min: 9, max: 15 })) })) })),
    kernel: some(fc.record({ enabled: some(fc.boolean()), parameters: some(fc.record({ vmSwappiness: some(word) })) })),
  });
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  fc.assert(fc.property(basic, some(basic), (own, override) => {
    const chart = Testing.chart();
    new IstioGateway(chart, 'gateway', { ...own, clusterIds: ['c1'], overrides: override && { c1: override } });
    const document = only(chart);
    expect(schemaErrors(document)).toEqual([]);
    expect(JSON.stringify(document.spec)).not.toContain('{}');
  }), { numRuns: 100 });
  jest.restoreAllMocks();
});

describe('names of what the controller makes', () => {
  const ALLOWED = 'allowed at most 57 characters and no dots, as the Service is named istio-<name>; give a shorter name without dots in metadata.name';
  test.each(['a'.repeat(58), 'a.b'])('%s is no name', name => {
    expect(() => gateway({ metadata: { name } })).toThrow(new Error(`[test/gateway] metadata.name: given "${name}", ${ALLOWED}`));
    expect(() => IstioGateway.fromIstioGatewayName(Testing.chart(), 'gateway', name)).toThrow(new Error(`[test/gateway] name: given "${name}", ${ALLOWED}`));
  });
  test('57 characters are', () => {
    expect(gateway({ metadata: { name: 'a'.repeat(57) } }).gatewayServiceName).toHaveLength(63);
  });
});

describe('props that are wrong, as plain JavaScript can give them', () => {
  const STRUCT = 'allowed a struct; write it like { field: value }';
  const proto = JSON.parse('{"__proto__":{"replicaCount":2}}');
  test.each<[string, any, string]>([
    ['a list of clusters that is none', { clusterIds: 'c1' }, 'clusterIds: given "c1", allowed a list; put it in brackets'],
    ['a cluster twice', { clusterIds: ['a', 'b', 'a'] }, 'clusterIds: given "a twice", allowed each once; drop one of the two'],
    ['a cluster without id', { clusterIds: ['a', ''] }, 'clusterIds[1]: given "", allowed the id of a cluster; give the id, or drop it from the list'],
    ['a cluster that is none', { clusterIds: [null] }, 'clusterIds[0]: given nothing, allowed a value; drop it from the list, or say what it is'],
    ['an override of nothing', { clusterIds: ['a'], overrides: { a: null } }, `overrides.a: given null, ${STRUCT}`],
    ['overrides that are no map', { clusterIds: ['a'], overrides: ['a'] }, 'overrides: given ["a"], allowed a map from names to values; write it like { name: value }'],
    ['an override __proto__', { clusterIds: ['__proto__'], overrides: proto }, 'overrides: given "__proto__", allowed any other key; rename it'],
    ['metadata that is none', { metadata: 'g' }, `metadata: given "g", ${STRUCT}`],
    ['a drain that is none', { drain: 30 }, 'drain: given 30, allowed an IstioGatewayDrain; give an IstioGatewayDrain'],
    ['a drain of a number', { drain: IstioGatewayDrain.byGateway(30 as any) }, 'drain: given 30, allowed a Duration; give a Duration'],
    ['a text as switch', { replicasManagedByAsm: 'no' }, 'replicasManagedByAsm: given "no", allowed true or false; give one of the two'],
  ])('%s', (_, props, message) => {
    expect(() => gateway(props)).toThrow(new Error(`[test/gateway] ${message}`));
  });

  test('no props at all', () => {
    expect(() => new IstioGateway(Testing.chart(), 'gateway', null as any)).toThrow(new Error(`[test] gateway: given null, ${STRUCT}`));
    expect(() => IstioGateway.serverless(Testing.chart(), 'gateway', null as any)).toThrow(new Error(`[test] gateway: given null, ${STRUCT}`));
    expect(() => IstioGateway.serverless(Testing.chart(), 'gateway', { metadata: 'g' as any })).toThrow(new Error(`[test] gateway.metadata: given "g", ${STRUCT}`));
  });

  test('wrong options of one that exists', () => {
    const imported = (options: any) => () => IstioGateway.fromIstioGatewayName(Testing.chart(), 'gateway', 'g', options);
    expect(imported(null)).toThrow(new Error(`[test/gateway] options: given null, ${STRUCT}`));
    expect(imported({ ports: [{ port: 0 }] })).toThrow('[test/gateway] options.ports[0].port: given 0');
    expect(imported({ podLabels: { a: 'ü' } })).toThrow('[test/gateway] options.podLabels["a"]: given "ü"');
  });
});

test('lists and maps that are changed later change nothing', () => {
  const props = { clusterIds: ['a'], ports: [{ name: 'http', port: 80 }], podLabels: { a: 'b' }, overrides: { a: { nodeSelector: { c: 'd' } as any } } };
  const ingress = gateway(props);
  const before = only(Chart.of(ingress));
  props.clusterIds.push('');
  props.ports[0].port = 0;
  props.podLabels.a = 'ü';
  props.overrides.a.nodeSelector.c = 'ü';
  expect(only(Chart.of(ingress))).toEqual(before);
});
