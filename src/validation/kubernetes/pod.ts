import { same, withDefaults } from './defaults';
import { Field } from './field';
import { checkPodSpec } from './pod-spec';

type Json = any;

export function checkPod(pod: Field, old?: Json): void {
  const spec = pod.get('spec');
  checkPodSpec(spec, pod.object.metadata?.name ?? '');
  const { serviceAccountName, serviceAccount, ephemeralContainers, nodeName, schedulingGates } = spec.object;
  for (const list of ['containers', 'initContainers']) {
    for (const container of spec.items(list)) {
      const image = container.get('image');
      if (image.or('').trim() !== image.or('')) { image.invalid('must not have leading or trailing whitespace'); }
    }
  }
  if (!serviceAccountName && !serviceAccount) {
    for (const volume of spec.items('volumes')) {
      for (const source of volume.get('projected').items('sources')) {
        if (source.get('serviceAccountToken').given) { source.get('serviceAccountToken').forbidden('must not be specified when serviceAccountName is not set'); }
      }
    }
  }
  for (const volume of spec.items('volumes')) {
    const image = volume.get('image');
    if (image.given && !image.object.reference) { image.get('reference').required(); }
  }
  if (old) { return; }
  if (ephemeralContainers?.length) { spec.get('ephemeralContainers').forbidden('cannot be set on create'); }
  if (nodeName && schedulingGates?.length) { spec.get('nodeName').forbidden('cannot be set until all schedulingGates have been cleared'); }
}

/** Nearly nothing of a pod may change. */
export function updatePod(pod: Field, old: Json): void {
  const fixed = ({ spec }: Json) => {
    const { activeDeadlineSeconds: _, tolerations: __, schedulingGates: ___, ...rest } = spec ?? {};
    const containers = (list: Json[]) => list?.map(container => ({ ...container, image: undefined, imagePullPolicy: container?.imagePullPolicy ?? '' }));
    return withDefaults({ ...rest, containers: containers(rest.containers), initContainers: containers(rest.initContainers) }, 'spec');
  };
  const spec = pod.get('spec');
  const { activeDeadlineSeconds, tolerations = [], schedulingGates = [] } = old.spec ?? {};
  const deadline = spec.get('activeDeadlineSeconds');
  if (activeDeadlineSeconds !== undefined && !deadline.given) { deadline.invalid('must not update from a positive integer to nil value'); }
  if (deadline.value > activeDeadlineSeconds) { deadline.invalid('must be less than or equal to previous value'); }
  const plain = (toleration: Json) => ({ ...toleration, tolerationSeconds: undefined });
  const now = spec.items('tolerations').map(toleration => plain(toleration.value));
  if (!tolerations.every((toleration: Json) => now.some(other => same(other, plain(toleration))))) {
    spec.get('tolerations').forbidden('existing toleration can not be modified except its tolerationSeconds');
  }
  for (const gate of spec.items('schedulingGates')) {
    const name = gate.get('name');
    if (!schedulingGates.some((before: Json) => before?.name === name.value)) {
      name.forbidden(`only deletion is allowed, but found new scheduling gate '${name.or('')}'`);
    }
  }
  if (same(fixed(pod.value), fixed(old))) { return; }
  pod.get('spec').forbidden('pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,'
    + '`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)');
}
