import { Field } from './field';
import { checkPortOrName } from './ports';
import { headerName } from '../forms';

type Json = any;

const OF_PROBES = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const OF_LIFECYCLE = ['exec', 'httpGet', 'tcpSocket', 'sleep'];

/** What a handler does, one of `kinds`; the pod has `grace` seconds to end. */
function checkHandler(handler: Field, kinds: readonly string[], grace: number): void {
  const [first, ...others] = kinds.filter(kind => handler.value[kind]);
  if (first === undefined) { return handler.required('must specify a handler type'); }
  const action = handler.get(first);
  switch (first) {
    case 'exec':
      if (!action.object.command?.length) { action.get('command').required(); }
      break;
    case 'httpGet':
      checkPortOrName(action.get('port'));
      action.find('scheme')?.isOneOf(['HTTP', 'HTTPS']);
      for (const header of action.items('httpHeaders')) { header.list.hasForm(headerName, header.object.name ?? ''); }
      break;
    case 'sleep': {
      const seconds = action.object.seconds ?? 0;
      if (seconds < 0 || seconds > grace) { action.invalid(`must be non-negative and less than terminationGracePeriodSeconds (${grace})`, seconds); }
      break;
    }
    default:
      checkPortOrName(action.get('port'));
  }
  for (const other of others) { handler.get(other).forbidden('may not specify more than 1 handler type'); }
}

const COUNTS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

export function checkProbes(container: Field, grace: number): void {
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = container.find(name);
    if (!probe) { continue; }
    checkHandler(probe, OF_PROBES, grace);
    for (const count of COUNTS) { probe.find(count)?.notNegative(); }
    const seconds = probe.get('terminationGracePeriodSeconds');
    if (seconds.value <= 0) { seconds.invalid('must be greater than 0'); }
    if (name === 'readinessProbe') {
      if (seconds.given) { seconds.invalid('must not be set for readinessProbes'); }
    } else if (probe.get('successThreshold').or(1) !== 1) {
      probe.get('successThreshold').invalid('must be 1');
    }
  }
}

export function checkLifecycle(container: Field, grace: number): void {
  for (const name of ['postStart', 'preStop']) {
    const handler = container.find('lifecycle')?.find(name);
    if (handler) { checkHandler(handler, OF_LIFECYCLE, grace); }
  }
}

/** Whether a container has a lifecycle: a signal to stop it is behind a feature gate, and the API server drops it. */
export function hasLifecycle({ lifecycle }: Json): boolean {
  return Boolean(lifecycle) && !(lifecycle.stopSignal && !lifecycle.postStart && !lifecycle.preStop);
}
