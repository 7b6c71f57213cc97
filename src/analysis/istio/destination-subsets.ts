import { error } from '../code';
import { destinations, hostSteps } from './destinations';
import { list, once, some, specOf } from '../fields';
import { HostMap } from './hosts';
import { Finding, fullHost, nearest } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const NOT_FOUND = error('IST0101', 'ReferencedResourceNotFound');

const MOST_COMPARED = 50;
/** Of a few the reader is to choose: v1 is as near to v4 as v3. */
const FEW = 5;

/** The subsets of a host. */
interface Subsets {
  readonly names: Set<string>;
  /** Whether there may be others. */
  unknown: boolean;
}

/** The subsets that the DestinationRules of a mesh make of hosts. */
class HostSubsets {
  public static readonly of = once(mesh => new HostSubsets(mesh));

  private readonly hosts = new HostMap<Subsets>();
  /** Whether there are DestinationRules of which not even the host is known. */
  private readonly unknown: boolean;

  private constructor({ manifests }: Mesh) {
    let unknown = false;
    for (const rule of manifests.ofKind('networking.istio.io', 'DestinationRule')) {
      const { host, subsets } = specOf(rule);
      if (typeof host !== 'string') {
        unknown ||= manifests.isContext(rule);
        continue;
      }
      const there = this.hosts.ensure(fullHost(host, manifests.namespaceOf(rule), manifests.domain), () => ({ names: new Set(), unknown: false }));
      for (const { name } of list(subsets)) {
        if (name) { there.names.add(name); }
      }
      there.unknown ||= subsets === undefined && manifests.isContext(rule);
    }
    this.unknown = unknown;
  }

  /** Subsets of a host, also those of DestinationRules for a wildcard that takes it. */
  private named(host: string): readonly Subsets[] {
    const own = this.hosts.get(host);
    return own ? [own, ...this.hosts.wider(host)] : [...this.hosts.wider(host)];
  }

  /** Some of the names of a host's subsets: of thousands, none is looked for that was meant. */
  public some(host: string): string[] {
    const names: string[] = [];
    for (const subsets of this.named(host)) {
      for (const name of subsets.names) {
        if (names.push(name) === MOST_COMPARED) { return names; }
      }
    }
    return names;
  }

  public has(host: string, subset: string): boolean {
    return this.unknown || this.hosts.get(host)?.names.has(subset) || this.named(host).some(({ names, unknown }) => unknown || names.has(subset));
  }
}

/** Subsets that no DestinationRule makes. */
export const subsetRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const known = HostSubsets.of(mesh);
  for (const { virtualService, all } of destinations(mesh)) {
    for (const one of all) {
      const { destination: { host, subset }, full } = one;
      if (!subset || known.has(full, subset)) { continue; }
      const names = known.some(full);
      const meant = names.length > FEW ? nearest(subset, names) : undefined;
      yield NOT_FOUND.at(virtualService, hostSteps(one),
        `no DestinationRule makes subset ${subset} of ${one.field === 'route' ? 'host' : 'mirror host'} ${host}, so requests to it are answered with 503`,
        meant ? `write ${meant}, which is there`
          : names.length > 0 ? `give one of the subsets that are there (${some(names)}), or add ${subset} to the DestinationRule of ${host}`
            : `add a DestinationRule with host ${full} and subset ${subset}, or leave out the subset`);
    }
  }
};
