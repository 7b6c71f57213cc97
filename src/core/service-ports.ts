import type * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checkDnsLabel, checkInteger, checkList, checkMember, checkObject, checkPort } from './checks';
import { invalid } from './errors';

const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

const PROTOCOLS: readonly `${kplus.Protocol}`[] = ['TCP', 'UDP', 'SCTP'];

/** What the ports of a particular Service may be. */
export interface ServicePortsOptions {
  /** Whether a target port of 0 is taken, which stands for the Service's own port. */
  readonly zeroTargetPort?: boolean;
}

/**
 * Ports of one Service: names are unique, and there for each of several; numbers are unique within a protocol (DNS takes 53
 * by TCP and by UDP).
 */
export function checkServicePorts(
  scope: IConstruct, field: string, ports: readonly kplus.k8s.ServicePort[] = [], options: ServicePortsOptions = {},
): void {
  const seen = new Map<string, number>();
  const once = (i: number, member: string, key: string, given: unknown) => {
    const other = seen.get(`${member} ${key}`);
    if (other !== undefined) {
      throw invalid(scope, `${field}[${i}].${member}`, {
        given,
        allowed: `a ${member} that no other port has, and ${field}[${other}] has it`,
        todo: 'change one of the two',
      });
    }
    seen.set(`${member} ${key}`, i);
  };
  checkList(scope, field, ports).forEach((port, i) => {
    const { name, protocol = 'TCP', nodePort, targetPort } = port;
    checkPort(scope, `${field}[${i}].port`, port.port);
    checkMember(scope, `${field}[${i}].protocol`, protocol, PROTOCOLS);
    if (targetPort !== undefined) { checkTargetPort(scope, `${field}[${i}].targetPort`, targetPort, options); }
    once(i, 'port', `${protocol} ${port.port}`, port.port);
    if (name !== undefined) {
      once(i, 'name', checkDnsLabel(scope, `${field}[${i}].name`, name), name);
    } else if (ports.length > 1) {
      throw invalid(scope, `${field}[${i}].name`, { given: undefined, allowed: 'a name for each of several ports', todo: 'name the port, e.g. "http"' });
    }
    if (nodePort) { once(i, 'nodePort', `${protocol} ${checkPort(scope, `${field}[${i}].nodePort`, nodePort)}`, nodePort); }
  });
}

/** A port of the pods by number or by name. */
function checkTargetPort(scope: IConstruct, field: string, port: kplus.k8s.IntOrString, { zeroTargetPort }: ServicePortsOptions) {
  const { value } = checkObject(scope, field, port, 'value', 'a k8s.IntOrString');
  if (typeof value === 'number') {
    checkInteger(scope, field, value, zeroTargetPort ? 0 : 1, 65535);
  } else if (!PORT_NAME.test(value)) {
    throw invalid(scope, field, {
      given: value,
      allowed: `a number from ${zeroTargetPort ? 0 : 1} to 65535, or a port name (lower case letters, digits and "-", a letter among them, at most 15 characters)`,
      todo: 'give the number with IntOrString.fromNumber, or the name of a port of the container',
    });
  }
}
