import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';
import { checkServicePorts } from '../core/service-ports';

const KINDS: Kinds<kplus.k8s.ServiceSpec> = {
  allocateLoadBalancerNodePorts: 'truth',
  clusterIp: 'text',
  clusterIPs: 'texts',
  externalIPs: 'texts',
  externalName: 'text',
  externalTrafficPolicy: 'text',
  healthCheckNodePort: 'elsewhere',
  internalTrafficPolicy: 'text',
  ipFamilies: 'texts',
  ipFamilyPolicy: 'text',
  loadBalancerClass: 'text',
  loadBalancerIp: 'text',
  loadBalancerSourceRanges: 'texts',
  ports: 'elsewhere',
  publishNotReadyAddresses: 'truth',
  selector: 'labels',
  sessionAffinity: 'text',
  sessionAffinityConfig: 'struct',
  type: Object.values(kplus.ServiceType),
};

/** Checks what the API server would refuse in a Service. @internal */
export function checkServiceSpec(scope: IConstruct, spec: kplus.k8s.ServiceSpec): void {
  checkKinds(scope, '', spec, KINDS);
  const { type = kplus.ServiceType.CLUSTER_IP, externalName, clusterIp, ports } = spec;
  if (type === kplus.ServiceType.EXTERNAL_NAME && !externalName) {
    throw invalid(scope, 'externalName', { given: externalName, allowed: 'a host, as the Service is of type ExternalName', todo: 'give the host, or another type' });
  }
  checkServicePorts(scope, 'ports', ports);
  if (!ports?.length && type !== kplus.ServiceType.EXTERNAL_NAME && clusterIp !== 'None') {
    throw invalid(scope, 'ports', { given: ports, allowed: 'one port or more', todo: 'say which ports the Service has, or make it headless with clusterIp: "None"' });
  }
  ports?.forEach(({ nodePort }, i) => {
    if (nodePort === undefined || type === kplus.ServiceType.NODE_PORT || type === kplus.ServiceType.LOAD_BALANCER) { return; }
    throw invalid(scope, `ports[${i}].nodePort`, {
      given: nodePort,
      allowed: `none for a Service of type ${type}`,
      todo: 'set type to NodePort or LoadBalancer',
    });
  });
}
