import * as kplus from 'cdk8s-plus-28';
import { bothPlaces, gateway, IntOrString, Quantity, specOf } from './support';
import { AlibabaLoadBalancer, IstioGatewayBasicConfiguration, IstioGatewayExternalTrafficPolicy } from '../../src';

const cpu = (text: string) => ({ cpu: Quantity.fromString(text) });
const target = (port: number, targetPort: kplus.k8s.IntOrString) => [{ port, targetPort }];
const NAMES = 'a DNS label (lower case letters, digits and "-", at most 63 characters, a letter or digit at both ends); rename it';
const TARGETS = 'a number from 0 to 65535, or a port name (lower case letters, digits and "-", a letter among them, at most 15 characters); '
  + 'give the number with IntOrString.fromNumber, or the name of a port of the container';
const QUANTITIES = 'a quantity (a number with a suffix such as m, k, M, G, Ki, Mi, Gi or none); write it like "200m", "2" or "256Mi"';
const COUNTS = 'a whole number or a percentage; write it like "1" or "25%"';
const INT32 = 'a whole number from 0 to 2147483647; give a number in that range';
const LABEL_KEYS = '(letters, digits, "-", "_" and ".", at most 63 characters, after an optional DNS name and "/"); rename the label';
const LABEL_VALUES = '(letters, digits, "-", "_" and ".", at most 63 characters, a letter or digit at both ends); give a value that a label can have';
const PORTS = 'a whole number from 1 to 65535; give a number in that range';

describe('wrong values are refused, in the gateway and in an override', () => {
  test.each<[string, IstioGatewayBasicConfiguration, string]>([
    ['Service type', { serviceType: kplus.ServiceType.EXTERNAL_NAME }, 'serviceType: given "ExternalName", allowed ClusterIP, NodePort, LoadBalancer; give one of these'],
    ['traffic policy', { externalTrafficPolicy: 'local' as any }, 'externalTrafficPolicy: given "local", allowed Cluster, Local; give one of these'],
    ['DNS policy', { dnsPolicy: 'First' as any }, 'dnsPolicy: given "First", allowed ClusterFirst, ClusterFirstWithHostNet, Default, None; give one of these'],
    ['replicas', { replicaCount: 1.5 }, `replicaCount: given 1.5, allowed ${INT32}`],
    ['least replicas', { minReplicas: -1 }, `minReplicas: given -1, allowed ${INT32}`],
    ['greatest replicas', { maxReplicas: 2 ** 31 }, `maxReplicas: given 2147483648, allowed ${INT32}`],
    ['CPU target', { cpu: { targetAverageUtilization: NaN } }, `cpu.targetAverageUtilization: given NaN, allowed ${INT32}`],
    ['memory target', { memory: { targetAverageUtilization: 0.5 } }, `memory.targetAverageUtilization: given 0.5, allowed ${INT32}`],
    ['failures of the probe', { readinessProbe: { failureThreshold: -1 } }, `readinessProbe.failureThreshold: given -1, allowed ${INT32}`],
    ['period of the probe', { readinessProbe: { periodSeconds: -1 } }, `readinessProbe.periodSeconds: given -1, allowed ${INT32}`],
    ['successes of the probe', { readinessProbe: { successThreshold: -1 } }, `readinessProbe.successThreshold: given -1, allowed ${INT32}`],
    ['length to compress', { compression: { minContentLength: -1 } }, 'compression.minContentLength: given -1, allowed a whole number from 0 to 4294967295; give a number in that range'],
    ['memory level', { compression: { gzip: { memoryLevel: 10 } } }, 'compression.gzip.memoryLevel: given 10, allowed a whole number from 1 to 9; give a number in that range'],
    ['window bits', { compression: { gzip: { windowBits: 8 } } }, 'compression.gzip.windowBits: given 8, allowed a whole number from 9 to 15; give a number in that range'],
    ['chunk size', { compression: { gzip: { chunkSize: 1.5 } } }, 'compression.gzip.chunkSize: given 1.5, allowed a whole number from 0 to 4294967295; give a number in that range'],
    ['surge', { rollingMaxSurge: '100 %' }, `rollingMaxSurge: given "100 %", allowed ${COUNTS}`],
    ['unavailable', { rollingMaxUnavailable: '-1' }, `rollingMaxUnavailable: given "-1", allowed ${COUNTS}`],
    ['limit', { resources: { limits: cpu('2 cores') } }, `resources.limits.cpu: given "2 cores", allowed ${QUANTITIES}`],
    ['request', { resources: { requests: { memory: Quantity.fromString('256MB') } } }, `resources.requests.memory: given "256MB", allowed ${QUANTITIES}`],
    ['number as limit', { resources: { limits: { cpu: Quantity.fromNumber(NaN) } } }, `resources.limits.cpu: given "NaN", allowed ${QUANTITIES}`],
    ['request above its limit', { resources: { limits: cpu('1'), requests: cpu('1001m') } }, 'resources.requests.cpu: given "1001m", allowed at most the limit, which is 1; lower the request or raise the limit'],
    ['request above its limit, for SDS', { sds: { resources: { limits: cpu('1'), requests: cpu('2') } } }, 'sds.resources.requests.cpu: given "2", allowed at most the limit, which is 1; lower the request or raise the limit'],
    ['port', { ports: [{ port: 70000 }] }, `ports[0].port: given 70000, allowed ${PORTS}`],
    ['port of the mesh', { meshExpansionPorts: [{ port: 0 }] }, `meshExpansionPorts[0].port: given 0, allowed ${PORTS}`],
    ['node port', { ports: [{ port: 80, nodePort: 65536 }] }, `ports[0].nodePort: given 65536, allowed ${PORTS}`],
    ['target port', { ports: target(80, IntOrString.fromNumber(65536)) }, 'ports[0].targetPort: given 65536, allowed a whole number from 0 to 65535; give a number in that range'],
    ['number as the name of a target port', { ports: target(80, IntOrString.fromString('80')) }, `ports[0].targetPort: given "80", allowed ${TARGETS}`],
    ['long name of a target port', { ports: target(80, IntOrString.fromString('a-name-too-long1')) }, `ports[0].targetPort: given "a-name-too-long1", allowed ${TARGETS}`],
    ['protocol', { ports: [{ port: 80, protocol: 'HTTP' }] }, 'ports[0].protocol: given "HTTP", allowed TCP, UDP, SCTP; give one of these'],
    ['port name', { ports: [{ port: 80, name: 'HTTP' }] }, `ports[0].name: given "HTTP", allowed ${NAMES}`],
    ['port name twice', { ports: [{ port: 80, name: 'http' }, { port: 81, name: 'http' }] }, 'ports[1].name: given "http", allowed a name that no other port has, and PATHports[0] has it; change one of the two'],
    ['port twice', { ports: [{ port: 80, name: 'a' }, { port: 81, name: 'b' }, { port: 80, name: 'c', protocol: 'TCP' }] }, 'ports[2].port: given 80, allowed a port that no other port has, and PATHports[0] has it; change one of the two'],
    ['port of the mesh twice', { meshExpansionPorts: [{ name: 'a', port: 80 }, { name: 'b', port: 80 }] }, 'meshExpansionPorts[1].port: given 80, allowed a port that no other port has, and PATHmeshExpansionPorts[0] has it; change one of the two'],
    ['node port twice', { ports: [{ name: 'a', port: 80, nodePort: 30080 }, { name: 'b', port: 81, nodePort: 30080 }] }, 'ports[1].nodePort: given 30080, allowed a nodePort that no other port has, and PATHports[0] has it; change one of the two'],
    ['several ports without names', { ports: [{ port: 80 }, { port: 443 }] }, 'ports[0].name: given nothing, allowed a name for each of several ports; name the port, e.g. "http"'],
    ['address of the load balancer', { loadBalancerIp: '10.1.2' }, 'loadBalancerIp: given "10.1.2", allowed an IP address; give the address alone'],
    ['label of the pods', { podLabels: { 'a b': 'c' } }, `podLabels: given "a b", allowed the key of a label ${LABEL_KEYS}`],
    ['label of the Service', { serviceLabels: { a: 'ü' } }, `serviceLabels["a"]: given "ü", allowed the value of a label ${LABEL_VALUES}`],
    ['label of the nodes', { nodeSelector: { a: 'ü' } }, `nodeSelector["a"]: given "ü", allowed the value of a label ${LABEL_VALUES}`],
  ])('%s', (_, config, message) => {
    for (const [path, props] of bothPlaces(config)) {
      expect(() => gateway(props)).toThrow(new Error(`[test/gateway] ${path}${message.replace('PATH', path)}`));
    }
  });
});

describe('values of the wrong kind, as plain JavaScript can give them', () => {
  const TEXT = 'allowed a text; give a string';
  const TRUTH = 'allowed true or false; give one of the two';
  const STRUCT = 'allowed a struct; write it like { field: value }';
  const HOLE = 'given nothing, allowed a value; drop it from the list, or say what it is';
  test.each<[string, any, string]>([
    ['null as a switch', { autoscaleEnabled: null }, `autoscaleEnabled: given null, ${TRUTH}`],
    ['a text as a switch', { hostNetwork: 'true' }, `hostNetwork: given "true", ${TRUTH}`],
    ['nothing in the environment', { env: [null] }, `env[0]: ${HOLE}`],
    ['a port that is none', { ports: [null] }, `ports[0]: ${HOLE}`],
    ['a number as target port', { ports: [{ port: 80, targetPort: 80 }] }, 'ports[0].targetPort: given 80, allowed a k8s.IntOrString; give a k8s.IntOrString'],
    ['a text as limit', { resources: { limits: { cpu: '2' } } }, 'resources.limits.cpu: given "2", allowed a k8s.Quantity; give a k8s.Quantity'],
    ['null as resources', { sds: { resources: null } }, `sds.resources: given null, ${STRUCT}`],
    ['a number as annotation', { serviceAnnotations: { a: 1 } }, `serviceAnnotations["a"]: given 1, ${TEXT}`],
    ['a text as load balancer', { loadBalancer: 'nlb' }, 'loadBalancer: given "nlb", allowed an AlibabaLoadBalancer; give an AlibabaLoadBalancer'],
    ['a size that is no text', { loadBalancer: AlibabaLoadBalancer.clb({ spec: 1 as any }) }, `loadBalancer.spec: given 1, ${TEXT}`],
    ['a zone that is none', { loadBalancer: AlibabaLoadBalancer.nlb({ zoneMaps: [null as any] }) }, `loadBalancer.zoneMaps[0]: ${HOLE}`],
    ['a Secret by its name', { secretVolumes: [{ name: 'a', secret: 'b', mountPath: '/c' }] }, 'secretVolumes[0].secret: given "b", allowed a Secret; give a Secret'],
    ['a ConfigMap by its name', { configVolumes: [{ name: 'a', configMap: 'b', mountPath: '/c' }] }, 'configVolumes[0].configMap: given "b", allowed a ConfigMap; give a ConfigMap'],
    ['a volume without path', { secretVolumes: [{ name: 'a', secret: { name: 'b' }, mountPath: 1 }] }, `secretVolumes[0].mountPath: given 1, ${TEXT}`],
    ['a number as kernel parameter', { kernel: { parameters: { vmSwappiness: 1 } } }, `kernel.parameters.vmSwappiness: given 1, ${TEXT}`],
    ['a text as kernel parameters', { kernel: { parameters: 'a' } }, `kernel.parameters: given "a", ${STRUCT}`],
    ['a text as media types', { compression: { contentType: 'text/html' } }, 'compression.contentType: given "text/html", allowed a list; put it in brackets'],
    ['a number as level', { compression: { gzip: { compressionLevel: 9 } } }, `compression.gzip.compressionLevel: given 9, ${TEXT}`],
  ])('%s', (_, config, message) => {
    for (const [path, props] of bothPlaces(config)) {
      expect(() => gateway(props)).toThrow(new Error(`[test/gateway] ${path}${message}`));
    }
  });
});

describe('right values are taken', () => {
  test.each<[string, IstioGatewayBasicConfiguration]>([
    ['one number by TCP and by UDP', { ports: [{ name: 'dns-tcp', port: 53, nodePort: 30053 }, { name: 'dns', port: 53, nodePort: 30053, protocol: 'UDP' }] }],
    ['a single port without a name', { ports: [{ port: 80 }], meshExpansionPorts: [{ port: 443 }] }],
    ['node ports of 0, which Kubernetes gives itself', { ports: [{ name: 'a', port: 80, nodePort: 0 }, { name: 'b', port: 443, nodePort: 0 }] }],
    ['one number and name for clients and for the mesh', { ports: [{ name: 'a', port: 80 }], meshExpansionPorts: [{ name: 'a', port: 80 }] }],
    ['target ports of several Service ports', { ports: [{ name: 'a', ...target(80, IntOrString.fromNumber(8080))[0] }, { name: 'b', ...target(81, IntOrString.fromNumber(8080))[0] }] }],
    ['named target port', { ports: target(80, IntOrString.fromString('http-1')) }],
    ['equal amounts in different units', { resources: { requests: cpu('700m'), limits: cpu('0.7') } }],
    ['equal large amounts in different units', { resources: { requests: { memory: Quantity.fromString('1005M') }, limits: { memory: Quantity.fromString('1.005G') } } }],
    ['a request without limit', { resources: { requests: cpu('4'), limits: { memory: Quantity.fromString('1G') } } }],
    ['gzip at its bounds', { compression: { gzip: { memoryLevel: 1, windowBits: 9 } } }],
    ['surge above all', { rollingMaxSurge: '200%' }],
    ['a policy for node ports', { serviceType: kplus.ServiceType.NODE_PORT, externalTrafficPolicy: IstioGatewayExternalTrafficPolicy.LOCAL }],
  ])('%s', (_, config) => {
    for (const [, props] of bothPlaces(config)) { expect(() => specOf(props)).not.toThrow(); }
  });
});
