import { ISTIO } from './routing';
import { Finding, fullHost, Json, Manifest, Manifests, record } from '../../manifests';
import { info, warning } from '../code';
import { list, records } from '../fields';
import { Mesh } from '../mesh';

const WEIGHTS_DRIFT = warning('CDI0201', 'WeightsDrift');
const NOT_HUNDRED = info('CDI0203', 'WeightsNotHundred');

const PROTOCOLS = ['http', 'tcp', 'tls'] as const;

/** A split of requests among subsets of one host, which is what a canary is. */
interface Split {
  readonly virtualService: Manifest;
  readonly protocol: string;
  readonly rule: number;
}

/** The splits of one host, in the mesh and behind gateways. */
interface Splits {
  readonly mesh: Split[];
  readonly gateways: Split[];
}

/** Weights of VirtualServices. */
export function * weights({ manifests }: Mesh): Generator<Finding> {
  const hosts = new Map<string, Splits>();
  for (const virtualService of manifests.ofKind(ISTIO, 'VirtualService')) {
    const spec = record(virtualService.object.spec);
    for (const protocol of PROTOCOLS) {
      const rules = list(spec[protocol]);
      for (let rule = 0; rule < rules.length; rule++) {
        const { route } = record(rules[rule]);
        if (!Array.isArray(route) || route.length < 2) { continue; }
        const total = totalOf(route);
        if (total === 0) { continue; }
        if (total !== 100) {
          yield NOT_HUNDRED.at(virtualService, ['spec', protocol, rule, 'route'],
            `the weights add to ${total}, not to 100, so the shares are ${described(route)}`,
            'give percentages, if those are not the shares that are meant');
        }
        const host = hostOf(route);
        if (host === undefined) { continue; }
        const name = fullHost(host, manifests.namespaceOf(virtualService), manifests.domain);
        let splits = hosts.get(name);
        if (!splits) { hosts.set(name, splits = { mesh: [], gateways: [] }); }
        splits[inMesh(spec.gateways) ? 'mesh' : 'gateways'].push({ virtualService, protocol, rule });
      }
    }
  }
  for (const { mesh, gateways } of hosts.values()) {
    if (mesh.length > 0 && gateways.length > 0) { yield * drifting(manifests, mesh, gateways); }
  }
}

function * drifting(manifests: Manifests, mesh: readonly Split[], gateways: readonly Split[]): Generator<Finding> {
  const shares = sharesOf(mesh[0]);
  if ([...mesh, ...gateways].every(split => sharesOf(split) === shares)) { return; }
  const first = new Map<string, Split>();
  for (const split of mesh) {
    const key = requestsOf(split);
    if (!first.has(key)) { first.set(key, split); }
  }
  for (const split of gateways) {
    const other = first.get(requestsOf(split));
    if (!other) { continue; }
    const [own, others] = [described(routeOf(split)), described(routeOf(other))];
    if (own === others) { continue; }
    yield WEIGHTS_DRIFT.at(split.virtualService, ['spec', split.protocol, split.rule, 'route'],
      `through the gateway the shares are ${own}, and in the mesh they are ${others} by VirtualService ${manifests.namespaceOf(other.virtualService)}/${other.virtualService.name}`,
      'give both the same weights, or bind one VirtualService with both hosts to the gateway and to mesh');
  }
}

/** What splits have in common that should be alike: the same requests go to the same subsets. */
function requestsOf(split: Split): string {
  const { match } = record(split.virtualService.object.spec)[split.protocol][split.rule];
  return [split.protocol, conditions(match), ...records(routeOf(split)).map(({ destination }) => destination.subset).sort()].join('\n');
}

/** Subsets and weights as they stand there: where they are the same, so are the shares. */
const sharesOf = (split: Split): string => records(routeOf(split)).map(({ destination, weight }) => `${destination.subset} ${weight}`).join('\n');

const routeOf = ({ virtualService, protocol, rule }: Split): Json[] => record(virtualService.object.spec)[protocol][rule].route;

function inMesh(gateways: unknown): boolean {
  return !Array.isArray(gateways) || gateways.length === 0 || gateways.includes('mesh');
}

/** The host of all destinations, if they are different subsets of one. */
function hostOf(route: readonly Json[]): string | undefined {
  const { host } = record(record(route[0]).destination);
  const subsets = new Set<unknown>();
  for (const share of route) {
    const destination = record(record(share).destination);
    if (destination.host !== host || destination.subset === undefined) { return undefined; }
    subsets.add(destination.subset);
  }
  return typeof host === 'string' && subsets.size === route.length ? host : undefined;
}

/** What a rule matches, without names and what depends on where it stands. */
function conditions(match: unknown): string {
  return JSON.stringify(records(match).map(({ name: _, gateways: __, port: ___, ...rest }) =>
    Object.entries(rest).sort(([a], [b]) => a < b ? -1 : 1)));
}

function totalOf(route: readonly Json[]): number {
  return route.reduce((sum, share) => sum + (record(share).weight ?? 0), 0);
}

/** Shares in percent, e.g. `90 % v1 and 10 % v2`. */
function described(route: readonly Json[]): string {
  const total = totalOf(route);
  const percentOf = (weight: number) => Math.round(weight / total * 1000) / 10;
  const destinations = records(route).map(({ destination, weight = 0 }) => ({ ...record(destination), percent: percentOf(weight) }));
  const oneHost = new Set(destinations.map(({ host }: Json) => host)).size === 1;
  return destinations
    .map(({ host, subset, percent }: Json) => ({ of: oneHost && subset ? subset : [host, subset].filter(Boolean).join(' '), percent }))
    .sort((a, b) => a.of < b.of ? -1 : 1)
    .map(({ of, percent }) => `${percent} % ${of}`)
    .join(' and ');
}
