import { Manifest, record } from './manifest';
import { Manifests } from './manifests';
import { Json } from './yaml';

/** Labels by which Flagger tells the pods of the primary from those of the canary; it takes the first that the workload selects by. */
const LABELS = ['app', 'name', 'app.kubernetes.io/name'];

/**
 * What Flagger makes of its Canaries: Services of which ports and pods are not known, a VirtualService with routes that
 * change, and the primary, a copy of the workload.
 */
export function impliedByFlagger(manifests: Manifests): Manifest[] {
  return manifests.ofKind('flagger.app', 'Canary').flatMap(canary => {
    const { service, targetRef } = record(canary.object.spec);
    const { kind = 'Deployment', name: target } = record(targetRef);
    const name = record(service).name ?? target;
    if (typeof name !== 'string') { return []; }
    const namespace = manifests.namespaceOf(canary);
    const make = (apiVersion: string, of: string, named: string, more: Json) =>
      new Manifest({ apiVersion, kind: of, metadata: { name: named, namespace }, ...more }, canary.origin);
    const workload = typeof target === 'string' ? manifests.find('apps', kind, target, namespace) : undefined;
    return [
      ...[name, `${name}-primary`, `${name}-canary`].map(one => make('v1', 'Service', one, { spec: {} })),
      make('networking.istio.io/v1', 'VirtualService', name, {}),
      ...workload ? [make(workload.apiVersion, workload.kind, `${target}-primary`, { spec: primaryOf(record(workload.object.spec)) })] : [],
    ];
  });
}

/** A workload whose pods have another label. */
function primaryOf(spec: Json): Json {
  const matchLabels = record(record(spec.selector).matchLabels);
  const template = record(spec.template);
  const metadata = record(template.metadata);
  const label = LABELS.find(key => typeof matchLabels[key] === 'string');
  const own = label === undefined ? {} : { [label]: `${matchLabels[label]}-primary` };
  return {
    ...spec,
    selector: { ...record(spec.selector), matchLabels: { ...matchLabels, ...own } },
    template: { ...template, metadata: { ...metadata, labels: { ...record(metadata.labels), ...own } } },
  };
}
