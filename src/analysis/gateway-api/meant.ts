import { Manifests, NearestName } from '../../manifests';

/** Names of the objects of a kind, among which is the one that was meant by a reference to none of them. */
export class Meant {
  /** The first namespace that has a name. */
  private namespaces?: Map<string, string>;
  private names?: NearestName;

  constructor(private readonly manifests: Manifests, private readonly group: string, private readonly kind: string) {}

  /** What to write to name one that is there; nothing if none is close. */
  public hintFor(namespace: string, name: string): string | undefined {
    this.namespaces ??= new Map([...this.manifests.ofKind(this.group, this.kind)].reverse().map(m => [m.name, this.manifests.namespaceOf(m)]));
    const other = this.namespaces.get(name);
    if (other !== undefined) { return `${this.kind} ${other}/${name} is there: give namespace: ${other}`; }
    this.names ??= new NearestName(this.manifests.ofKind(this.group, this.kind).map(m => `${this.manifests.namespaceOf(m)}/${m.name}`));
    const near = this.names.to(`${namespace}/${name}`);
    if (near === undefined) { return undefined; }
    const [of, meant] = near.split('/');
    return `write ${meant}${of === namespace ? '' : `, with namespace: ${of}`}, which is there`;
  }
}
