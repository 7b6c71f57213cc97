import { gatewaysOf, ISTIO, Share, sharesOf } from './routing';
import { Finding, Manifest, record } from '../../manifests';
import { info, warning } from '../code';
import { Mesh } from '../mesh';
import { records } from '../records';

const WEIGHTS_DRIFT = warning('CDI0201', 'WeightsDrift');
const NOT_HUNDRED = info('CDI0203', 'WeightsNotHundred');

/** A split of the requests for all paths of a host. */
interface Split {
  readonly virtualService: Manifest;
  readonly steps: readonly (string | number)[];
  readonly shares: readonly Share[];
}

/** Weights of VirtualServices. */
export function * weights({ manifests }: Mesh): Generator<Finding> {
  const inMesh = new Map<string, Split>();
  const behindGateways: [string, Split][] = [];
  for (const virtualService of manifests.ofKind(ISTIO, 'VirtualService')) {
    const spec = record(virtualService.object.spec);
    for (const protocol of ['http', 'tcp', 'tls']) {
      for (const [i, { match, route }] of records(spec[protocol]).entries()) {
        const shares = sharesOf(manifests, virtualService, route);
        if (shares.length < 2) { continue; }
        const steps = ['spec', protocol, i, 'route'];
        const total = shares.reduce((sum, { weight }) => sum + weight, 0);
        if (total !== 100 && total > 0) {
          yield NOT_HUNDRED.at(virtualService, steps, `the weights add to ${total}, not to 100, so the shares are ${described(shares)}`, 'give percentages, if those are not the shares that are meant');
        }
        if (total === 0 || !isOneHost(shares)) { continue; }
        const split = { virtualService, steps, shares };
        const key = [protocol, conditions(match), ...shares.map(({ host, subset }) => `${host} ${subset}`).sort()].join('\n');
        const gateways = gatewaysOf(manifests, virtualService);
        if (gateways.includes('mesh')) {
          if (!inMesh.has(key)) { inMesh.set(key, split); }
        } else {
          behindGateways.push([key, split]);
        }
      }
    }
  }
  for (const [key, split] of behindGateways) {
    const other = inMesh.get(key);
    if (!other || described(other.shares) === described(split.shares)) { continue; }
    yield WEIGHTS_DRIFT.at(split.virtualService, split.steps,
      `through the gateway the shares are ${described(split.shares)}, and in the mesh they are ${described(other.shares)} by VirtualService ${manifests.namespaceOf(other.virtualService)}/${other.virtualService.name}`,
      'give both the same weights, or bind one VirtualService with both hosts to the gateway and to mesh');
  }
}

/** A split among subsets of one host, which is what a canary is. */
function isOneHost(shares: readonly Share[]): boolean {
  return shares.every(({ host, subset }) => host === shares[0].host && subset !== undefined)
    && new Set(shares.map(s => s.subset)).size === shares.length;
}

/** What a rule matches, without names and what depends on where it stands. */
function conditions(match: unknown): string {
  return JSON.stringify(records(match).map(({ name: _, gateways: __, port: ___, ...rest }) =>
    Object.entries(rest).sort(([a], [b]) => a < b ? -1 : 1)));
}

/** Shares in percent, e.g. `90 % v1 and 10 % v2`. */
function described(shares: readonly Share[]): string {
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  const percent = (weight: number) => `${Math.round(weight / total * 1000) / 10} %`;
  return shares.map(({ host, subset, weight }) => ({ of: subset ?? host, weight })).sort((a, b) => a.of < b.of ? -1 : 1)
    .map(({ of, weight }) => `${percent(weight)} ${of}`)
    .join(' and ');
}
