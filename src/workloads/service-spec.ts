import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checkDnsLabel, checkPort, checkUnique } from '../core/checks';
import { invalid } from '../core/errors';

const TYPES: string[] = Object.values(kplus.ServiceType);

/** Checks what the API server would refuse in a Service. @internal */
export function checkServiceSpec(scope: IConstruct, spec: kplus.k8s.ServiceSpec): void {
  if (spec.type !== undefined && !TYPES.includes(spec.type)) {
    throw invalid(scope, 'type', { given: spec.type, allowed: TYPES.join(', '), todo: 'give one of these' });
  }
  if (spec.type === kplus.ServiceType.EXTERNAL_NAME && !spec.externalName) {
    throw invalid(scope, 'externalName', { given: spec.externalName, allowed: 'a host, as the Service is of type ExternalName', todo: 'give the host, or another type' });
  }
  const ports = spec.ports ?? [];
  ports.forEach((port, i) => checkServicePort(scope, `ports[${i}]`, port, spec.type));
  checkUnique(scope, 'ports', ports.map(port => `${port.port}/${port.protocol ?? 'TCP'}`), 'drop one of the two');
  if (ports.length > 1) {
    const nameless = ports.findIndex(port => port.name === undefined);
    if (nameless >= 0) {
      throw invalid(scope, `ports[${nameless}].name`, { given: undefined, allowed: 'a name for each of several ports', todo: 'name the port, e.g. "http"' });
    }
    checkUnique(scope, 'ports', ports.map(port => port.name!), 'rename one of the two');
  }
}

function checkServicePort(scope: IConstruct, field: string, port: kplus.k8s.ServicePort, type?: string) {
  checkPort(scope, `${field}.port`, port.port);
  if (port.name !== undefined) { checkDnsLabel(scope, `${field}.name`, port.name); }
  if (typeof port.targetPort?.value === 'number') { checkPort(scope, `${field}.targetPort`, port.targetPort.value); }
  if (port.nodePort === undefined) { return; }
  checkPort(scope, `${field}.nodePort`, port.nodePort);
  if (type !== 'NodePort' && type !== 'LoadBalancer') {
    throw invalid(scope, `${field}.nodePort`, {
      given: port.nodePort,
      allowed: `none for a Service of type ${type ?? 'ClusterIP'}`,
      todo: 'set type to NodePort or LoadBalancer',
    });
  }
}
