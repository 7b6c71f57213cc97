import { analyze } from './support';
import { Severity } from '../../src/manifests';

type Spec = { [field: string]: unknown };

const gateway = (spec: Spec, metadata: object = {}) =>
  ({ apiVersion: 'istio.alibabacloud.com/v1beta1', kind: 'IstioGateway', metadata: { name: 'g', namespace: 'istio-system', ...metadata }, spec });

/** What is found in a gateway, as `CODE path message`. */
const found = (spec: Spec, metadata?: object) => analyze([gateway(spec, metadata)])
  .filter(f => f.code.startsWith('ASM')).map(({ code, path, message }) => `${code} ${path} ${message}`);

/** The same configuration as the gateway's own, and as what is different in cluster c1. */
const bothPlaces = (config: Spec): [string, Spec][] => [['spec.', config], ['spec.overrides.c1.', { ...clusters, overrides: { c1: config } }]];

const clusters = { clusterIds: ['c1', 'c2'] };
const OLD = 'service.beta.kubernetes.io/alicloud-loadbalancer-';
const NEW = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-';
const host = { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' };
const apart = (topologyKey: string) => ({ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey }] } });

const NLB = { loadBalancerClass: 'alibabacloud.com/nlb' };
const zoneMaps = (zones: string) => ({ serviceAnnotations: { [`${NEW}zone-maps`]: zones } });
const TWO_ZONES = zoneMaps('cn-hangzhou-k:vsw-1,cn-hangzhou-j:vsw-2');

const BOUNDS = (field: string) => `ASM0101 ${field} minReplicas and maxReplicas do nothing without autoscaling`;
const REPLICAS = (path: string, n: number, field = 'replicaCount') => `ASM0105 ${path}${field} hostNetwork lets one pod a node take its ports, and ${n} replicas may meet on one`;
const CPU = (path: string) => `ASM0102 ${path}cpu.targetAverageUtilization cpu.targetAverageUtilization has no bounds to scale between`;
const SURGE = (path: string) => `ASM0104 ${path}rollingMaxSurge rollingMaxSurge is 1: with hostNetwork a new pod cannot start on a node whose ports an old one holds`;
const DNS = (field: string) => `ASM0103 ${field} hostNetwork makes the pods use the DNS of their node, which knows no Services`;
const TWICE = (path: string) => `ASM0108 ${path}serviceAnnotations loadbalancer-spec is set with the prefix alicloud- and with alibaba-cloud-, which wins`;
const ZONES = (field: string, given: string) => `ASM0206 ${field} a Network Load Balancer needs two zones or more, and ${given}`;

describe('what is wrong is found in the gateway and in an override', () => {
  test.each<[string, Spec, ((path: string) => string)[]]>([
    ['least replicas, not scaled', { minReplicas: 1 }, [path => BOUNDS(`${path}minReplicas`)]],
    ['greatest replicas, not scaled', { maxReplicas: 5, autoscaleEnabled: false }, [path => BOUNDS(`${path}maxReplicas`)]],
    ['a CPU target without bounds', { cpu: { targetAverageUtilization: 80 } }, [CPU]],
    ['the DNS of the node', { hostNetwork: true }, [path => DNS(`${path}hostNetwork`)]],
    ['the DNS of the node, said', { hostNetwork: true, dnsPolicy: 'ClusterFirst' }, [path => DNS(`${path}dnsPolicy`)]],
    ['a surge on the node\'s network', { ...host, rollingMaxSurge: '1' }, [SURGE]],
    ['replicas on the node\'s network', { ...host, replicaCount: 2 }, [path => REPLICAS(path, 2)]],
    ['replicas on the node\'s network, kept in different zones only', { ...host, replicaCount: 2, affinity: apart('topology.kubernetes.io/zone') }, [path => REPLICAS(path, 2)]],
    ['replicas on the node\'s network, scaled', { ...host, autoscaleEnabled: true, minReplicas: 1, maxReplicas: 4 }, [path => REPLICAS(path, 4, 'maxReplicas')]],
    ['a target port of 0', { ports: [{ name: 'a', port: 80 }, { name: 'b', port: 443, targetPort: 0 }] },
      [path => `ASM0106 ${path}ports[1].targetPort targetPort is 0, which Kubernetes takes as 443, the port itself`]],
    ['a target port of 0 for the mesh', { meshExpansionPorts: [{ port: 15012, targetPort: 0 }] },
      [path => `ASM0106 ${path}meshExpansionPorts[0].targetPort targetPort is 0, which Kubernetes takes as 15012, the port itself`]],
    ['kernel parameters that are gone', { kernel: { parameters: { 'net.ipv4.tcp_tw_recycle': '1', 'net.ipv4.tcp_tw_timeout': '3', 'vm.swappiness': '1' } } }, [
      path => `ASM0107 ${path}kernel.parameters.net.ipv4.tcp_tw_recycle kernel.parameters sets net.ipv4.tcp_tw_recycle, and Linux 4.12 took it away`,
      path => `ASM0107 ${path}kernel.parameters.net.ipv4.tcp_tw_timeout kernel.parameters sets net.ipv4.tcp_tw_timeout, and only some distributions of Linux ever had it`,
    ]],
    ['a setting by both prefixes', { serviceAnnotations: { [`${OLD}spec`]: 'a', [`${NEW}spec`]: 'b' } }, [TWICE]],
    ['a policy for traffic from outside, and none comes', { serviceType: 'ClusterIP', externalTrafficPolicy: 'Local' },
      [path => `ASM0111 ${path}externalTrafficPolicy externalTrafficPolicy is Local, and serviceType ClusterIP takes no traffic from outside`]],
    ['a request above its limit', { resources: { requests: { cpu: '2', memory: '1005M' }, limits: { cpu: '1500m', memory: '1.005G' } } },
      [path => `ASM0112 ${path}resources.requests.cpu 2 of cpu is requested, and the limit is 1500m`]],
    ['amounts that are none', { rollingMaxSurge: '25 %', rollingMaxUnavailable: '-1' }, [
      path => `ASM0202 ${path}rollingMaxSurge rollingMaxSurge is "25 %", and takes a whole number or a percentage`,
      path => `ASM0202 ${path}rollingMaxUnavailable rollingMaxUnavailable is "-1", and takes a whole number or a percentage`,
    ]],
    ['no surge and none unavailable', { rollingMaxSurge: '0', rollingMaxUnavailable: '0%' },
      [path => `ASM0203 ${path}rollingMaxUnavailable rollingMaxSurge and rollingMaxUnavailable are both 0, so no pod could be replaced`]],
    ['bounds the wrong way round', { autoscaleEnabled: true, minReplicas: 3, maxReplicas: 2 }, [path => `ASM0204 ${path}minReplicas minReplicas is 3, and maxReplicas 2`]],
    ['a drain timeout out of its range', { serviceAnnotations: { [`${NEW}connection-drain-timeout`]: '31' } },
      [path => `ASM0205 ${path}serviceAnnotations.${NEW}connection-drain-timeout the drain timeout is "31", and ASM takes whole seconds from 10 to 30`]],
    ['an NLB without zones', NLB, [path => ZONES(`${path}loadBalancerClass`, 'none is given')]],
    ['an NLB in one zone', { ...NLB, ...zoneMaps('a:vsw-1,a:vsw-2,') }, [path => ZONES(`${path}serviceAnnotations.${NEW}zone-maps`, 'a is the only one')]],
    ['ports of one number', { ports: [{ name: 'a', port: 80 }, { name: 'b', port: 80 }] }, [path => `ASM0207 ${path}ports[1].port the port 80 is that of entry 0 of the list as well`]],
    ['ports of one name', { ports: [{ name: 'a', port: 80 }, { name: 'a', port: 81 }] }, [path => `ASM0207 ${path}ports[1].name the name a is that of entry 0 of the list as well`]],
  ])('%s', (_, config, findings) => {
    for (const [path, spec] of bothPlaces(config)) {
      expect(found(spec)).toEqual(findings.map(finding => finding(path)));
    }
  });
});

describe('an override is seen together with the gateway\'s own fields', () => {
  test.each<[string, Spec, string[]]>([
    ['scaling turned off in a cluster', { ...clusters, autoscaleEnabled: true, minReplicas: 1, maxReplicas: 2, overrides: { c1: { autoscaleEnabled: false } } }, [BOUNDS('spec.minReplicas')]],
    ['replicas of a cluster', { ...clusters, ...host, overrides: { c1: { replicaCount: 3 }, c2: { replicaCount: 1 } } }, [REPLICAS('spec.overrides.c1.', 3)]],
    ['the DNS of a cluster', { ...clusters, ...host, overrides: { c1: { dnsPolicy: 'Default' } } }, [DNS('spec.overrides.c1.dnsPolicy')]],
    ['the network of a cluster', { ...clusters, overrides: { c1: { hostNetwork: true } } }, [DNS('spec.overrides.c1.hostNetwork')]],
    ['a setting of the gateway by the other prefix', { ...clusters, serviceAnnotations: { [`${NEW}spec`]: 'b' }, overrides: { c1: { serviceAnnotations: { [`${OLD}spec`]: 'a' } } } }, [TWICE('spec.overrides.c1.')]],
    ['fewer replicas than the gateway\'s least', { ...clusters, autoscaleEnabled: true, minReplicas: 3, overrides: { c1: { maxReplicas: 2 } } }, ['ASM0204 spec.minReplicas minReplicas is 3, and maxReplicas 2']],
    ['no surge where none may be unavailable', { ...clusters, rollingMaxUnavailable: '0', overrides: { c1: { rollingMaxSurge: '0' } } },
      ['ASM0203 spec.rollingMaxUnavailable rollingMaxSurge and rollingMaxUnavailable are both 0, so no pod could be replaced']],
    ['a ClusterIP where the gateway has a policy', { ...clusters, externalTrafficPolicy: 'Local', overrides: { c2: { serviceType: 'ClusterIP' } } },
      ['ASM0111 spec.externalTrafficPolicy externalTrafficPolicy is Local, and serviceType ClusterIP takes no traffic from outside']],
    ['zones for one of two clusters', { ...clusters, ...NLB, overrides: { c1: TWO_ZONES } }, [ZONES('spec.loadBalancerClass', 'none is given')]],
    ['nothing that was found in the gateway\'s own fields', {
      ...clusters, hostNetwork: true, minReplicas: 1, serviceAnnotations: { [`${OLD}spec`]: 'a', [`${NEW}spec`]: 'b' }, overrides: { c1: { podLabels: { a: 'b' }, serviceAnnotations: { c: 'd' } } },
    }, [BOUNDS('spec.minReplicas'), DNS('spec.hostNetwork'), TWICE('spec.')]],
    ['nothing that was found in its target, replicas, amounts and policy', {
      ...clusters, ...host, cpu: { targetAverageUtilization: 80 }, replicaCount: 2, rollingMaxSurge: '1', serviceType: 'ClusterIP', externalTrafficPolicy: 'Local', overrides: { c1: { podLabels: { a: 'b' } } },
    }, [CPU('spec.'), SURGE('spec.'), REPLICAS('spec.', 2), 'ASM0111 spec.externalTrafficPolicy externalTrafficPolicy is Local, and serviceType ClusterIP takes no traffic from outside']],
  ])('%s', (_, spec, findings) => {
    expect(found(spec)).toEqual(findings);
  });
});

describe('where a gateway is', () => {
  const DRAIN = 'asm.alibabacloud.com/gateway-drain-timeout-seconds';
  const drain = (seconds: string) => ({ annotations: { [DRAIN]: seconds } });

  test.each<[string, Spec, object, string[]]>([
    ['another namespace', {}, { namespace: 'default' }, ['ASM0201 metadata.namespace the namespace is default, and a gateway starts in istio-system only']],
    ['no namespace', {}, { namespace: undefined }, ['ASM0201 metadata the namespace is default, and a gateway starts in istio-system only']],
    ['a name with a dot', {}, { name: 'a.b' }, ['ASM0113 metadata.name no Service can be named istio-a.b, as ASM names the gateway\'s']],
    ['a name too long for the Service', {}, { name: 'a'.repeat(58) }, [`ASM0113 metadata.name no Service can be named istio-${'a'.repeat(58)}, as ASM names the gateway's`]],
    ['an override of another cluster', { ...clusters, overrides: { c3: {} } }, {}, ['ASM0109 spec.overrides.c3 the override is for c3, and clusterIds does not name that cluster']],
    ['a Serverless gateway with clusters', clusters, { annotations: { 'asm.alibabacloud.com/managed-by-asm': 'true' } },
      ['ASM0110 spec.clusterIds clusterIds names clusters, and ASM runs the pods of a Serverless gateway itself']],
    ['a gateway that drains too long', {}, drain('891'), [`ASM0205 metadata.annotations.${DRAIN} the drain timeout is "891", and ASM takes whole seconds from 10 to 890`]],
    ['a gateway that drains for no number', { serviceType: 'NodePort' }, drain('5m'), [`ASM0205 metadata.annotations.${DRAIN} the drain timeout is "5m", and ASM takes whole seconds`]],
    ['a gateway without a load balancer that drains long', { serviceType: 'NodePort' }, drain('3600'), []],
    ['a gateway that drains as long as it may', {}, drain('890'), []],
    ['a name as long as it may be', {}, { name: 'a'.repeat(57) }, []],
    ['a Serverless gateway', { clusterIds: [] }, { annotations: { 'asm.alibabacloud.com/managed-by-asm': 'true' } }, []],
  ])('%s', (_, spec, metadata, findings) => {
    expect(found(spec, metadata)).toEqual(findings);
  });
});

describe('what is well meant is left alone', () => {
  test.each<[string, Spec]>([
    ['bounds, scaled', { autoscaleEnabled: true, minReplicas: 1, maxReplicas: 5, cpu: { targetAverageUtilization: 80 } }],
    ['bounds of a cluster that is scaled', { ...clusters, autoscaleEnabled: true, overrides: { c1: { minReplicas: 1, maxReplicas: 5 } } }],
    ['a memory target', { memory: { targetAverageUtilization: 80 } }],
    ['one pod on the node\'s network', { ...host, replicaCount: 1, rollingMaxSurge: '0%', rollingMaxUnavailable: '1' }],
    ['pods on different nodes', { ...host, replicaCount: 3, affinity: apart('kubernetes.io/hostname') }],
    ['a surge and replicas on a network of their own', { hostNetwork: false, replicaCount: 3, rollingMaxSurge: '100%' }],
    ['a target port by name', { ports: [{ port: 80, targetPort: 'http' }] }],
    ['a number by TCP and by UDP', { ports: [{ name: 'tcp', port: 53 }, { name: 'udp', port: 53, protocol: 'UDP' }] }],
    ['different settings by both prefixes', { serviceAnnotations: { [`${OLD}spec`]: 'a', [`${NEW}address-type`]: 'internet' } }],
    ['an NLB in two zones', { ...NLB, ...TWO_ZONES }],
    ['an NLB that exists already', { ...NLB, serviceAnnotations: { [`${OLD}id`]: 'nlb-1' } }],
    ['an NLB whose zones each cluster says', { ...clusters, ...NLB, overrides: { c1: TWO_ZONES, c2: TWO_ZONES } }],
    ['fields of the wrong type', { ports: 5, overrides: [], clusterIds: 'c', resources: 'x', rollingMaxSurge: 1, serviceAnnotations: null }],
  ])('%s', (_, spec) => {
    expect(found(spec)).toEqual([]);
  });
});

test('what ASM documents as refused is an error, the rest a warning', () => {
  const severities = (spec: Spec, metadata?: object) => analyze([gateway(spec, metadata)]).map(f => [f.code, f.severity]);
  expect(severities({ minReplicas: 3, maxReplicas: 2 }, { namespace: 'x' })).toEqual([
    ['ASM0201', Severity.ERROR], ['ASM0204', Severity.ERROR], ['ASM0101', Severity.WARNING],
  ]);
});
