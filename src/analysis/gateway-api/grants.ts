import { REFERENCE_NOT_PERMITTED } from './codes';
import { GATEWAY_API, nameOf, ObjectReference } from './kinds';
import { Manifest, Manifests, record } from '../../manifests';
import { orElsewhere } from '../elsewhere';
import { records } from '../fields';

/** What one ReferenceGrant permits: kinds with their groups, and `*` for any name. */
interface Permit {
  readonly from: string;
  readonly fromNamespace: string;
  readonly to: string;
  readonly name: string;
  readonly toNamespace: string;
}

/** The ReferenceGrants: what may refer to what in another namespace. */
export class Grants {
  private readonly granted = new Set<string>();
  private nearly?: Map<string, { readonly grant: Manifest; readonly permit: Permit }>;

  constructor(private readonly manifests: Manifests) {
    for (const [, permit] of this.permits()) { this.granted.add(key(permit)); }
  }

  /** Whether an object may refer to another: in its own namespace it may. */
  public permit(source: Manifest, target: ObjectReference): boolean {
    const wanted = this.wanted(source, target);
    return wanted.fromNamespace === wanted.toNamespace || [wanted.name, '*'].some(name => this.granted.has(key({ ...wanted, name })));
  }

  /** What is wrong with a grant that differs in one thing from the one that is missing, or how to add that. */
  public hintFor(source: Manifest, target: ObjectReference): string {
    const wanted = this.wanted(source, target);
    const { fromNamespace, toNamespace } = wanted;
    const nearly = this.nearly ??= this.nearlyGranted();
    for (const but of ['toNamespace', 'fromNamespace', 'from', 'to'] as const) {
      const found = [wanted.name, '*'].map(name => nearly.get(key({ ...wanted, name }, but))).find(near => near !== undefined);
      if (!found) { continue; }
      const { grant, permit } = found;
      const title = nameOf('ReferenceGrant', this.manifests.namespaceOf(grant), grant.name);
      switch (but) {
        case 'toNamespace': return `${title} would permit it in namespace ${toNamespace}, that of the object referred to: put it there`;
        case 'fromNamespace': return `${title} permits it from namespace ${permit.fromNamespace}: write namespace: ${fromNamespace} in its from`;
        case 'from': return `${title} permits it from ${differing(permit.from, wanted.from)}: write ${differing(wanted.from, permit.from)} in its from`;
        case 'to': return permit.to === wanted.to
          ? `${title} permits references to name: ${permit.name}: write name: ${wanted.name} in its to`
          : `${title} permits references to ${differing(permit.to, wanted.to)}: write ${differing(wanted.to, permit.to)} in its to`;
      }
    }
    return orElsewhere(`add a ReferenceGrant to ${toNamespace} from ${source.kind} of ${fromNamespace} to ${target.kind}`,
      'ReferenceGrant', REFERENCE_NOT_PERMITTED, this.manifests, source);
  }

  private wanted(source: Manifest, { group = '', kind, name = '', namespace }: ObjectReference): Permit {
    const fromNamespace = this.manifests.namespaceOf(source);
    return { from: `${source.group}/${source.kind}`, fromNamespace, to: `${group}/${kind}`, name, toNamespace: namespace ?? fromNamespace };
  }

  private * permits(): Generator<[Manifest, Permit]> {
    for (const grant of this.manifests.ofKind(GATEWAY_API, 'ReferenceGrant')) {
      const { from, to } = record(grant.object.spec);
      const toNamespace = this.manifests.namespaceOf(grant);
      for (const { group = '', kind, namespace } of records(from)) {
        if (kind === undefined || namespace === undefined) { continue; }
        for (const target of records(to).filter(it => it.kind !== undefined)) {
          yield [grant, { from: `${group}/${kind}`, fromNamespace: namespace, to: `${target.group ?? ''}/${target.kind}`, name: target.name ?? '*', toNamespace }];
        }
      }
    }
  }

  /** Grants by all that they permit but one thing. */
  private nearlyGranted() {
    const nearly: NonNullable<Grants['nearly']> = new Map();
    for (const [grant, permit] of this.permits()) {
      for (const but of ['toNamespace', 'fromNamespace', 'from', 'to'] as const) {
        const text = key(permit, but);
        if (!nearly.has(text)) { nearly.set(text, { grant, permit }); }
      }
    }
    return nearly;
  }
}

/** One text for all that a permit says, without one thing: the name goes with the kind. */
function key({ from, fromNamespace, to, name, toNamespace }: Permit, but?: keyof Permit): string {
  return JSON.stringify([
    but ?? '', but === 'from' ? '' : from, but === 'fromNamespace' ? '' : fromNamespace, ...but === 'to' ? [] : [to, name], but === 'toNamespace' ? '' : toNamespace,
  ]);
}

/** What one kind with its group, e.g. `apps/Deployment`, has other than another. */
function differing(one: string, other: string): string {
  const [[group, kind], [otherGroup, otherKind]] = [one.split('/'), other.split('/')];
  return [...kind === otherKind ? [] : [`kind: ${kind}`], ...group === otherGroup ? [] : [`group: ${group || '""'}`]].join(', ');
}
