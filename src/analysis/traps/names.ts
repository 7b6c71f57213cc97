import { NearestName } from '../../manifests';

/** Names of things that there are. */
export class Names {
  private readonly all = new Set<string>();
  private index?: NearestName;

  public add(name: string): void {
    this.all.add(name);
  }

  /** The name that was most likely meant by one that is not there; nothing if it is there, or none is close. */
  public meantBy(name: string): string | undefined {
    if (this.all.has(name)) { return undefined; }
    this.index ??= new NearestName(this.all);
    return this.index.to(name);
  }
}
