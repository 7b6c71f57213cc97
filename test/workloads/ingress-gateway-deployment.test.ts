import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import {
  Gateway, IngressGatewayDeployment, IngressGatewayDeploymentProps, IngressGatewayKind, IngressGatewayServiceType, IpFamily, IpFamilyPolicy,
  Kernel, ServiceTrafficPolicy, UnhealthyPodEvictionPolicy,
} from '../../src';
import { schemaErrors } from '../schema';

const { IntOrString, Quantity } = kplus.k8s;

/** The documents of one gateway, by kind; each stands the check of its schema. */
function synth(props: IngressGatewayDeploymentProps): { [kind: string]: any } {
  const chart = Testing.chart();
  new IngressGatewayDeployment(chart, 'ingress', { name: 'istio-ingress', ...props });
  const documents = Testing.synth(chart);
  expect(documents.flatMap(schemaErrors)).toEqual([]);
  const kinds = documents.map(document => document.kind);
  expect(new Set(kinds).size).toBe(kinds.length);
  return Object.fromEntries(documents.map(document => [document.kind, document]));
}

const proxy = (documents: { [kind: string]: any }) => documents.Deployment.spec.template.spec.containers[0];
const pod = (documents: { [kind: string]: any }) => documents.Deployment.spec.template.spec;

test('a gateway by injection, in the order to apply', () => {
  const chart = Testing.chart();
  new IngressGatewayDeployment(chart, 'ingress', { name: 'istio-ingress', namespace: 'istio-ingress', autoscaling: { min: 2, max: 5 } });
  const documents = Testing.synth(chart);
  expect(documents.flatMap(schemaErrors)).toEqual([]);
  expect(documents.map(document => document.kind)).toEqual(
    ['ServiceAccount', 'Role', 'RoleBinding', 'Service', 'Deployment', 'HorizontalPodAutoscaler', 'PodDisruptionBudget']);
  expect(documents).toMatchSnapshot();
});

test('every setting of the pods and of their Deployment', () => {
  // GIVEN
  const chart = Testing.chart();
  const secret = kplus.Secret.fromSecretName(chart, 'secret', 'registry');
  const serviceAccount = kplus.ServiceAccount.fromServiceAccountName(chart, 'account', 'gateways');

  // WHEN
  new IngressGatewayDeployment(chart, 'ingress', {
    name: 'istio-east-west',
    namespace: 'gateways',
    kind: IngressGatewayKind.DEPLOYMENT,
    replicaCount: 3,
    autoscaling: { enabled: false },
    revision: 'canary',
    rbac: { enabled: true, roleName: 'secret-reader' },
    serviceAccount: { existing: serviceAccount },
    podAnnotations: { 'inject.istio.io/templates': 'gateway,custom', 'a': 'b' },
    securityContext: { fsGroup: 1337 },
    containerSecurityContext: { runAsUser: 1337 },
    service: { selectorLabels: { version: 'v1' }, annotations: { only: 'service' } },
    resources: { requests: { cpu: Quantity.fromNumber(1) }, limits: { cpu: Quantity.fromString('1500m') } },
    env: { ISTIO_META_ROUTER_MODE: 'sni-dnat' },
    envVarFrom: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'token' } } }],
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: IntOrString.fromString('100%') } },
    minReadySeconds: 5,
    readinessProbe: { httpGet: { path: '/ready', port: IntOrString.fromNumber(15021) } },
    labels: { team: 'edge', istio: 'eastwestgateway' },
    annotations: { everywhere: 'yes' },
    nodeSelector: { edge: 'true' },
    tolerations: [{ key: 'edge', operator: 'Exists' }],
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }] } },
    networkGateway: 'network1',
    imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
    imagePullSecrets: [secret],
    podDisruptionBudget: { maxUnavailable: IntOrString.fromString('50%'), unhealthyPodEvictionPolicy: UnhealthyPodEvictionPolicy.ALWAYS_ALLOW },
    dnsPolicy: kplus.DnsPolicy.NONE,
    dnsConfig: { nameservers: ['10.0.0.10'] },
    terminationGracePeriodSeconds: 60,
    volumes: [{ name: 'certs', secret: { secretName: 'certs' } }],
    volumeMounts: [{ name: 'certs', mountPath: '/certs' }],
    initContainers: [{ name: 'first', image: 'busybox' }],
    additionalContainers: [{ name: 'beside', image: 'busybox' }],
    priorityClassName: 'edge',
    lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
    networkPolicy: true,
  });

  // THEN
  const documents = Testing.synth(chart);
  expect(documents.flatMap(schemaErrors)).toEqual([]);
  expect(documents).toMatchSnapshot();
});

test('every setting of the Service', () => {
  const { Service } = synth({
    service: {
      type: IngressGatewayServiceType.LOAD_BALANCER,
      ports: [{ name: 'http', port: 80, targetPort: IntOrString.fromNumber(8080), nodePort: 32000, protocol: 'TCP', appProtocol: 'http' }],
      selectorLabels: { version: 'v1' },
      annotations: { a: 'b' },
      clusterIp: '10.1.1.1',
      externalIps: ['203.0.113.7', '2001:db8::7'],
      loadBalancerIp: '203.0.113.8',
      loadBalancerSourceRanges: ['203.0.113.0/24', '2001:db8::/32'],
      allocateLoadBalancerNodePorts: false,
      loadBalancerClass: 'example.com/lb',
      externalTrafficPolicy: ServiceTrafficPolicy.LOCAL,
      internalTrafficPolicy: ServiceTrafficPolicy.CLUSTER,
      healthCheckNodePort: 32001,
      ipFamilyPolicy: IpFamilyPolicy.PREFER_DUAL_STACK,
      ipFamilies: [IpFamily.IPV4, IpFamily.IPV6],
    },
  });
  expect(Service).toMatchSnapshot();
});

test('a DaemonSet has no replicas and no autoscaler', () => {
  const documents = synth({ kind: IngressGatewayKind.DAEMON_SET, updateStrategy: { type: 'OnDelete' }, minReadySeconds: 3, autoscaling: { enabled: false } });
  expect(Object.keys(documents)).toEqual(['ServiceAccount', 'Role', 'RoleBinding', 'Service', 'DaemonSet']);
  expect(documents.DaemonSet.spec).toMatchObject({ updateStrategy: { type: 'OnDelete' }, minReadySeconds: 3, template: { spec: { serviceAccountName: 'istio-ingress' } } });
});

describe('autoscaling', () => {
  test('CPU and memory, and how fast', () => {
    const { HorizontalPodAutoscaler } = synth({
      autoscaling: {
        min: 3,
        max: 9,
        targetCpuUtilizationPercentage: 60,
        targetMemoryUtilizationPercentage: 70,
        autoscaleBehavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      },
    });
    expect(HorizontalPodAutoscaler.spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'istio-ingress' },
      minReplicas: 3,
      maxReplicas: 9,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
        { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 70 } } },
      ],
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
    });
  });

  test('memory alone', () => {
    const { HorizontalPodAutoscaler } = synth({ autoscaling: { targetCpuUtilizationPercentage: 0, targetMemoryUtilizationPercentage: 70 } });
    expect(HorizontalPodAutoscaler.spec.metrics.map((metric: any) => metric.resource.name)).toEqual(['memory']);
  });

  test('a fixed number of pods instead', () => {
    const documents = synth({ replicaCount: 2 });
    expect(documents.HorizontalPodAutoscaler).toBeUndefined();
    expect(documents.Deployment.spec.replicas).toBe(2);
    expect(documents.PodDisruptionBudget.spec.minAvailable).toBe(1);
  });
});

describe('disruption budget', () => {
  test.each<[string, IngressGatewayDeploymentProps, unknown]>([
    ['none where one pod may be all there is', {}, undefined],
    ['one pod where there are always two', { autoscaling: { min: 2 } }, { minAvailable: 1 }],
    ['none where it is turned off', { autoscaling: { min: 2 }, podDisruptionBudget: { enabled: false } }, undefined],
    ['where it is turned on', { podDisruptionBudget: { enabled: true } }, { minAvailable: 1 }],
    ['a share', { podDisruptionBudget: { minAvailable: IntOrString.fromString('50%') } }, { minAvailable: '50%' }],
  ])('%s', (_, props, expected) => {
    const spec = synth(props).PodDisruptionBudget?.spec;
    expect(spec && { ...spec, selector: undefined }).toEqual(expected);
  });
});

describe('ServiceAccount and role', () => {
  test('named and annotated', () => {
    const documents = synth({ serviceAccount: { name: 'gateways', annotations: { a: 'b' } } });
    expect(documents.ServiceAccount.metadata).toMatchObject({ name: 'gateways', annotations: { a: 'b' } });
    expect(documents.Role.metadata.name).toBe('gateways');
    expect(documents.RoleBinding).toMatchObject({ roleRef: { name: 'gateways' }, subjects: [{ kind: 'ServiceAccount', name: 'gateways' }] });
    expect(pod(documents).serviceAccountName).toBe('gateways');
  });

  test('the namespace\'s default', () => {
    const documents = synth({ serviceAccount: { create: false }, rbac: { enabled: false } });
    expect(Object.keys(documents)).toEqual(['Service', 'Deployment', 'HorizontalPodAutoscaler']);
    expect(pod(documents).serviceAccountName).toBe('default');
  });

  test('one that is made elsewhere is applied before', () => {
    // GIVEN
    const app = new App();
    const chart = new Chart(app, 'gateway');
    const existing = new kplus.ServiceAccount(new Chart(app, 'elsewhere'), 'account', { metadata: { name: 'gateways' } });

    // WHEN
    const ingress = new IngressGatewayDeployment(chart, 'ingress', { serviceAccount: { existing } });

    // THEN
    expect(ingress.serviceAccountName).toBe('gateways');
    expect(app.synthYaml()).toMatch(/^apiVersion: v1\nkind: ServiceAccount/);
  });
});

test('a Secret of images is applied before', () => {
  const app = new App();
  const chart = new Chart(app, 'gateway');
  const secret = new kplus.Secret(new Chart(app, 'elsewhere'), 'registry');
  new IngressGatewayDeployment(chart, 'ingress', { imagePullSecrets: [secret] });
  expect(app.synthYaml()).toMatch(/^apiVersion: v1\nkind: Secret/);
});

test('a Service of type ClusterIP with addresses outside has a policy for traffic from there', () => {
  const { Service } = synth({
    service: { type: IngressGatewayServiceType.CLUSTER_IP, externalIps: ['203.0.113.7'], externalTrafficPolicy: ServiceTrafficPolicy.LOCAL },
  });
  expect(Service.spec).toMatchObject({ type: 'ClusterIP', externalIPs: ['203.0.113.7'], externalTrafficPolicy: 'Local' });
});

describe('old kernels', () => {
  const ports = [{ name: 'http', port: 80, targetPort: IntOrString.fromNumber(8080) }, { name: 'https', port: 8443 }];

  test('ports of 1024 and above need no sysctl', () => {
    const documents = synth({ kernel: Kernel.before411(), service: { ports } });
    expect(pod(documents).securityContext).toEqual({ sysctls: [] });
    expect(proxy(documents).securityContext.capabilities).toEqual({ drop: ['ALL'] });
  });

  test.each<[string, IngressGatewayDeploymentProps]>([
    ['by the Service', { kernel: Kernel.before411() }],
    ['by the kernel', { kernel: Kernel.before411({ lowPorts: true }), service: { ports } }],
  ])('ports below 1024 need a capability: %s', (_, props) => {
    const documents = synth(props);
    expect(pod(documents).securityContext).toEqual({ sysctls: [] });
    expect(proxy(documents).securityContext).toEqual({
      capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    });
  });

  test('as root', () => {
    const documents = synth({ kernel: Kernel.before411({ runAsRoot: true }) });
    expect(proxy(documents).securityContext).toMatchObject({ capabilities: { add: ['NET_BIND_SERVICE'] }, runAsUser: 0, runAsGroup: 1337, runAsNonRoot: false });
  });

  test('the user\'s own settings win', () => {
    const own = { securityContext: { fsGroup: 1 }, containerSecurityContext: { runAsUser: 1 } };
    const documents = synth({ kernel: Kernel.before411(), service: { ports }, ...own });
    expect(pod(documents).securityContext).toEqual({ fsGroup: 1 });
    expect(proxy(documents).securityContext).toEqual({ runAsUser: 1 });
  });

  test.each<[string, kplus.k8s.SecurityContext]>([
    ['the capability', { capabilities: { add: ['NET_BIND_SERVICE'] } }],
    ['all capabilities', { capabilities: { add: ['ALL'] } }],
    ['all privileges', { privileged: true }],
    ['root, which has the capability', { runAsUser: 0 }],
  ])('the user\'s own settings may give low ports by %s', (_, containerSecurityContext) => {
    const documents = synth({ kernel: Kernel.before411({ lowPorts: true }), containerSecurityContext });
    expect(proxy(documents).securityContext).toEqual(containerSecurityContext);
  });

  test.each<[string, Kernel, kplus.k8s.SecurityContext, string]>([
    ['low ports', Kernel.before411({ lowPorts: true }), { readOnlyRootFilesystem: true }, 'capabilities.add: given nothing, allowed NET_BIND_SERVICE among them'],
    ['low ports of the Service', Kernel.before411(), { capabilities: { add: ['SYS_TIME'] } },
      'capabilities.add: given ["SYS_TIME"], allowed NET_BIND_SERVICE among them, as the gateway listens below 1024 on a kernel older than 4.11; add capabilities: { add: [\'NET_BIND_SERVICE\'] }, or listen on higher ports'],
    ['low ports, as root without capabilities', Kernel.before411(), { runAsUser: 0, capabilities: { drop: ['ALL'] } }, 'capabilities.add: given nothing'],
    ['root', Kernel.before411({ lowPorts: true, runAsRoot: true }), { capabilities: { add: ['NET_BIND_SERVICE'] } },
      'runAsUser: given nothing, allowed 0 without runAsNonRoot, as the kernel says runAsRoot; add runAsUser: 0 and runAsNonRoot: false, or leave runAsRoot out'],
    ['root that is refused', Kernel.before411({ runAsRoot: true }), { runAsUser: 0, runAsNonRoot: true }, 'runAsUser: given "0, and runAsNonRoot"'],
  ])('the user\'s own settings must have what is needed for %s', (_, kernel, containerSecurityContext, message) => {
    expect(() => new IngressGatewayDeployment(Testing.chart(), 'ingress', { kernel, containerSecurityContext }))
      .toThrow(`[test/ingress] containerSecurityContext.${message}`);
  });

  test('without a Service, no port of it is wrong', () => {
    const documents = synth({ kernel: Kernel.before411({ lowPorts: false }), service: { type: IngressGatewayServiceType.NONE } });
    expect(proxy(documents).securityContext.capabilities).toEqual({ drop: ['ALL'] });
  });

  test('newer ones have the sysctl, whatever the ports', () => {
    const documents = synth({ kernel: Kernel.from411(), service: { ports } });
    expect(pod(documents).securityContext).toEqual({ sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] });
  });
});

describe('network policy', () => {
  const open = (props: IngressGatewayDeploymentProps) => synth({ networkPolicy: true, ...props })
    .NetworkPolicy.spec.ingress[0].ports.map((port: any) => port.port);

  test('the ports that the Service goes to, health check and metrics', () => {
    const ports = [
      { name: 'http', port: 80, targetPort: IntOrString.fromNumber(8080) },
      { name: 'named', port: 81, targetPort: IntOrString.fromString('web') },
      { name: 'same', port: 82 },
    ];
    expect(open({ service: { ports } })).toEqual([8080, 'web', 82, 15020, 15021, 15090]);
  });

  test('without a Service', () => {
    const documents = synth({ networkPolicy: true, revision: 'canary', service: { type: IngressGatewayServiceType.NONE } });
    expect(documents.Service).toBeUndefined();
    expect(documents.NetworkPolicy.metadata.name).toBe('istio-ingress-canary');
    expect(documents.NetworkPolicy.spec.egress).toEqual([{}]);
  });
});

describe('as others refer to it', () => {
  test('a Gateway takes it as workload, and is applied after it', () => {
    // GIVEN
    const app = new App();
    const first = new Chart(app, 'gateway', { namespace: 'istio-ingress' });
    const second = new Chart(app, 'workload', { namespace: 'istio-ingress' });

    // WHEN
    const ingress = new IngressGatewayDeployment(second, 'ingress', { name: 'istio-ingress' });
    const gateway = new Gateway(first, 'gateway', { workload: ingress });
    gateway.addHttpServer({ hosts: ['*'] });

    // THEN
    expect(Testing.synth(first)[0].spec.selector).toEqual({ app: 'istio-ingress', istio: 'ingress' });
    expect(app.synthYaml()).toMatch(/^apiVersion: v1\nkind: ServiceAccount/);
    expect(ingress.name).toBe('istio-ingress');
    expect(ingress.namespace).toBe('istio-ingress');
    expect(ingress.construct).toBe(ingress);
  });

  test('its Service knows ports and pods', () => {
    const ingress = new IngressGatewayDeployment(Testing.chart(), 'ingress', { name: 'istio-ingress', namespace: 'edge', revision: 'canary' });
    expect(ingress.service).toMatchObject({ name: 'istio-ingress', namespace: 'edge' });
    expect(ingress.service!.ports!.map(port => port.port)).toEqual([15021, 80, 443]);
    expect(ingress.service!.podLabels).toMatchObject({ 'app': 'istio-ingress', 'istio': 'ingress', 'istio.io/rev': 'canary' });
  });

  test('without a name, it has the one that the chart gives', () => {
    const chart = new Chart(new App(), 'test', { disableResourceNameHashes: true });
    const ingress = new IngressGatewayDeployment(chart, 'ingress');
    expect(ingress.name).toBe('test-ingress');
    expect(new Set(Testing.synth(chart).map(document => document.metadata.name))).toEqual(new Set(['test-ingress']));
  });

  test('JSON patches land on each object, keys unknown to the schema included', () => {
    const chart = Testing.chart();
    const ingress = new IngressGatewayDeployment(chart, 'ingress');
    ApiObject.of(ingress).addJsonPatch(JsonPatch.add('/spec/unknownField', 1));
    ApiObject.of(ingress.node.findChild('Service')).addJsonPatch(JsonPatch.add('/spec/unknownField', 2));
    const documents = Testing.synth(chart);
    expect(documents.find(document => document.kind === 'Deployment').spec.unknownField).toBe(1);
    expect(documents.find(document => document.kind === 'Service').spec.unknownField).toBe(2);
  });
});

describe('impossible props are refused', () => {
  const port = (name: string | undefined, number: number, more: Partial<kplus.k8s.ServicePort> = {}) => ({ name, port: number, ...more });
  const service = (options: IngressGatewayDeploymentProps['service']) => ({ service: options });
  const clusterIp = IngressGatewayServiceType.CLUSTER_IP;
  const account = kplus.ServiceAccount.fromServiceAccountName(Testing.chart(), 'account', 'gateways');
  test.each<[string, IngressGatewayDeploymentProps, string]>([
    ['a malformed name', { name: 'Ingress_1' }, '[test/ingress] name: given "Ingress_1", allowed a DNS label'],
    ['more pods at least than at most', { autoscaling: { min: 6 } }, '[test/ingress] autoscaling.min: given 6, allowed at most autoscaling.max, which is 5; lower min or raise max'],
    ['no pod at least', { autoscaling: { min: 0 } }, 'autoscaling.min: given 0'],
    ['half a pod', { autoscaling: { max: 1.5 } }, 'autoscaling.max: given 1.5'],
    ['a negative share of CPU', { autoscaling: { targetCpuUtilizationPercentage: -1 } }, 'autoscaling.targetCpuUtilizationPercentage: given -1'],
    ['no share of memory', { autoscaling: { targetMemoryUtilizationPercentage: 0 } }, 'autoscaling.targetMemoryUtilizationPercentage: given 0'],
    ['no measure', { autoscaling: { targetCpuUtilizationPercentage: 0 } }, 'autoscaling.targetCpuUtilizationPercentage: given 0, allowed a percentage, as there is no other measure'],
    ['a fixed number and autoscaling', { replicaCount: 2, autoscaling: { min: 2 } }, '[test/ingress] replicaCount: given 2, allowed replicaCount or autoscaling'],
    ['a negative number of pods', { replicaCount: -1 }, 'replicaCount: given -1'],
    ['replicas of a DaemonSet', { kind: IngressGatewayKind.DAEMON_SET, replicaCount: 2 }, 'replicaCount: given 2, allowed none, as a DaemonSet has one pod a node'],
    ['autoscaling of a DaemonSet', { kind: IngressGatewayKind.DAEMON_SET, autoscaling: { max: 3 } }, 'autoscaling: given {"max":3}, allowed none, as a DaemonSet'],
    ['a Deployment\'s strategy for a DaemonSet', { kind: IngressGatewayKind.DAEMON_SET, strategy: { type: 'Recreate' } }, 'strategy: given {"type":"Recreate"}, allowed updateStrategy'],
    ['a DaemonSet\'s strategy for a Deployment', { updateStrategy: { type: 'OnDelete' } }, 'updateStrategy: given {"type":"OnDelete"}, allowed strategy'],
    ['a negative time', { minReadySeconds: -1 }, 'minReadySeconds: given -1'],
    ['a negative time to end', { terminationGracePeriodSeconds: -1 }, 'terminationGracePeriodSeconds: given -1'],
    ['a malformed quantity', { resources: { limits: { cpu: Quantity.fromString('2 cores') } } }, 'resources.limits.cpu: given "2 cores", allowed a quantity'],
    ['a malformed request', { resources: { requests: { memory: Quantity.fromString('1GB') } } }, 'resources.requests.memory: given "1GB", allowed a quantity'],
    ['a request above the limit', { resources: { requests: { cpu: Quantity.fromString('3') }, limits: { cpu: Quantity.fromString('2000m') } } }, '[test/ingress] resources.requests.cpu: given "3", allowed at most the limit, which is 2000m; lower the request or raise the limit'],
    ['two containers of a name', { additionalContainers: [{ name: 'istio-proxy' }] }, 'additionalContainers and initContainers: given "istio-proxy twice"'],
    ['two volumes of a name', { volumes: [{ name: 'a' }, { name: 'a' }] }, 'volumes: given "a twice"'],
    ['no name servers', { dnsPolicy: kplus.DnsPolicy.NONE }, 'dnsConfig.nameservers: given nothing, allowed one or more, as the DNS policy is None'],
    ['the sysctl on an old kernel', { kernel: Kernel.before411(), securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] } }, 'securityContext.sysctls: given "net.ipv4.ip_unprivileged_port_start"'],
    ['a low port that is not to be', { kernel: Kernel.before411({ lowPorts: false }) }, '[test/ingress] service.ports[1].targetPort: given 80, allowed 1024 or above, as the kernel is older than 4.11 and lowPorts is false; let the port go to a higher one, e.g. 8080, or leave lowPorts out'],
    ['both budgets', { podDisruptionBudget: { minAvailable: IntOrString.fromNumber(1), maxUnavailable: IntOrString.fromNumber(1) } }, 'podDisruptionBudget.maxUnavailable: given 1, allowed minAvailable or maxUnavailable'],
    ['a malformed budget', { podDisruptionBudget: { minAvailable: IntOrString.fromString('one') } }, 'podDisruptionBudget.minAvailable: given "one"'],
    ['more than all', { podDisruptionBudget: { maxUnavailable: IntOrString.fromString('101%') } }, 'podDisruptionBudget.maxUnavailable: given "101%", allowed at most 100%'],
    ['a budget that can never be met', { podDisruptionBudget: { minAvailable: IntOrString.fromNumber(6) } }, '[test/ingress] podDisruptionBudget.minAvailable: given 6, allowed at most 5, as there are never more pods'],
    ['a malformed ServiceAccount', { serviceAccount: { name: 'A' } }, 'serviceAccount.name: given "A"'],
    ['a ServiceAccount that is made and exists', { serviceAccount: { create: true, existing: account } }, 'serviceAccount.existing: given "gateways"'],
    ['the name of a ServiceAccount that is not made', { serviceAccount: { create: false, name: 'a' } }, 'serviceAccount.name: given "a", allowed it for a ServiceAccount that is made here only'],
    ['annotations of a ServiceAccount that is not made', { serviceAccount: { existing: account, annotations: { a: 'b' } } }, 'serviceAccount.annotations: given {"a":"b"}'],
    ['a malformed role', { rbac: { roleName: 'A' } }, 'rbac.roleName: given "A"'],
    ['no ports', service({ ports: [] }), 'service.ports: given [], allowed one port or more'],
    ['a port out of range', service({ ports: [port('a', 65536)] }), '[test/ingress] service.ports[0].port: given 65536, allowed a whole number from 1 to 65535'],
    ['a target port out of range', service({ ports: [port('a', 80, { targetPort: IntOrString.fromNumber(0) })] }), 'service.ports[0].targetPort: given 0'],
    ['a node port out of range', service({ ports: [port('a', 80, { nodePort: 70000 })] }), 'service.ports[0].nodePort: given 70000'],
    ['a node port of a ClusterIP', service({ type: clusterIp, ports: [port('a', 80, { nodePort: 32000 })] }), 'service.ports[0].nodePort: given 32000, allowed none, as the type is ClusterIP'],
    ['a malformed port name', service({ ports: [port('A', 80)] }), 'service.ports[0].name: given "A"'],
    ['several ports without names', service({ ports: [port('a', 80), port(undefined, 81)] }), 'service.ports[1].name: given nothing, allowed a name'],
    ['a port name twice', service({ ports: [port('a', 80), port('a', 81)] }), 'service.ports[1].name: given "a", allowed a name that no other port has, and service.ports[0] has it; change one of the two'],
    ['a port twice', service({ ports: [port('a', 80), port('b', 80, { protocol: 'TCP' })] }), 'service.ports[1].port: given 80, allowed a port that no other port has'],
    ['a node port twice', service({ ports: [port('a', 80, { nodePort: 32000 }), port('b', 81, { nodePort: 32000 })] }), 'service.ports[1].nodePort: given 32000, allowed a nodePort that no other port has'],
    ['a load balancer\'s address of a ClusterIP', service({ type: clusterIp, loadBalancerIp: '1.2.3.4' }), '[test/ingress] service.loadBalancerIp: given "1.2.3.4", allowed it for type LoadBalancer only, and the type is ClusterIP; leave loadBalancerIp out, or change the Service'],
    ['a load balancer\'s ranges of a NodePort', service({ type: IngressGatewayServiceType.NODE_PORT, loadBalancerSourceRanges: ['1.2.3.4/32'] }), 'service.loadBalancerSourceRanges: given ["1.2.3.4/32"]'],
    ['a load balancer\'s class of no Service', service({ type: IngressGatewayServiceType.NONE, loadBalancerClass: 'a/b' }), 'service.loadBalancerClass: given "a/b"'],
    ['a load balancer\'s node ports of a NodePort', service({ type: IngressGatewayServiceType.NODE_PORT, allocateLoadBalancerNodePorts: false }), 'service.allocateLoadBalancerNodePorts: given false'],
    ['a health check without a local policy', service({ healthCheckNodePort: 32000 }), 'service.healthCheckNodePort: given 32000, allowed it for type LoadBalancer with externalTrafficPolicy LOCAL only'],
    ['a policy for traffic that does not come', service({ type: clusterIp, externalTrafficPolicy: ServiceTrafficPolicy.LOCAL }), 'service.externalTrafficPolicy: given "Local"'],
    ['a load balancer without an address in the cluster', service({ clusterIp: 'None' }), 'service.clusterIp: given "None", allowed an address, as the type is LoadBalancer'],
    ['a malformed address', service({ externalIps: ['1.2.3'] }), 'service.externalIps[0]: given "1.2.3", allowed an IP address'],
    ['a malformed address in the cluster', service({ clusterIp: '1.2.3.256' }), 'service.clusterIp: given "1.2.3.256"'],
    ['a malformed load balancer\'s address', service({ loadBalancerIp: 'lb' }), 'service.loadBalancerIp: given "lb"'],
    ['a malformed range', service({ loadBalancerSourceRanges: ['1.2.3.0/33'] }), 'service.loadBalancerSourceRanges[0]: given "1.2.3.0/33", allowed a block of IP addresses; write it like "10.1.0.0/16"'],
    ['a range of one address', service({ loadBalancerSourceRanges: ['1.2.3.4'] }), 'service.loadBalancerSourceRanges[0]: given "1.2.3.4", allowed a block of IP addresses'],
    ['a health check\'s port out of range', service({ externalTrafficPolicy: ServiceTrafficPolicy.LOCAL, healthCheckNodePort: 0 }), 'service.healthCheckNodePort: given 0'],
    ['a family twice', service({ ipFamilies: [IpFamily.IPV4, IpFamily.IPV4] }), 'service.ipFamilies: given "IPv4 twice"'],
  ])('%s', (_, props, message) => {
    expect(() => new IngressGatewayDeployment(Testing.chart(), 'ingress', props)).toThrow(message);
  });
});

describe('names and labels that Kubernetes refuses', () => {
  test.each<[string, IngressGatewayDeploymentProps, string]>([
    ['a namespace', { namespace: 'A B' }, 'namespace: given "A B", allowed a DNS label'],
    ['the key of a label', { labels: { 'a b': 'c' } }, 'labels: given "a b", allowed the key of a label'],
    ['the value of a label', { labels: { app: 'a b' } }, 'labels["app"]: given "a b", allowed the value of a label'],
    ['a label of nodes', { nodeSelector: { a: 'b c' } }, 'nodeSelector["a"]: given "b c", allowed the value of a label'],
    ['a label of the selector', { service: { selectorLabels: { a: 'b c' } } }, 'service.selectorLabels["a"]: given "b c", allowed the value of a label'],
    ['a revision', { revision: 'A B' }, 'revision: given "A B", allowed the value of a label'],
    ['a network', { networkGateway: 'A B' }, 'networkGateway: given "A B", allowed the value of a label'],
    ['a variable', { env: { 'A=B': 'c' } }, 'env: given "A=B", allowed the name of a variable (printable ASCII without "="); rename it'],
    ['a variable from elsewhere', { envVarFrom: [{ name: '' }] }, 'envVarFrom[0].name: given "", allowed the name of a variable'],
    ['a container', { additionalContainers: [{ name: 'A' }] }, 'additionalContainers[0].name: given "A", allowed a DNS label'],
    ['a container that runs before', { initContainers: [{ name: 'A' }] }, 'initContainers[0].name: given "A", allowed a DNS label'],
    ['a volume', { volumes: [{ name: 'A' }] }, 'volumes[0].name: given "A", allowed a DNS label'],
    ['a protocol', { service: { ports: [{ port: 80, protocol: 'HTTP' }] } }, 'service.ports[0].protocol: given "HTTP", allowed TCP, UDP, SCTP'],
    ['a named target port', { service: { ports: [{ port: 80, targetPort: IntOrString.fromString('No No') }] } }, 'service.ports[0].targetPort: given "No No", allowed a number from 1'],
  ])('%s', (_, props, message) => {
    expect(() => new IngressGatewayDeployment(Testing.chart(), 'ingress', props)).toThrow(`[test/ingress] ${message}`);
  });

  test('any other name of a variable is taken', () => {
    expect(proxy(synth({ env: { 'a.b-c d': 'e' } })).env).toEqual([{ name: 'a.b-c d', value: 'e' }]);
  });
});

describe('values of the wrong kind, as plain JavaScript can give them', () => {
  const STRUCT = 'allowed a struct; write it like { field: value }';
  const HOLE = 'given nothing, allowed a value; drop it from the list, or say what it is';
  const NAMED = 'allowed a construct, or what fromXxxName makes; give a construct, or what fromXxxName makes';
  test.each<[string, any, string]>([
    ['no props', null, `props: given null, ${STRUCT}`],
    ['no name', { name: null }, 'name: given null, allowed a text; give a string'],
    ['an unknown kind', { kind: 'StatefulSet' }, 'kind: given "StatefulSet", allowed Deployment, DaemonSet; give one of these'],
    ['an unknown type', { service: { type: 'Foo' } }, 'service.type: given "Foo", allowed LoadBalancer, NodePort, ClusterIP, None; give one of these'],
    ['a service that is none', { service: null }, `service: given null, ${STRUCT}`],
    ['ports that are none', { service: { ports: null } }, 'service.ports: given null, allowed a list; put it in brackets'],
    ['a port that is none', { service: { ports: [null] } }, `service.ports[0]: ${HOLE}`],
    ['a number as target port', { service: { ports: [{ port: 80, targetPort: 8080 }] } }, 'service.ports[0].targetPort: given 8080, allowed a k8s.IntOrString; give a k8s.IntOrString'],
    ['an unknown family', { service: { ipFamilies: ['IPv5'] } }, 'service.ipFamilies[0]: given "IPv5", allowed IPv4, IPv6; give one of these'],
    ['autoscaling that is none', { autoscaling: true }, `autoscaling: given true, ${STRUCT}`],
    ['a text as bound', { autoscaling: { min: '2' } }, 'autoscaling.min: given "2", allowed a whole number from 1 to 2147483647; give a number in that range'],
    ['a text as switch', { autoscaling: { enabled: 'no' } }, 'autoscaling.enabled: given "no", allowed true or false; give one of the two'],
    ['a number as share', { podDisruptionBudget: { minAvailable: 1 } }, 'podDisruptionBudget.minAvailable: given 1, allowed a k8s.IntOrString; give a k8s.IntOrString'],
    ['a text as role', { rbac: 'reader' }, `rbac: given "reader", ${STRUCT}`],
    ['a text as ServiceAccount', { serviceAccount: { existing: 'a' } }, `serviceAccount.existing: given "a", ${NAMED}`],
    ['a text as Secret', { imagePullSecrets: ['x'] }, `imagePullSecrets[0]: given "x", ${NAMED}`],
    ['a text as kernel', { kernel: '4.10' }, 'kernel: given "4.10", allowed a Kernel; give a Kernel'],
    ['a kernel of a text', { kernel: Kernel.before411({ lowPorts: 'no' as any }) }, 'kernel.lowPorts: given "no", allowed true or false; give one of the two'],
    ['a number as variable', { env: { A: 1 } }, 'env["A"]: given 1, allowed a text; give a string'],
    ['a variable that JavaScript loses', { env: JSON.parse('{"__proto__":"x"}') }, 'env: given "__proto__", allowed any other key; rename it'],
    ['no variable', { envVarFrom: [null] }, `envVarFrom[0]: ${HOLE}`],
    ['a number as annotation', { podAnnotations: { a: 1 } }, 'podAnnotations["a"]: given 1, allowed a text; give a string'],
    ['a text as quantity', { resources: { requests: { cpu: '100m' } } }, 'resources.requests.cpu: given "100m", allowed a k8s.Quantity; give a k8s.Quantity'],
    ['limits that are none', { resources: { limits: null } }, 'resources.limits: given null, allowed a map from names to values; write it like { name: value }'],
  ])('%s', (_, props, message) => {
    expect(() => new IngressGatewayDeployment(Testing.chart(), 'ingress', props)).toThrow(new Error(`[test/ingress] ${message}`));
  });
});

test('equal amounts in different units are no request above the limit', () => {
  const resources = { requests: { memory: Quantity.fromString('1005M') }, limits: { memory: Quantity.fromString('1.005G') } };
  expect(proxy(synth({ resources })).resources).toEqual({ requests: { memory: '1005M' }, limits: { memory: '1.005G' } });
});

test('each object can be patched', () => {
  const chart = Testing.chart();
  const ingress = new IngressGatewayDeployment(chart, 'ingress', { autoscaling: { min: 2 }, networkPolicy: true });
  const { apiObject, serviceAccount, role, roleBinding, horizontalPodAutoscaler, podDisruptionBudget, networkPolicy } = ingress;
  const all = {
    Deployment: apiObject,
    ServiceAccount: serviceAccount,
    Role: role,
    RoleBinding: roleBinding,
    HorizontalPodAutoscaler: horizontalPodAutoscaler,
    PodDisruptionBudget: podDisruptionBudget,
    NetworkPolicy: networkPolicy,
    Service: ApiObject.of(ingress.node.findChild('Service')),
  };
  for (const [kind, object] of Object.entries(all)) { object?.addJsonPatch(JsonPatch.add('/patched', kind)); }
  const documents = Testing.synth(chart);
  expect(documents).toHaveLength(8);
  for (const document of documents) { expect(document.patched).toBe(document.kind); }
});

test('what is not made has no handle', () => {
  const ingress = new IngressGatewayDeployment(Testing.chart(), 'ingress', {
    replicaCount: 1, rbac: { enabled: false }, serviceAccount: { create: false }, service: { type: IngressGatewayServiceType.NONE },
  });
  const { service, serviceAccount, role, roleBinding, horizontalPodAutoscaler, podDisruptionBudget, networkPolicy } = ingress;
  for (const object of [service, serviceAccount, role, roleBinding, horizontalPodAutoscaler, podDisruptionBudget, networkPolicy]) {
    expect(object).toBeUndefined();
  }
});

test('lists, maps and structs that are changed later change nothing', () => {
  const chart = Testing.chart();
  const props: any = { service: { ports: [{ name: 'a', port: 80 }] }, env: { A: 'b' }, tolerations: [{ key: 'a' }], labels: { a: 'b' } };
  const ingress = new IngressGatewayDeployment(chart, 'ingress', props);
  const before = Testing.synth(chart);
  props.service.ports[0].port = 0;
  props.env['A=B'] = 1;
  props.tolerations.push(null);
  props.labels['a b'] = 'c';
  expect(Testing.synth(chart)).toEqual(before);
  expect(ingress.service?.ports?.[0].port).toBe(80);
});

test('any valid props make documents that the schemas take', () => {
  const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
  const number = fc.integer({ min: 1, max: 65535 });
  const ports = fc.uniqueArray(fc.record({ name: label, port: number, target: some(number) }), { minLength: 1, maxLength: 4, selector: p => p.port })
    .map(list => list.map(({ name, port, target }, i) => ({ name: `${name}-${i}`, port, targetPort: target === undefined ? undefined : IntOrString.fromNumber(target) })));
  const props = fc.record({
    name: label,
    revision: some(label),
    networkPolicy: some(fc.boolean()),
    networkGateway: some(label),
    kernel: some(fc.record({ lowPorts: fc.constant(true), runAsRoot: fc.boolean() }).map(options => Kernel.before411(options))),
    autoscaling: some(fc.record({ min: fc.integer({ min: 1, max: 5 }), max: fc.integer({ min: 5, max: 9 }), enabled: fc.boolean() })),
    service: some(fc.record({ type: fc.constantFrom(...Object.values(IngressGatewayServiceType)), ports: some(ports) })),
    env: some(fc.dictionary(label, fc.string())),
    labels: some(fc.dictionary(label, label)),
    annotations: some(fc.dictionary(label, fc.string())),
  });
  fc.assert(fc.property(props, given => {
    const documents = synth(given);
    expect(documents.Deployment.metadata.name).toBe(given.name);
    expect(documents.Deployment.spec.template.metadata.labels).toMatchObject(documents.Deployment.spec.selector.matchLabels);
  }), { numRuns: 50 });
});
