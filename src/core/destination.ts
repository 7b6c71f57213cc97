import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { invalid } from './errors';
import { IResource } from './resource';
import { IService } from './service';

/** A construct that names Services: it has a namespace of its own, in which short names are looked up. */
export type Consumer = IConstruct & { readonly namespace?: string };

/**
 * The host by which a construct names a Service: short in the Service's own namespace, the full name elsewhere.
 *
 * @param field field of the construct that holds the host, for the error message
 */
export function hostOf(consumer: Consumer, field: string, service: IService): string {
  const namespace = otherNamespaceOf(consumer, field, 'Service', service);
  return namespace === undefined ? service.name : `${service.name}.${namespace}.svc.cluster.local`;
}

/**
 * The namespace of what a construct names, where that is not the construct's own, in which a short name is looked up.
 *
 * @param kind what is named, for the error message, e.g. `Gateway`
 * @returns nothing if both live in one namespace
 */
export function otherNamespaceOf(consumer: Consumer, field: string, kind: string, target: IResource): string | undefined {
  if (target.namespace === consumer.namespace) { return undefined; }
  if (target.namespace === undefined) {
    throw invalid(consumer, field, {
      given: `${kind} ${target.name} without a namespace`,
      allowed: `a ${kind} with a namespace, as this construct lives in "${consumer.namespace}" and a short name would be looked up there`,
      todo: target.construct
        ? `set the namespace of the ${kind} or of its chart "${Chart.of(target.construct).node.path}"`
        : `give the namespace where the ${kind} is referred to`,
    });
  }
  return target.namespace;
}

/**
 * The port of a Service that a route goes to: the one that was asked for, or the only one there is.
 *
 * @returns nothing if no port was asked for and the ports are not known
 */
export function portOf(consumer: IConstruct, field: string, service: IService, port?: number): number | undefined {
  const ports = service.ports?.map(p => p.port) ?? [];
  if (ports.length === 0 || (port !== undefined && ports.includes(port))) { return port; }
  if (port === undefined && ports.length === 1) { return ports[0]; }
  throw invalid(consumer, field, {
    given: port,
    allowed: `a port of Service ${service.name}: ${ports.join(', ')}`,
    todo: port === undefined ? 'say which port, as the Service has several' : 'route to a port that the Service has, or add the port to the Service',
  });
}
