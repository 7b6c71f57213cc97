import { GATEWAY_API, ObjectReference } from './kinds';
import { Manifest, Manifests, record } from '../../manifests';
import { records } from '../fields';

/** The ReferenceGrants: what may refer to what in another namespace. */
export class Grants {
  private readonly granted = new Set<string>();

  constructor(private readonly manifests: Manifests) {
    for (const grant of manifests.ofKind(GATEWAY_API, 'ReferenceGrant')) {
      const { from, to } = record(grant.object.spec);
      for (const { group, kind, namespace } of records(from)) {
        for (const target of records(to)) {
          this.granted.add(key(`${group ?? ''}/${kind}`, namespace, target, manifests.namespaceOf(grant), target.name ?? '*'));
        }
      }
    }
  }

  /** Whether an object may refer to another: in its own namespace it may. */
  public permit(source: Manifest, target: ObjectReference): boolean {
    const own = this.manifests.namespaceOf(source);
    const { namespace = own, name = '' } = target;
    return namespace === own
      || [name, '*'].some(granted => this.granted.has(key(`${source.group}/${source.kind}`, own, target, namespace, granted)));
  }
}

function key(from: string, namespace: string, { group = '', kind }: ObjectReference, targetNamespace: string, name: string): string {
  return [from, namespace, group, kind, targetNamespace, name].join(' ');
}
