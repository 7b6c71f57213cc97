import { Json, Pods } from '../../manifests';
import { records } from '../fields';

/** The number of the port of pods that a Service's `targetPort` means; nothing if that is not known. */
export function targetNumber(targetPort: Json, pods: Pods | undefined): number | undefined {
  if (typeof targetPort === 'number') { return targetPort; }
  return portsOf(pods).find(({ name }) => name === targetPort)?.containerPort;
}

/** The ports of all containers. */
export function portsOf(pods: Pods | undefined): readonly Json[] {
  const spec = pods?.spec ?? {};
  return [...records(spec.containers), ...records(spec.initContainers)].flatMap(({ ports }) => records(ports));
}
