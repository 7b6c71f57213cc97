import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { IstioGatewayBasicConfiguration, IstioGatewayExternalTrafficPolicy } from './basic-configuration';
import { checkCountOrPercentage, checkDnsLabel, checkInteger, checkMember, checkPort, checkQuantity, exceeds } from '../core/checks';
import { invalid } from '../core/errors';

const INT32 = 2 ** 31 - 1;
const UINT32 = 2 ** 32 - 1;
const SERVICE_TYPES = [kplus.ServiceType.CLUSTER_IP, kplus.ServiceType.NODE_PORT, kplus.ServiceType.LOAD_BALANCER];
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The values of a configuration that are wrong whatever surrounds them.
 *
 * @param path of the configuration, e.g. `overrides.c1.`; nothing for the gateway's own
 */
export function checkValues(scope: IConstruct, path: string, config: IstioGatewayBasicConfiguration): void {
  checkMember(scope, `${path}serviceType`, config.serviceType, SERVICE_TYPES);
  checkMember(scope, `${path}externalTrafficPolicy`, config.externalTrafficPolicy, Object.values(IstioGatewayExternalTrafficPolicy));
  checkMember(scope, `${path}dnsPolicy`, config.dnsPolicy, Object.values(kplus.DnsPolicy));

  const { readinessProbe, compression } = config;
  const integer = (field: string, value: number | undefined, min: number, max: number) => {
    if (value !== undefined) { checkInteger(scope, path + field, value, min, max); }
  };
  integer('replicaCount', config.replicaCount, 0, INT32);
  integer('minReplicas', config.minReplicas, 0, INT32);
  integer('maxReplicas', config.maxReplicas, 0, INT32);
  integer('cpu.targetAverageUtilization', config.cpu?.targetAverageUtilization, 0, INT32);
  integer('memory.targetAverageUtilization', config.memory?.targetAverageUtilization, 0, INT32);
  integer('readinessProbe.failureThreshold', readinessProbe?.failureThreshold, 0, INT32);
  integer('readinessProbe.periodSeconds', readinessProbe?.periodSeconds, 0, INT32);
  integer('readinessProbe.successThreshold', readinessProbe?.successThreshold, 0, INT32);
  integer('compression.minContentLength', compression?.minContentLength, 0, UINT32);
  integer('compression.gzip.memoryLevel', compression?.gzip?.memoryLevel, 1, 9);
  integer('compression.gzip.windowBits', compression?.gzip?.windowBits, 9, 15);
  integer('compression.gzip.chunkSize', compression?.gzip?.chunkSize, 0, UINT32);

  const amount = (field: string, value: string | undefined) => {
    if (value !== undefined) { checkCountOrPercentage(scope, path + field, String(value)); }
  };
  amount('rollingMaxSurge', config.rollingMaxSurge);
  amount('rollingMaxUnavailable', config.rollingMaxUnavailable);

  checkResources(scope, `${path}resources`, config.resources);
  checkResources(scope, `${path}sds.resources`, config.sds?.resources);
  checkPorts(scope, `${path}ports`, config.ports);
  checkPorts(scope, `${path}meshExpansionPorts`, config.meshExpansionPorts);
}

function checkResources(scope: IConstruct, field: string, resources: kplus.k8s.ResourceRequirements | undefined) {
  const { limits = {}, requests = {} } = resources ?? {};
  const text = (kind: string, name: string, quantity: kplus.k8s.Quantity) => checkQuantity(scope, `${field}.${kind}.${name}`, String(quantity.value));
  for (const [name, quantity] of Object.entries(limits)) { text('limits', name, quantity); }
  for (const [name, quantity] of Object.entries(requests)) {
    const request = text('requests', name, quantity);
    if (!(name in limits)) { continue; }
    const limit = String(limits[name].value);
    if (exceeds(request, limit)) {
      throw invalid(scope, `${field}.requests.${name}`, {
        given: request,
        allowed: `at most the limit, which is ${limit}`,
        todo: 'lower the request or raise the limit',
      });
    }
  }
}

/** Ports of one Service: names are unique, and numbers are within a protocol (DNS takes 53 by TCP and by UDP). */
function checkPorts(scope: IConstruct, field: string, ports: readonly kplus.k8s.ServicePort[] = []) {
  const names = new Map<string, number>();
  const numbers = new Map<string, number>();
  const nodePorts = new Map<string, number>();
  const once = (seen: Map<string, number>, key: string, i: number, member: string, given: unknown) => {
    const other = seen.get(key);
    if (other !== undefined) {
      throw invalid(scope, `${field}[${i}].${member}`, {
        given,
        allowed: `a ${member} that no other port has, and ${field}[${other}] has it`,
        todo: 'change one of the two',
      });
    }
    seen.set(key, i);
  };
  ports.forEach((port, i) => {
    const { name, protocol = 'TCP', nodePort, targetPort } = port;
    checkPort(scope, `${field}[${i}].port`, port.port);
    checkMember(scope, `${field}[${i}].protocol`, protocol, Object.values(kplus.Protocol));
    if (targetPort !== undefined) { checkTargetPort(scope, `${field}[${i}].targetPort`, targetPort.value); }
    once(numbers, `${protocol} ${port.port}`, i, 'port', port.port);
    if (name !== undefined) { once(names, checkDnsLabel(scope, `${field}[${i}].name`, name), i, 'name', name); }
    if (nodePort) { once(nodePorts, `${protocol} ${checkPort(scope, `${field}[${i}].nodePort`, nodePort)}`, i, 'nodePort', nodePort); }
  });
}

/** A port of the pods by number, where 0 stands for the Service's port, or by name. */
function checkTargetPort(scope: IConstruct, field: string, value: string | number) {
  if (typeof value === 'number') {
    checkInteger(scope, field, value, 0, 65535);
  } else if (!PORT_NAME.test(value)) {
    throw invalid(scope, field, {
      given: value,
      allowed: 'a number from 0 to 65535, or a port name (lower case letters, digits and "-", a letter among them, at most 15 characters)',
      todo: 'give the number with IntOrString.fromNumber, or the name of a port of the container',
    });
  }
}
