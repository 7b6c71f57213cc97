import { example } from '../example';
import { Explanation } from '../explanation';

/** An IstioGateway with the given lines below `spec`. */
const gateway = (spec: string, annotations = '', namespace = 'istio-system') => `apiVersion: istio.alibabacloud.com/v1beta1
kind: IstioGateway
metadata:
  name: ingress
  namespace: ${namespace}
${annotations}spec:
${spec.replace(/^\n/, '').trimEnd()}
`;

const annotation = (name: string, value: string) => `  annotations:
    asm.alibabacloud.com/${name}: "${value}"
`;

export const ASM_EXPLANATIONS: readonly Explanation[] = [
  example('ASM0101',
    'minReplicas and maxReplicas are the bounds of a HorizontalPodAutoscaler, and ASM makes one only where autoscaleEnabled is true. '
    + 'Without it the gateway keeps replicaCount pods, one by default, however much traffic comes.',
    gateway(`
  minReplicas: 2
  maxReplicas: 5`), ['  minReplicas', '  autoscaleEnabled: true\n  minReplicas']),
  example('ASM0102',
    'A CPU target says when pods are added, not how many there may be. Without minReplicas and maxReplicas nothing is scaled.',
    gateway(`
  autoscaleEnabled: true
  cpu:
    targetAverageUtilization: 80`), ['  cpu:', '  minReplicas: 1\n  maxReplicas: 5\n  cpu:']),
  example('ASM0103',
    'A pod on the network of its node asks the DNS server of the node, which does not know the names of Services. The gateway then finds neither its control plane nor its backends by name.',
    gateway(`
  hostNetwork: true`), ['hostNetwork: true', 'hostNetwork: true\n  dnsPolicy: ClusterFirstWithHostNet']),
  example('ASM0104',
    'On the network of the node one pod has the ports. A surge starts the new pod while the old one still holds them, so the new one cannot start there and the update hangs.',
    gateway(`
  hostNetwork: true
  dnsPolicy: ClusterFirstWithHostNet
  rollingMaxSurge: "1"
  rollingMaxUnavailable: "1"`), ['rollingMaxSurge: "1"', 'rollingMaxSurge: "0"']),
  example('ASM0105',
    'On the network of the node one pod has the ports. Of two pods that the scheduler puts on one node, the second does not start.',
    gateway(`
  hostNetwork: true
  dnsPolicy: ClusterFirstWithHostNet
  replicaCount: 2`), ['  replicaCount: 2', `  replicaCount: 2
  affinity:
    podAntiAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        - topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              istio: ingress`]),
  example('ASM0106',
    'Kubernetes takes a targetPort of 0 as not given, and then the port itself is used. That is hardly what a 0 was written for.',
    gateway(`
  ports:
    - name: https
      port: 443
      targetPort: 0`), ['targetPort: 0', 'targetPort: 443']),
  example('ASM0107',
    'A pod that asks for a kernel parameter which the node does not have fails to start. net.ipv4.tcp_tw_recycle is gone since Linux 4.12, and net.ipv4.tcp_tw_timeout is only in some distributions.',
    gateway(`
  kernel:
    enabled: true
    parameters:
      net.ipv4.tcp_tw_recycle: "1"`), ['net.ipv4.tcp_tw_recycle', 'net.ipv4.tcp_tw_reuse']),
  example('ASM0108',
    'Settings of the load balancer have an old prefix, alicloud-, and a new one, alibaba-cloud-. Where both are set the new one wins, and a change of the other does nothing.',
    gateway(`
  serviceAnnotations:
    service.beta.kubernetes.io/alicloud-loadbalancer-spec: slb.s1.small
    service.beta.kubernetes.io/alibaba-cloud-loadbalancer-spec: slb.s2.small`),
    ['    service.beta.kubernetes.io/alicloud-loadbalancer-spec: slb.s1.small\n', '']),
  example('ASM0109',
    'An override is for a cluster of the gateway. One for a cluster that clusterIds does not name changes nothing, often because of a slip in the id.',
    gateway(`
  clusterIds:
    - c1
  overrides:
    c2:
      replicaCount: 2`), ['    c2:', '    c1:']),
  example('ASM0110',
    'ASM runs the pods of a Serverless gateway itself, outside the clusters of the user. Clusters named beside that contradict it.',
    gateway(`
  clusterIds:
    - c1
  gatewayType: ingress`, annotation('managed-by-asm', 'true')), ['  clusterIds:\n    - c1\n', '']),
  example('ASM0111',
    'externalTrafficPolicy is about traffic from outside of the cluster, and a Service of type ClusterIP takes none: Kubernetes refuses the two together, so the gateway gets no Service.',
    gateway(`
  serviceType: ClusterIP
  externalTrafficPolicy: Local`), ['serviceType: ClusterIP', 'serviceType: LoadBalancer']),
  example('ASM0112',
    'Kubernetes refuses pods that request more than their limit, so the gateway gets none.',
    gateway(`
  resources:
    requests:
      memory: 2G
    limits:
      memory: 1G`), ['memory: 1G', 'memory: 4G']),
  example('ASM0113',
    'ASM names the Service of a gateway istio-<name>. A Service needs a name without dots and of at most 63 characters, so this gateway gets none.',
    gateway(`
  gatewayType: ingress`).replace('name: ingress', 'name: ingress.prod'), ['ingress.prod', 'ingress-prod']),
  example('ASM0201',
    'ASM looks after gateways in the namespace istio-system only; in another one the gateway fails to start.',
    gateway(`
  gatewayType: ingress`, '', 'ingress'), ['namespace: ingress', 'namespace: istio-system']),
  example('ASM0202',
    'How many pods may come and go in an update is a whole number or a percentage, written as a text. Anything else is refused by the Deployment that ASM makes of it.',
    gateway(`
  rollingMaxSurge: "25 percent"`), ['25 percent', '25%']),
  example('ASM0203',
    'With no pod above the number and none below, an update could not replace a single one. Kubernetes refuses such a Deployment.',
    gateway(`
  rollingMaxSurge: "0"
  rollingMaxUnavailable: "0%"`), ['"0%"', '"25%"']),
  example('ASM0204',
    'An autoscaler whose least number of pods is above its greatest is refused, so the gateway is not scaled.',
    gateway(`
  autoscaleEnabled: true
  minReplicas: 5
  maxReplicas: 2`), ['minReplicas: 5', 'minReplicas: 1']),
  example('ASM0205',
    'ASM takes a drain timeout of 10 to 890 seconds, and the load balancer one of 10 to 30. With any other connections are cut as if none were given.',
    gateway(`
  gatewayType: ingress`, annotation('gateway-drain-timeout-seconds', '900')), ['"900"', '"890"']),
  example('ASM0206',
    'A Network Load Balancer is made in two zones or more; with fewer the gateway gets no address. Its class cannot be changed later.',
    gateway(`
  loadBalancerClass: alibabacloud.com/nlb
  serviceAnnotations:
    service.beta.kubernetes.io/alibaba-cloud-loadbalancer-zone-maps: cn-hangzhou-k:vsw-1`),
    ['cn-hangzhou-k:vsw-1', 'cn-hangzhou-k:vsw-1,cn-hangzhou-j:vsw-2']),
  example('ASM0207',
    'Names and numbers of a Service\'s ports are unique; Kubernetes refuses the Service otherwise, and the gateway gets none.',
    gateway(`
  ports:
    - name: http
      port: 80
      targetPort: 80
    - name: http
      port: 443
      targetPort: 443`), ['http\n      port: 443', 'https\n      port: 443']),
];
