import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { chartIn, only } from './documents';
import { GatewayApiGateway, GatewayClass, GatewayParameters, Kernel, Listener, OldKernelGatewayOptions, PodSpecOverlay } from '../../src';
import { schemaErrors } from '../schema';

const { IntOrString, Quantity } = kplus.k8s;

/** Every field of an overlay of pods. */
const PODS: Required<PodSpecOverlay> = {
  activeDeadlineSeconds: 1,
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'arch', operator: 'Exists' }] }] } } },
  automountServiceAccountToken: true,
  containers: [{ name: 'istio-proxy', resources: { requests: { cpu: Quantity.fromString('100m') } } }],
  dnsConfig: { nameservers: ['10.0.0.1'] },
  dnsPolicy: kplus.DnsPolicy.NONE,
  enableServiceLinks: false,
  ephemeralContainers: [{ name: 'debug' }],
  hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }],
  hostIpc: true,
  hostNetwork: true,
  hostPid: true,
  hostUsers: true,
  hostname: 'h',
  imagePullSecrets: [{ name: 's' }],
  initContainers: [{ name: 'i' }],
  nodeName: 'n',
  nodeSelector: { a: 'b' },
  os: { name: 'linux' },
  overhead: { cpu: Quantity.fromString('1m') },
  preemptionPolicy: 'Never',
  priority: 1,
  priorityClassName: 'p',
  readinessGates: [{ conditionType: 'c' }],
  resourceClaims: [{ name: 'r' }],
  restartPolicy: kplus.RestartPolicy.ALWAYS,
  runtimeClassName: 'r',
  schedulerName: 's',
  schedulingGates: [{ name: 'g' }],
  securityContext: { sysctls: [{ name: 'a', value: 'b' }] },
  serviceAccount: 's',
  serviceAccountName: 's',
  setHostnameAsFqdn: true,
  shareProcessNamespace: true,
  subdomain: 's',
  terminationGracePeriodSeconds: 30,
  tolerations: [{ key: 't' }],
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
  volumes: [{ name: 'v', emptyDir: {} }],
};

test('every field reaches the YAML', () => {
  // GIVEN
  const chart = chartIn('istio-system');
  const metadata = { labels: { a: 'b' } };

  // WHEN
  new GatewayParameters(chart, 'parameters', {
    metadata: { name: 'parameters', labels: { own: 'label' } },
    deployment: {
      metadata,
      spec: {
        minReadySeconds: 1,
        paused: true,
        progressDeadlineSeconds: 2,
        replicas: 3,
        revisionHistoryLimit: 4,
        selector: { matchLabels: { a: 'b' } },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: IntOrString.fromString('100%') } },
        template: { metadata, spec: PODS },
      },
    },
    service: { metadata, spec: { externalTrafficPolicy: 'Local' } },
    serviceAccount: { metadata, automountServiceAccountToken: false },
    horizontalPodAutoscaler: {
      metadata,
      spec: {
        minReplicas: 2,
        maxReplicas: 5,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
        behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
        scaleTargetRef: { kind: 'Deployment', name: 'd' },
      },
    },
    podDisruptionBudget: { metadata, spec: { minAvailable: IntOrString.fromNumber(1) } },
    defaultsForClass: GatewayClass.istio(chart, 'istio'),
  });

  // THEN
  const document = only(chart);
  expect(schemaErrors(document)).toEqual([]);
  expect(document).toMatchSnapshot();
  const { hostIpc: hostIPC, hostPid: hostPID, setHostnameAsFqdn: setHostnameAsFQDN, ...pods } = PODS;
  const written = parse(document.data.deployment).spec.template.spec;
  expect(Object.keys(written).sort()).toEqual(Object.keys({ ...pods, hostIPC, hostPID, setHostnameAsFQDN }).sort());
});

describe('kernels older than 4.11', () => {
  test('the sysctl is given up, and nothing else', () => {
    const chart = Testing.chart();
    GatewayParameters.forOldKernel(chart, 'parameters');
    expect(only(chart).data).toEqual({ deployment: 'spec:\n  template:\n    spec:\n      securityContext:\n        sysctls: []\n' });
  });

  const capability = { capabilities: { add: ['NET_BIND_SERVICE'] } };
  const root = { runAsUser: 0, runAsGroup: 1337, runAsNonRoot: false };
  test.each<[string, OldKernelGatewayOptions, object]>([
    ['low ports need a capability', { lowPorts: true }, capability],
    ['or root', { runAsRoot: true }, root],
    ['or both', { lowPorts: true, runAsRoot: true }, { ...capability, ...root }],
  ])('%s', (_, options, securityContext) => {
    const chart = Testing.chart();
    GatewayParameters.forOldKernel(chart, 'parameters', options);
    expect(parse(only(chart).data.deployment).spec.template.spec).toEqual({
      securityContext: { sysctls: [] },
      containers: [{ name: 'istio-proxy', securityContext }],
    });
    expect(Kernel.before411(options)._containerSecurityContext(false)).toEqual(securityContext);
  });
});

test('it is applied before the Gateway that names it', () => {
  const chart = chartIn('ingress');
  const gatewayClass = GatewayClass.istio(chart, 'istio');
  const parametersRef = new GatewayParameters(chart, 'parameters', { metadata: { name: 'p' }, service: { spec: { type: 'ClusterIP' } } });
  new GatewayApiGateway(chart, 'gateway', { gatewayClass, listeners: [Listener.http()], infrastructure: { parametersRef } });
  const [first, second] = Testing.synth(chart);
  expect([first.kind, second.spec.infrastructure]).toEqual(['ConfigMap', { parametersRef: { group: '', kind: 'ConfigMap', name: 'p' } }]);
});

test('parameters in another namespace than the Gateway\'s are refused', () => {
  const chart = chartIn('ingress');
  const parametersRef = new GatewayParameters(chart, 'parameters', { metadata: { name: 'p', namespace: 'other' } });
  expect(() => new GatewayApiGateway(chart, 'gateway', { partial: true, infrastructure: { parametersRef } }))
    .toThrow('[test/gateway] infrastructure.parametersRef: given "ConfigMap other/p", allowed one in the Gateway\'s own namespace, "ingress"; put both in one namespace');
});

test('a namespace that is not written is not checked: it may be a placeholder that is replaced later', () => {
  // GIVEN
  const chart = chartIn('<your-namespace>');
  const parametersRef = new GatewayParameters(chart, 'parameters', { metadata: { name: 'p' }, service: { spec: { type: 'ClusterIP' } } });
  // WHEN
  new GatewayApiGateway(chart, 'gateway', { partial: true, infrastructure: { parametersRef } });
  // THEN
  const [, gateway] = Testing.synth(chart);
  expect([gateway.metadata.namespace, gateway.spec.infrastructure]).toEqual([
    '<your-namespace>', { parametersRef: { group: '', kind: 'ConfigMap', name: 'p' } },
  ]);
});

test('a JSON patch lands', () => {
  const chart = Testing.chart();
  const parameters = new GatewayParameters(chart, 'parameters', { service: { spec: { type: 'ClusterIP' } } });
  ApiObject.of(parameters).addJsonPatch(JsonPatch.add('/data/unknown', 'x'));
  expect(only(chart).data).toEqual({ service: 'spec:\n  type: ClusterIP\n', unknown: 'x' });
});

test('without overlays there is no data', () => {
  const chart = Testing.chart();
  new GatewayParameters(chart, 'parameters');
  expect(only(chart)).not.toHaveProperty('data');
});
