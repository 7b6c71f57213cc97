import { EVERYWHERE, scopesOf } from './export-to';
import { fullHost, isTakenForGranted, Manifest, NearestName } from '../../manifests';
import { list, once, some, specOf } from '../fields';
import { HostMap } from './hosts';
import { Mesh } from '../mesh';

/** A host that requests can be sent to: a Service, or a host of a ServiceEntry. */
export interface Destination {
  readonly manifest: Manifest;
  /** Numbers of its ports; nothing if they are not known. */
  readonly ports?: readonly number[];
}

/** The scope of Services that are only taken to be there: all namespaces see them, and those that are given are named first. */
const GRANTED = '';

/** The hosts that there are, as seen from each namespace. */
export class Registry {
  /** The registry of a mesh. */
  public static readonly of = once(mesh => new Registry(mesh));

  /** By the namespace to which they are exported. */
  private readonly scopes = new Map<string, HostMap<Destination[]>>();
  private near?: NearestName;
  private readonly hints = new Map<string, string>();
  private services?: Map<string, string[]>;

  private constructor(private readonly mesh: Mesh) {
    const { manifests } = mesh;
    for (const manifest of manifests.ofKind('networking.istio.io', 'ServiceEntry')) {
      const { hosts, ports, exportTo } = specOf(manifest);
      const destination = { manifest, ports: this.numbers(manifest, ports, 'number') };
      for (const scope of scopesOf(list(exportTo), manifests.namespaceOf(manifest))) {
        for (const host of list(hosts)) { this.at(scope, manifest, host).push(destination); }
      }
    }
    for (const manifest of manifests.ofKind('', 'Service')) {
      const destination = { manifest, ports: this.numbers(manifest, specOf(manifest).ports, 'port') };
      const exportTo = manifest.annotations['networking.istio.io/exportTo'];
      const scopes = isTakenForGranted(manifest) ? [GRANTED] : scopesOf(exportTo ? exportTo.split(',').map(s => s.trim()) : [], manifests.namespaceOf(manifest));
      for (const scope of scopes) {
        const there = this.at(scope, manifest, manifest.name);
        // a Service hides ServiceEntries of its host
        if (there[0]?.manifest.kind !== 'Service') { there.splice(0, there.length, destination); }
      }
    }
  }

  /**
   * What a host means to an object of a namespace that is exported to `exportTo`. Several ServiceEntries may declare a host.
   * Nothing if there is no such host, or none that can be seen from there.
   */
  public find(
    host: string, namespace: string, exportTo: readonly string[], full = fullHost(host, namespace, this.mesh.manifests.domain),
  ): readonly Destination[] {
    const seen = this.scopes.get(EVERYWHERE)?.get(full) ?? this.scopes.get(GRANTED)?.get(full);
    if (seen) { return seen; }
    for (const scope of exportTo.length === 0 ? ['.'] : exportTo) {
      const found = this.scopes.get(scope === '.' ? namespace : scope)?.get(full);
      if (found) { return found; }
    }
    return [EVERYWHERE, namespace].flatMap(scope => [...this.scopes.get(scope)?.wider(host) ?? []].flat());
  }

  /** Something whose host a wildcard takes, as seen from a namespace. */
  public takenBy(wildcard: string, namespace: string): Destination | undefined {
    return [EVERYWHERE, namespace, GRANTED].flatMap(scope => this.scopes.get(scope)?.overlapping(wildcard) ?? [])[0];
  }

  /** What to do about a host that is not found. Many destinations name the same. */
  public hintFor(host: string, namespace: string): string {
    const key = `${namespace}/${host}`;
    let hint = this.hints.get(key);
    if (hint === undefined) { this.hints.set(key, hint = this.makeHint(host, namespace)); }
    return hint;
  }

  private makeHint(host: string, namespace: string): string {
    const { domain } = this.mesh.manifests;
    const full = fullHost(host, namespace, domain);
    const hidden = [...this.scopes.values()].map(hosts => hosts.get(full)?.[0].manifest).find(m => m !== undefined);
    if (hidden) { return `${hidden.kind} ${hidden.name} is exported to other namespaces only: correct what it is exported to`; }
    const [name, of] = host.split('.');
    const namespaces = this.servicesByName().get(name) ?? [];
    if (of !== undefined && namespaces.includes(of) && `${name}.${of}.svc.${domain}`.startsWith(`${host}.`)) {
      return `write ${name}.${of}.svc.${domain}: Istio takes a host with a dot as it stands`;
    }
    if (namespaces.length > 0 && full.endsWith(`.svc.${domain}`)) {
      return `Service ${name} is in namespace ${some(namespaces)}: write ${name}.${namespaces[0]}.svc.${domain}`;
    }
    this.near ??= new NearestName([...this.scopes.values()].flatMap(hosts => [...hosts.entries()].map(([there]) => there)));
    const nearest = this.near.to(full);
    const ending = `.${namespace}.svc.${domain}`;
    if (nearest) { return `write ${host === name && nearest.endsWith(ending) ? nearest.slice(0, -ending.length) : nearest}, which is there`; }
    return `correct the host, or add the ${full.endsWith(`.svc.${domain}`) ? 'Service' : 'ServiceEntry'} that it is to name`;
  }

  /** Namespaces with a Service of a name. */
  private servicesByName(): Map<string, string[]> {
    if (!this.services) {
      this.services = new Map();
      for (const service of this.mesh.manifests.ofKind('', 'Service')) {
        const namespace = this.mesh.manifests.namespaceOf(service);
        const others = this.services.get(service.name);
        if (others) { others.push(namespace); } else { this.services.set(service.name, [namespace]); }
      }
    }
    return this.services;
  }

  private at(scope: string, manifest: Manifest, host: string): Destination[] {
    const { manifests } = this.mesh;
    let hosts = this.scopes.get(scope);
    if (!hosts) { this.scopes.set(scope, hosts = new HostMap()); }
    return hosts.ensure(fullHost(host, manifests.namespaceOf(manifest), manifests.domain), () => []);
  }

  private numbers(manifest: Manifest, ports: unknown, field: string): number[] | undefined {
    return ports === undefined && this.mesh.manifests.isContext(manifest) ? undefined : list(ports).map(port => port[field]);
  }
}
