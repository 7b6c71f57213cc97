import { info, warning } from '../code';
import { DATAPLANE_MODE, injectsByDefault, INJECTION, REVISION } from './injection';
import { Finding } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const NOT_INJECTED = info('IST0102', 'NamespaceNotInjected');
const SEVERAL_LABELS = warning('IST0123', 'NamespaceMultipleInjectionLabels');
const BY_DEFAULT = info('IST0148', 'NamespaceInjectionEnabledByDefault');

function* injectionLabels(mesh: Mesh): Generator<Finding> {
  for (const namespace of mesh.manifests.ofKind('', 'Namespace')) {
    const { name, labels } = namespace;
    if (name === 'istio-system') { continue; }
    const injection = labels[INJECTION];
    const asks = injection === undefined || injection === 'enabled' ? [INJECTION, REVISION, DATAPLANE_MODE] : [INJECTION];
    const set = asks.filter(label => labels[label] !== undefined);
    if (set.length > 1) {
      yield SEVERAL_LABELS.at(namespace, ['metadata', 'labels'],
        `namespace ${name} has ${set.map(label => `${label}: ${labels[label]}`).join(' and ')}, and only one of them takes effect`,
        `keep one: ${INJECTION} or ${REVISION} for sidecars, ${DATAPLANE_MODE} for ambient mode`);
    }
    if (labels[DATAPLANE_MODE] === 'ambient' || injection || labels[REVISION] !== undefined) { continue; }
    if (injectsByDefault(mesh)) {
      yield BY_DEFAULT.at(namespace, ['metadata', 'name'],
        `namespace ${name} has no label for injection, and its pods get sidecars, as Istio is installed with enableNamespacesByDefault`,
        `label it ${INJECTION}: enabled to say so, or ${INJECTION}: disabled to keep sidecars out`);
    } else {
      yield NOT_INJECTED.at(namespace, ['metadata', 'name'],
        `namespace ${name} has no label for injection, so its pods get no sidecars and routes, mTLS and policies do not reach them`,
        `label it ${INJECTION}: enabled (or ${REVISION}: REVISION), or ${INJECTION}: disabled to say that this is meant`);
    }
  }
}

export const NAMESPACE_RULES: readonly Rule[] = [injectionLabels];
