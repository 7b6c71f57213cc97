import * as kplus from 'cdk8s-plus-28';
import { bothPlaces, IntOrString, specOf, warningsOf } from './support';
import { IstioGatewayBasicConfiguration, IstioGatewayProps } from '../../src';

const clusters = { clusterIds: ['c1', 'c2'] };
const OLD = 'service.beta.kubernetes.io/alicloud-loadbalancer-spec';
const NEW = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-spec';
const host: IstioGatewayBasicConfiguration = { hostNetwork: true, dnsPolicy: kplus.DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET };
const apart = (topologyKey: string): kplus.k8s.Affinity => ({
  podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey }] },
});

const BOUNDS = (path: string) => `ASM0101 ${path}minReplicas and maxReplicas do nothing without autoscaling; set autoscaleEnabled, or replicaCount instead`;
const REPLICAS = (n: number) => (path: string) =>
  `ASM0105 ${path}hostNetwork lets one pod a node take its ports, and ${n} replicas may meet on one; keep them apart with affinity.podAntiAffinity by kubernetes.io/hostname`;
const CPU = (path: string) => `ASM0102 ${path}cpu.targetAverageUtilization has no bounds to scale between; set minReplicas and maxReplicas`;
const SURGE = (path: string) =>
  `ASM0104 ${path}rollingMaxSurge is 1: with hostNetwork a new pod cannot start on a node whose ports an old one holds; set it to "0" and rollingMaxUnavailable above`;
const DNS = (path: string) => `ASM0103 ${path}hostNetwork makes the pods use the DNS of their node, which knows no Services; set dnsPolicy to ClusterFirstWithHostNet`;
const TWICE = (path: string) => `ASM0108 ${path}serviceAnnotations sets loadbalancer-spec with the prefix alicloud- and with alibaba-cloud-, which wins; drop the one with alicloud-`;

describe('what is hardly meant is warned of, in the gateway and in an override', () => {
  test.each<[string, IstioGatewayBasicConfiguration, ((path: string) => string)[]]>([
    ['least replicas, not scaled', { minReplicas: 1 }, [BOUNDS]],
    ['greatest replicas, not scaled', { maxReplicas: 5, autoscaleEnabled: false }, [BOUNDS]],
    ['a CPU target without bounds', { cpu: { targetAverageUtilization: 80 } }, [CPU]],
    ['the DNS of the node', { hostNetwork: true }, [DNS]],
    ['the DNS of the node, said', { hostNetwork: true, dnsPolicy: kplus.DnsPolicy.CLUSTER_FIRST }, [DNS]],
    ['a surge on the node\'s network', { ...host, rollingMaxSurge: '1' }, [SURGE]],
    ['replicas on the node\'s network', { ...host, replicaCount: 2 }, [REPLICAS(2)]],
    ['replicas on the node\'s network, kept in different zones only', { ...host, replicaCount: 2, affinity: apart('topology.kubernetes.io/zone') }, [REPLICAS(2)]],
    ['replicas on the node\'s network, scaled', { ...host, autoscaleEnabled: true, minReplicas: 1, maxReplicas: 4 }, [REPLICAS(4)]],
    ['a target port of 0', { ports: [{ name: 'a', port: 80 }, { name: 'b', port: 443, targetPort: IntOrString.fromNumber(0) }] },
      [path => `ASM0106 ${path}ports[1].targetPort is 0, which Kubernetes takes as 443, the port itself; name the port of the pods`]],
    ['a target port of 0 for the mesh', { meshExpansionPorts: [{ port: 15012, targetPort: IntOrString.fromNumber(0) }] },
      [path => `ASM0106 ${path}meshExpansionPorts[0].targetPort is 0, which Kubernetes takes as 15012, the port itself; name the port of the pods`]],
    ['kernel parameters that are gone', { kernel: { parameters: { netIpv4TcpTwRecycle: '1', netIpv4TcpTwTimeout: '3', vmSwappiness: '1' } } }, [
      path => `ASM0107 ${path}kernel.parameters.netIpv4TcpTwRecycle sets net.ipv4.tcp_tw_recycle, and Linux 4.12 took it away; drop it unless your nodes have it`,
      path => `ASM0107 ${path}kernel.parameters.netIpv4TcpTwTimeout sets net.ipv4.tcp_tw_timeout, and only some distributions of Linux ever had it; drop it unless your nodes have it`,
    ]],
    ['a setting by both prefixes', { serviceAnnotations: { [OLD]: 'a', [NEW]: 'b' } }, [TWICE]],
  ])('%s', (_, config, messages) => {
    for (const [path, props] of bothPlaces(config)) {
      expect(warningsOf(props)).toEqual(messages.map(message => message(path)));
    }
  });
});

describe('an override is seen together with the gateway\'s own fields', () => {
  test.each<[string, IstioGatewayProps, string[]]>([
    ['scaling turned off in a cluster', { ...clusters, autoscaleEnabled: true, minReplicas: 1, maxReplicas: 2, overrides: { c1: { autoscaleEnabled: false } } }, [BOUNDS('overrides.c1.')]],
    ['replicas of a cluster', { ...clusters, ...host, overrides: { c1: { replicaCount: 3 }, c2: { replicaCount: 1 } } }, [REPLICAS(3)('overrides.c1.')]],
    ['the DNS of a cluster', { ...clusters, ...host, overrides: { c1: { dnsPolicy: kplus.DnsPolicy.DEFAULT } } }, [DNS('overrides.c1.')]],
    ['the network of a cluster', { ...clusters, overrides: { c1: { hostNetwork: true } } }, [DNS('overrides.c1.')]],
    ['a setting of the gateway by the other prefix', { ...clusters, serviceAnnotations: { [NEW]: 'b' }, overrides: { c1: { serviceAnnotations: { [OLD]: 'a' } } } }, [TWICE('overrides.c1.')]],
    ['nothing that the gateway\'s own fields were warned of', {
      ...clusters, hostNetwork: true, minReplicas: 1, serviceAnnotations: { [OLD]: 'a', [NEW]: 'b' }, overrides: { c1: { podLabels: { a: 'b' }, serviceAnnotations: { c: 'd' } } },
    }, [BOUNDS(''), DNS(''), TWICE('')]],
    ['nothing that the gateway was warned of about its target and its replicas', {
      ...clusters, ...host, cpu: { targetAverageUtilization: 80 }, replicaCount: 2, rollingMaxSurge: '1', overrides: { c1: { podLabels: { a: 'b' } } },
    }, [CPU(''), SURGE(''), REPLICAS(2)('')]],
  ])('%s', (_, props, messages) => {
    expect(warningsOf(props)).toEqual(messages);
  });
});

describe('what is well meant is not warned of', () => {
  test.each<[string, IstioGatewayProps]>([
    ['bounds, scaled', { autoscaleEnabled: true, minReplicas: 1, maxReplicas: 5, cpu: { targetAverageUtilization: 80 } }],
    ['bounds of a cluster that is scaled', { ...clusters, autoscaleEnabled: true, overrides: { c1: { minReplicas: 1, maxReplicas: 5 } } }],
    ['a memory target', { memory: { targetAverageUtilization: 80 } }],
    ['one pod on the node\'s network', { ...host, replicaCount: 1, rollingMaxSurge: '0%', rollingMaxUnavailable: '1' }],
    ['pods on different nodes', { ...host, replicaCount: 3, affinity: apart('kubernetes.io/hostname') }],
    ['a surge and replicas on a network of their own', { hostNetwork: false, replicaCount: 3, rollingMaxSurge: '100%' }],
    ['a target port by name', { ports: [{ port: 80, targetPort: IntOrString.fromString('http') }] }],
    ['different settings by both prefixes', { serviceAnnotations: { [OLD]: 'a', 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type': 'internet' } }],
  ])('%s', (_, props) => {
    expect(warningsOf(props)).toEqual([]);
  });
});

test('warnings are printed when the app is synthesized', () => {
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  specOf({ minReplicas: 1 });
  const lines = written.mock.calls.map(([line]) => line);
  jest.restoreAllMocks();
  expect(lines).toEqual([expect.stringContaining(`warning ${BOUNDS('').replace(' ', ': IstioGateway istio-system/g\n  ')}\n  made at test/asm/support.ts:`)]);
});
