import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, App, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import * as yaml from 'yaml';
import { Cluster, TerminationMessagePolicy, VersionedService, VersionedServiceProps, VersionOptions } from '../../src';
import { schemaErrors } from '../schema';

const FIXTURES = path.join(__dirname, '..', 'scenarios', 'fixtures', '2-front-tomcat');
const fixture = (name: string) => yaml.parse(fs.readFileSync(path.join(FIXTURES, name), 'utf8'));
const { IntOrString, Quantity } = kplus.k8s;

function front(chart: Chart, props: Partial<VersionedServiceProps> = {}): VersionedService {
  return new VersionedService(chart, 'front', { metadata: { name: 'front' }, ports: [{ name: 'http', port: 80 }], ...props });
}

function twoClusters(namespaces: (string | undefined)[] = []): [Cluster, Cluster] {
  const app = new App();
  const [one, two] = ['one', 'two'].map((name, i) => new Cluster(name, new Chart(app, name, { namespace: namespaces[i] })));
  return [one, two];
}

const names = (chart: Chart) => Testing.synth(chart).map(d => `${d.kind}/${d.metadata.name}`);

describe('scenario 2\'s front end', () => {
  function frontTomcat(chart: Chart): VersionedService {
    return new VersionedService(chart, 'front-tomcat', {
      metadata: { name: 'front-tomcat' },
      ports: [{ name: 'http', port: 8080, protocol: 'TCP', targetPort: IntOrString.fromNumber(8080) }],
      type: kplus.ServiceType.CLUSTER_IP,
    });
  }
  const command = (version: string) => ['/bin/sh', '-c', [
    'mkdir /usr/local/tomcat/webapps/ROOT',
    `echo '这是tomcat-${version}版本:<iframe name="footer" marginwidth=0 marginheight=0 width=100% height=50 src="http://bill.istio.com/" frameborder=0></iframe>'>/usr/local/tomcat/webapps/ROOT/index.html`,
    '/usr/local/tomcat/bin/catalina.sh run;',
  ].join(';')];
  const image = 'tomcat:9.0-jdk11';

  test('its Service and its version v2', () => {
    const chart = Testing.chart();
    const tomcat = frontTomcat(chart);
    tomcat.addVersion('v2', { image, replicas: 1, command: command('v2') });
    expect(Testing.synth(chart)).toEqual([fixture('front-tomcat-service.yaml'), fixture('front-tomcat-v2-dpl.yaml')]);
  });

  test('the version v1 that the document forgot', () => {
    const chart = Testing.chart();
    const tomcat = frontTomcat(chart);
    tomcat.addVersion('v1', { image, replicas: 1, command: command('v1') });
    tomcat.addVersion('v2', { image, replicas: 1, command: command('v2') });
    const [service, v1, v2] = Testing.synth(chart);
    expect([service, v2]).toEqual([fixture('front-tomcat-service.yaml'), fixture('front-tomcat-v2-dpl.yaml')]);
    expect(v1).toEqual(JSON.parse(JSON.stringify(v2).replace(/v2/g, 'v1')));
  });

  test('its Ingress', () => {
    const chart = Testing.chart();
    const tomcat = frontTomcat(chart);
    new kplus.k8s.KubeIngress(chart, 'ingress', {
      metadata: { name: 'front-tomcat' },
      spec: { rules: [{ host: 'tomcat.istio.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: tomcat.ingressBackend() }] } }] },
    });
    expect(Testing.synth(chart)[1]).toEqual(fixture('front-tomcat-ingress.yaml'));
  });
});

test('what others need to know of it', () => {
  // GIVEN
  const chart = new Chart(new App(), 'test', { namespace: 'shop' });
  const service = front(chart);

  // WHEN
  const v1 = service.addVersion('v1', { image: 'front:1' });
  const v2 = service.addVersion('v2', { image: 'front:2' });

  // THEN
  expect([service.name, service.namespace, service.app, service.ports, service.podLabels]).toEqual(['front', 'shop', 'front', [{ name: 'http', port: 80 }], { app: 'front' }]);
  expect(service.construct).toBe(service);
  expect(service.versions).toEqual([v1, v2]);
  expect(service.version('v2')).toBe(v2);
  expect([v2.service, v2.name, v2.podLabels, v2.deployment.name]).toEqual([service, 'v2', { app: 'front', version: 'v2' }, 'front-v2']);
  expect(Testing.synth(chart).map(d => d.metadata.namespace)).toEqual(['shop', 'shop', 'shop']);
});

test('without a name it is named after its path', () => {
  const chart = Testing.chart();
  const service = new VersionedService(chart, 'front', { ports: [{ port: 80 }] });
  service.addVersion('v1', { image: 'front' });
  const [{ metadata, spec }, deployment] = Testing.synth(chart);
  expect(metadata).toEqual({ name: service.name, labels: { app: service.name } });
  expect(spec.selector).toEqual({ app: service.name });
  expect(deployment.metadata.name).toBe(`${service.name}-v1`);
});

test('every field of the Service and the ServiceAccount', () => {
  // GIVEN
  const chart = Testing.chart();

  // WHEN
  const service = new VersionedService(chart, 'service', {
    metadata: { name: 'front', namespace: 'shop', labels: { a: 'b' }, annotations: { c: 'd' } },
    app: 'shop-front',
    serviceAccount: {
      metadata: { name: 'runner', labels: { e: 'f' }, annotations: { g: 'h' } },
      automountServiceAccountToken: false,
      imagePullSecrets: [kplus.Secret.fromSecretName(chart, 'pull', 'registry')],
      secrets: [kplus.Secret.fromSecretName(chart, 'secret', 'password')],
    },
    allocateLoadBalancerNodePorts: true,
    clusterIp: '10.0.0.1',
    clusterIPs: ['10.0.0.1'],
    externalIPs: ['192.0.2.1'],
    externalName: 'front.example.com',
    externalTrafficPolicy: 'Local',
    healthCheckNodePort: 30001,
    internalTrafficPolicy: 'Cluster',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    loadBalancerClass: 'example.com/fast',
    loadBalancerIp: '192.0.2.2',
    loadBalancerSourceRanges: ['0.0.0.0/0'],
    ports: [
      { name: 'http', port: 80, targetPort: IntOrString.fromString('web'), nodePort: 30080, protocol: 'TCP', appProtocol: 'http' },
      { name: 'quic', port: 80, targetPort: IntOrString.fromNumber(8443), protocol: 'UDP' },
    ],
    publishNotReadyAddresses: true,
    selector: { app: 'shop-front', tier: 'web' },
    sessionAffinity: 'ClientIP',
    sessionAffinityConfig: { clientIp: { timeoutSeconds: 60 } },
    type: kplus.ServiceType.LOAD_BALANCER,
  });
  service.addVersion('v1', { image: 'front', podLabels: { tier: 'web' } });

  // THEN
  const documents = Testing.synth(chart);
  expect(documents.flatMap(schemaErrors)).toEqual([]);
  expect(documents).toMatchSnapshot();
  expect(service.podLabels).toEqual({ app: 'shop-front', tier: 'web' });
});

test('every field of a version', () => {
  // GIVEN
  const chart = Testing.chart();
  const service = front(chart);
  const probe = (port: number) => ({ httpGet: { port: IntOrString.fromNumber(port), path: '/healthy' } });
  const every: { [option in keyof Required<Omit<VersionOptions, 'cluster'>>]: VersionOptions[option] } = {
    // the container
    image: 'front:1',
    containerName: 'server',
    args: ['--fast'],
    command: ['serve'],
    env: [{ name: 'A', value: 'b' }],
    envFrom: [{ configMapRef: { name: 'variables' } }],
    imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
    lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
    livenessProbe: probe(1),
    ports: [{ name: 'web', containerPort: 8080, hostPort: 8080, protocol: 'TCP' }],
    readinessProbe: probe(2),
    resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }],
    resources: { limits: { memory: Quantity.fromString('256Mi') } },
    securityContext: { runAsNonRoot: true },
    startupProbe: probe(3),
    stdin: true,
    stdinOnce: true,
    terminationMessagePath: '/last',
    terminationMessagePolicy: TerminationMessagePolicy.FALLBACK_TO_LOGS_ON_ERROR,
    tty: true,
    volumeDevices: [{ name: 'disk', devicePath: '/dev/disk' }],
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    workingDir: '/srv',
    // the pod
    podLabels: { 'tier': 'web', 'sidecar.istio.io/inject': 'true' },
    podAnnotations: { 'proxy.istio.io/config': '{}' },
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'arch', operator: 'Exists' }] }] } } },
    automountServiceAccountToken: false,
    dnsConfig: { nameservers: ['10.0.0.53'] },
    dnsPolicy: kplus.DnsPolicy.NONE,
    enableServiceLinks: false,
    hostAliases: [{ ip: '10.0.0.2', hostnames: ['bill'] }],
    hostNetwork: true,
    imagePullSecrets: [kplus.Secret.fromSecretName(chart, 'pull', 'registry')],
    initContainers: [{ name: 'first', image: 'first' }],
    nodeSelector: { disk: 'ssd' },
    podSecurityContext: { fsGroup: 1337 },
    priorityClassName: 'high',
    runtimeClassName: 'gvisor',
    schedulerName: 'mine',
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(chart, 'account', 'runner'),
    sidecars: [{ name: 'logs', image: 'logs' }],
    terminationGracePeriod: Duration.minutes(1),
    tolerations: [{ key: 'spot', operator: 'Exists' }],
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
    volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } }],
    // the Deployment
    metadata: { name: 'front-one', labels: { a: 'b' }, annotations: { c: 'd' } },
    replicas: 3,
    minReady: Duration.seconds(5),
    paused: true,
    progressDeadline: Duration.minutes(2),
    revisionHistoryLimit: 0,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: IntOrString.fromString('100%'), maxUnavailable: IntOrString.fromNumber(0) } },
  };

  // WHEN
  service.addVersion('v1', every as VersionOptions);

  // THEN
  const deployment = Testing.synth(chart)[1];
  expect(schemaErrors(deployment)).toEqual([]);
  expect(deployment).toMatchSnapshot();
});

test('a version\'s own ServiceAccount comes before it, and the shared one is only made where it is used', () => {
  // GIVEN
  const chart = Testing.chart();
  const service = front(chart, { serviceAccount: {} });
  const own = new kplus.ServiceAccount(chart, 'own', { metadata: { name: 'own' } });

  // WHEN
  service.addVersion('v1', { image: 'front', serviceAccount: own });

  // THEN
  expect(names(chart)).toEqual(['Service/front', 'ServiceAccount/own', 'Deployment/front-v1']);
  expect(Testing.synth(chart)[2].spec.template.spec.serviceAccountName).toBe('own');
});

test('labels can be absent', () => {
  const chart = Testing.chart();
  const service = front(chart, { metadata: { name: 'front', labels: {} } });
  service.addVersion('v1', { image: 'front', metadata: { labels: {} } });
  expect(Testing.synth(chart).map(d => d.metadata.labels)).toEqual([undefined, undefined]);
});

describe('versions in several clusters', () => {
  test('the Service and the ServiceAccount stand wherever a version does, once', () => {
    // GIVEN
    const [one, two] = twoClusters();
    const service = front(one.chart, { serviceAccount: { metadata: { name: 'runner' } }, metadata: { name: 'front', labels: { a: 'b' }, annotations: { c: 'd' } } });

    // WHEN
    service.addVersion('v1', { image: 'front', cluster: one });
    service.addVersion('v2', { image: 'front', cluster: two });
    service.addVersion('v3', { image: 'front', cluster: two });

    // THEN
    expect(names(one.chart)).toEqual(['Service/front', 'ServiceAccount/runner', 'Deployment/front-v1']);
    expect(names(two.chart)).toEqual(['Service/front', 'ServiceAccount/runner', 'Deployment/front-v2', 'Deployment/front-v3']);
    expect(Testing.synth(two.chart)[0]).toEqual(Testing.synth(one.chart)[0]);
    expect(() => (one.chart.node.root as App).synthYaml()).not.toThrow();
  });

  test('the Service alone, for clients', () => {
    const [one, two] = twoClusters();
    const service = new VersionedService(one.chart, 'front', { ports: [{ port: 80 }], serviceAccount: {} });
    const there = service.addCluster(two);
    expect(service.addCluster(two)).toBe(there);
    expect(service.addCluster(one)).toBe(ApiObject.of(service));
    expect(Testing.synth(two.chart)).toEqual(Testing.synth(one.chart));
    expect(Testing.synth(two.chart)).toHaveLength(1);
  });

  test('everything is in the Service\'s namespace, whatever the chart\'s', () => {
    const [one, two] = twoClusters(['shop', 'other']);
    front(one.chart, { serviceAccount: {} }).addVersion('v1', { image: 'front', cluster: two });
    expect(Testing.synth(two.chart).map(d => d.metadata.namespace)).toEqual(['shop', 'shop', 'shop']);
  });

  test('a Service without namespace does not go where it would get one', () => {
    const [one, two] = twoClusters([undefined, 'other']);
    const service = front(one.chart);
    expect(() => service.addCluster(two)).toThrow('[one/front] cluster: given "two, whose chart has the namespace \\"other\\"", allowed clusters where the Service has the same namespace, and here it has none; set metadata.namespace of the Service, or the namespace of chart "one"');
  });
});

test('JSON patches land, keys unknown to the schema included', () => {
  const [one, two] = twoClusters();
  const service = front(one.chart, { serviceAccount: {} });
  service.addVersion('v1', { image: 'front' }).deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/unknownField', 1));
  ApiObject.of(service).addJsonPatch(JsonPatch.add('/spec/unknownField', 2));
  service.addCluster(two).addJsonPatch(JsonPatch.add('/spec/unknownField', 3));
  const [home, , deployment] = Testing.synth(one.chart);
  expect(deployment.spec.template.spec.containers[0].unknownField).toBe(1);
  expect(home.spec.unknownField).toBe(2);
  expect(Testing.synth(two.chart)[0].spec.unknownField).toBe(3);
});

describe('an Ingress', () => {
  test('to one of several ports', () => {
    const service = front(Testing.chart(), { ports: [{ name: 'a', port: 80 }, { name: 'b', port: 81 }] });
    expect(service.ingressBackend(81)).toEqual({ service: { name: 'front', port: { number: 81 } } });
    expect(() => service.ingressBackend()).toThrow('[test/front] ingressBackend.port: given nothing, allowed a port of Service front: 80, 81');
    expect(() => service.ingressBackend(82)).toThrow('[test/front] ingressBackend.port: given 82');
  });

  test('to no port', () => {
    expect(() => front(Testing.chart(), { ports: undefined, clusterIp: 'None' }).ingressBackend()).toThrow('[test/front] ingressBackend.port: given nothing, allowed a port, and the Service has none; say which port');
  });
});

describe('impossible props of the Service are refused', () => {
  test.each<[string, Partial<VersionedServiceProps>, string]>([
    ['a malformed name', { metadata: { name: 'front.shop' } }, '[test/front] metadata.name: given "front.shop", allowed a DNS label'],
    ['a malformed label', { app: 'front end' }, '[test/front] app: given "front end", allowed the value of a label'],
    ['an empty label', { app: '' }, 'app: given ""'],
    ['an unknown type', { type: 'nodeport' }, '[test/front] type: given "nodeport", allowed ClusterIP, NodePort, LoadBalancer, ExternalName; give one of these'],
    ['another name for nothing', { type: 'ExternalName' }, '[test/front] externalName: given nothing, allowed a host'],
    ['a port out of range', { ports: [{ port: 0 }] }, '[test/front] ports[0].port: given 0'],
    ['a target port out of range', { ports: [{ port: 1, targetPort: IntOrString.fromNumber(65536) }] }, 'ports[0].targetPort: given 65536'],
    ['a node port out of range', { type: 'NodePort', ports: [{ port: 1, nodePort: -1 }] }, 'ports[0].nodePort: given -1'],
    ['a node port without nodes', { ports: [{ port: 1, nodePort: 30000 }] }, '[test/front] ports[0].nodePort: given 30000, allowed none for a Service of type ClusterIP; set type to NodePort or LoadBalancer'],
    ['a malformed port name', { ports: [{ port: 1, name: 'HTTP' }] }, 'ports[0].name: given "HTTP"'],
    ['a port twice', { ports: [{ port: 1, name: 'a' }, { port: 1, name: 'b', protocol: 'TCP' }] }, '[test/front] ports[1].port: given 1, allowed a port that no other port has'],
    ['a port name twice', { ports: [{ port: 1, name: 'a' }, { port: 2, name: 'a' }] }, '[test/front] ports[1].name: given "a", allowed a name that no other port has, and ports[0] has it; change one of the two'],
    ['several ports and no name', { ports: [{ port: 1, name: 'a' }, { port: 2 }] }, '[test/front] ports[1].name: given nothing, allowed a name for each of several ports; name the port, e.g. "http"'],
    ['a malformed name of the ServiceAccount', { serviceAccount: { metadata: { name: 'A' } } }, 'serviceAccount.metadata.name: given "A"'],
    ['a ServiceAccount elsewhere', { serviceAccount: { metadata: { namespace: 'elsewhere' } } }, '[test/front] serviceAccount.metadata.namespace: given "elsewhere", allowed the namespace of the Service, which has none; leave it out, and set metadata.namespace of the Service'],
  ])('%s', (_, props, message) => {
    expect(() => front(Testing.chart(), props)).toThrow(message);
  });
});

describe('impossible versions are refused', () => {
  test.each<[string, string, Partial<VersionOptions>, string]>([
    ['a malformed version', 'v 1', {}, '[test/front] versions[1].name: given "v 1", allowed the value of a label'],
    ['a version twice', 'v0', {}, '[test/front] versions[1].name: given "v0", allowed a name that no other version of this service has; rename the version'],
    ['a version that makes no name', 'V1', {}, 'versions[1].metadata.name: given "front-V1"'],
    ['a Deployment elsewhere', 'v1', { metadata: { namespace: 'elsewhere' } }, 'versions[1].metadata.namespace: given "elsewhere"'],
    ['no image', 'v1', { image: '' }, '[test/front] versions[1].image: given "", allowed the name of an image, without spaces'],
    ['an image with a space', 'v1', { image: 'a b' }, 'versions[1].image: given "a b"'],
    ['a malformed container name', 'v1', { containerName: 'A' }, 'versions[1].containerName: given "A"'],
    ['half a pod', 'v1', { replicas: 0.5 }, 'versions[1].replicas: given 0.5'],
    ['fewer than no pods', 'v1', { replicas: -1 }, 'versions[1].replicas: given -1'],
    ['a negative history', 'v1', { revisionHistoryLimit: -1 }, 'versions[1].revisionHistoryLimit: given -1'],
    ['a container port out of range', 'v1', { ports: [{ containerPort: 65536 }] }, 'versions[1].ports[0].containerPort: given 65536'],
    ['a host port out of range', 'v1', { ports: [{ containerPort: 1, hostPort: 0 }] }, 'versions[1].ports[0].hostPort: given 0'],
    ['half a second to be ready', 'v1', { minReady: Duration.millis(500) }, 'versions[1].minReady (seconds): given 0.5'],
    ['half a second to stop', 'v1', { terminationGracePeriod: Duration.millis(500) }, 'versions[1].terminationGracePeriod (seconds): given 0.5'],
    ['a deadline before readiness counts', 'v1', { minReady: Duration.minutes(10) }, '[test/front] versions[1].progressDeadline: given "600s", allowed more than minReady, which is 600s; give a longer deadline'],
    ['another app', 'v1', { podLabels: { app: 'other' } }, '[test/front] versions[1].podLabels: given "app: other", allowed app: front, as otherwise the pods are not selected; leave the label out'],
    ['another version', 'v1', { podLabels: { version: 'v2' } }, 'versions[1].podLabels: given "version: v2"'],
  ])('%s', (_, version, options, message) => {
    const service = front(Testing.chart());
    service.addVersion('v0', { image: 'front' });
    expect(() => service.addVersion(version, { image: 'front', ...options })).toThrow(message);
    expect(service.versions).toHaveLength(1);
  });

  test('pods that the Service does not select', () => {
    const service = front(Testing.chart(), { selector: { tier: 'web' } });
    expect(() => service.addVersion('v1', { image: 'front' })).toThrow('[test/front] versions[0].podLabels: given "tier: none", allowed tier: web, as otherwise the pods are not selected; add the label, or drop it from the selector of the Service');
  });

  test('a label that cannot name the container', () => {
    const service = front(Testing.chart(), { app: 'front_end' });
    expect(() => service.addVersion('v1', { image: 'front' })).toThrow('[test/front] versions[0].containerName: given "front_end"');
    expect(() => service.addVersion('v1', { image: 'front', containerName: 'front' })).not.toThrow();
  });

  test('a version that is not there', () => {
    const service = front(Testing.chart());
    expect(() => service.version('v1')).toThrow('[test/front] version: given "v1", allowed one of none yet; add the version first');
    service.addVersion('v1', { image: 'front' });
    expect(() => service.version('v2')).toThrow('allowed one of v1;');
  });
});

test('any valid service makes documents that the schema takes', () => {
  const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
  const labels = fc.dictionary(label.filter(l => l !== 'app' && l !== 'version'), label, { maxKeys: 3 });
  const port = fc.integer({ min: 1, max: 65535 });
  const version = fc.record({
    name: label,
    options: fc.record({
      image: label,
      replicas: fc.nat(),
      args: fc.array(fc.string()),
      env: fc.array(fc.record({ name: label, value: fc.string() })),
      ports: fc.array(fc.record({ containerPort: port })),
      podLabels: labels,
      podAnnotations: labels,
      minReady: fc.integer({ min: 0, max: 599 }).map(s => Duration.seconds(s)),
    }, { requiredKeys: ['image'] }),
  });
  const props = fc.record({
    app: label,
    type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer'),
    ports: fc.uniqueArray(fc.record({ name: label, port }), { minLength: 1, selector: p => p.port }).map(ports => ports.map((p, i) => ({ ...p, name: `${p.name}${i}` }))),
  }, { requiredKeys: ['ports'] });
  fc.assert(fc.property(props, fc.uniqueArray(version, { maxLength: 3, selector: v => v.name }), (given, versions) => {
    const chart = Testing.chart();
    const service = new VersionedService(chart, 'front', given);
    versions.forEach(v => service.addVersion(v.name, v.options));
    const documents = Testing.synth(chart);
    expect(documents.flatMap(schemaErrors)).toEqual([]);
    expect(documents.slice(1).map(d => d.spec.selector.matchLabels.version)).toEqual(versions.map(v => v.name));
    for (const document of documents.slice(1)) {
      expect(document.spec.template.metadata.labels).toMatchObject({ ...document.spec.selector.matchLabels, ...documents[0].spec.selector });
    }
  }), { numRuns: 50 });
});

test('only a headless Service and one of type ExternalName have no ports', () => {
  const NONE = new Error('[test/front] ports: given nothing, allowed one port or more; say which ports the Service has, or make it headless with clusterIp: "None"');
  expect(() => new VersionedService(Testing.chart(), 'front', {})).toThrow(NONE);
  expect(() => front(Testing.chart(), { ports: [] })).toThrow('[test/front] ports: given [], allowed one port or more');
  for (const spec of [{ clusterIp: 'None' }, { type: 'ExternalName', externalName: 'example.com' }]) {
    const chart = Testing.chart();
    new VersionedService(chart, 'front', spec);
    expect(Testing.synth(chart).flatMap(schemaErrors)).toEqual([]);
  }
});

describe('values of the wrong kind, as plain JavaScript can give them', () => {
  const STRUCT = 'allowed a struct; write it like { field: value }';
  const HOLE = 'given nothing, allowed a value; drop it from the list, or say what it is';
  const NAMED = 'allowed a construct, or what fromXxxName makes; give a construct, or what fromXxxName makes';
  test.each<[string, any, string]>([
    ['no props', undefined, `props: given nothing, ${STRUCT}`],
    ['numbers as ports', { ports: [80] }, 'ports[0].port: given nothing, allowed a whole number from 1 to 65535; give a number in that range'],
    ['an unknown protocol', { ports: [{ port: 80, protocol: 'HTTP' }] }, 'ports[0].protocol: given "HTTP", allowed TCP, UDP, SCTP; give one of these'],
    ['a text as labels', { selector: 'a=b', ports: [{ port: 80 }] }, 'selector: given "a=b", allowed a map from names to values; write it like { name: value }'],
    ['an empty label', { app: '', ports: [{ port: 80 }] }, 'app: given "", allowed the value of a label (letters, digits, "-", "_" and ".", at most 63 characters, a letter or digit at both ends); give a value that a label can have'],
    ['metadata that is none', { metadata: 'front', ports: [{ port: 80 }] }, `metadata: given "front", ${STRUCT}`],
    ['a text as switch', { publishNotReadyAddresses: 'no', ports: [{ port: 80 }] }, 'publishNotReadyAddresses: given "no", allowed true or false; give one of the two'],
    ['a ServiceAccount by its name', { serviceAccount: 'front', ports: [{ port: 80 }] }, `serviceAccount: given "front", ${STRUCT}`],
    ['a Secret by its name', { serviceAccount: { secrets: ['a'] }, ports: [{ port: 80 }] }, `serviceAccount.secrets[0]: given "a", ${NAMED}`],
  ])('of a Service: %s', (_, props, message) => {
    expect(() => new VersionedService(Testing.chart(), 'front', props)).toThrow(new Error(`[test/front] ${message}`));
  });

  test.each<[string, any, string]>([
    ['no options', undefined, `: given nothing, ${STRUCT}`],
    ['no image', {}, '.image: given nothing, allowed a text; give a string'],
    ['no variable', { image: 'a', env: [null] }, `.env[0]: ${HOLE}`],
    ['the name of no variable', { image: 'a', env: [{ name: 'A=B' }] }, '.env[0].name: given "A=B", allowed the name of a variable (printable ASCII without "="); rename it'],
    ['an unknown policy of DNS', { image: 'a', dnsPolicy: 'First' }, '.dnsPolicy: given "First", allowed ClusterFirst, ClusterFirstWithHostNet, Default, None; give one of these'],
    ['an unknown policy of messages', { image: 'a', terminationMessagePolicy: 'Log' }, '.terminationMessagePolicy: given "Log", allowed File, FallbackToLogsOnError; give one of these'],
    ['a number as duration', { image: 'a', minReady: 30 }, '.minReady: given 30, allowed a Duration; give a Duration'],
    ['a Secret by its name', { image: 'a', imagePullSecrets: ['a'] }, `.imagePullSecrets[0]: given "a", ${NAMED}`],
    ['a cluster by its name', { image: 'a', cluster: 'm1' }, '.cluster: given "m1", allowed a Cluster; give a Cluster'],
    ['a text as quantity', { image: 'a', resources: { limits: { cpu: '1' } } }, '.resources.limits.cpu: given "1", allowed a k8s.Quantity; give a k8s.Quantity'],
    ['a request above the limit', { image: 'a', resources: { requests: { memory: Quantity.fromString('2G') }, limits: { memory: Quantity.fromString('1G') } } },
      '.resources.requests.memory: given "2G", allowed at most the limit, which is 1G; lower the request or raise the limit'],
  ])('of a version: %s', (_, options, message) => {
    expect(() => front(Testing.chart()).addVersion('v1', options)).toThrow(new Error(`[test/front] versions[0]${message}`));
  });

  test('a cluster that is none', () => {
    expect(() => front(Testing.chart()).addCluster('m1' as any)).toThrow(new Error('[test/front] cluster: given "m1", allowed a Cluster; give a Cluster'));
  });
});

test('lists, maps and structs that are changed later change nothing', () => {
  const chart = Testing.chart();
  const props = { metadata: { name: 'front' }, ports: [{ name: 'http', port: 80 }], selector: { app: 'front' } };
  const options = { image: 'a', args: ['a'], podAnnotations: { a: 'b' } };
  const service = new VersionedService(chart, 'front', props);
  service.addVersion('v1', options);
  const before = Testing.synth(chart);
  props.ports[0].port = 0;
  props.selector.app = 'other';
  options.args.push('b');
  options.podAnnotations.a = 'c';
  expect(Testing.synth(chart)).toEqual(before);
  expect([service.ports?.[0].port, service.podLabels]).toEqual([80, { app: 'front' }]);
});
