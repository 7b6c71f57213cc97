import { Code, error, warning } from '../code';
import { fullName, list, once, some, specOf } from '../fields';
import { Mesh } from '../mesh';
import { selectedBy } from './pod-labels';
import { Destination, Registry } from './registry';
import { Finding, isSelected, isTakenForGranted, Json, Manifest, record } from '../../manifests';
import { Rule } from '../rule';

const NOT_VERIFIED = warning('IST0128', 'NoServerCertificateVerificationDestinationLevel');
const NOT_VERIFIED_AT_PORT = warning('IST0129', 'NoServerCertificateVerificationPortLevel');
const SUBSET_WITHOUT_PODS = error('IST0173', 'DestinationRuleSubsetNotSelectPods');
const UNKNOWN_HOST = warning('IST0174', 'UnknownDestinationRuleHost');

/** TLS to servers of whose certificates it is not said who must have signed them. */
export const serverCertificateRules: Rule = function * ({ manifests }: Mesh): Generator<Finding> {
  for (const rule of manifests.ofKind('networking.istio.io', 'DestinationRule')) {
    const { host, trafficPolicy, workloadSelector } = specOf(rule);
    const at = (code: Code, tls: Json, steps: readonly (string | number)[], where: string) => code.at(rule, [...steps, 'caCertificates'],
      `TLS${host === undefined ? '' : ` to ${host}`}${where} is ${tls.mode} without caCertificates, so all CAs of the proxy's system are trusted, and in older versions of Istio whoever answers`,
      'give caCertificates, e.g. the path of the system\'s certificates, or a credentialName together with a workloadSelector');
    const bare = (tls: Json) => ['SIMPLE', 'MUTUAL'].includes(tls?.mode) && !tls.caCertificates && !(tls.credentialName && workloadSelector);
    const { tls, portLevelSettings } = record(trafficPolicy);
    if (bare(tls)) { yield at(NOT_VERIFIED, tls, ['spec', 'trafficPolicy', 'tls'], ''); }
    for (const [i, settings] of list(portLevelSettings).entries()) {
      if (bare(settings.tls)) {
        yield at(NOT_VERIFIED_AT_PORT, settings.tls, ['spec', 'trafficPolicy', 'portLevelSettings', i, 'tls'], ` at port ${record(settings.port).number ?? 0}`);
      }
    }
  }
};

/** DestinationRules for hosts that are not there, and subsets without pods. */
export const subsetPodRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const registry = Registry.of(mesh);
  const subsets = new SubsetPods(mesh);
  for (const rule of manifests.ofKind('networking.istio.io', 'DestinationRule')) {
    const spec = specOf(rule);
    if (typeof spec.host !== 'string') { continue; }
    const namespace = manifests.namespaceOf(rule);
    const found = registry.find(spec.host, namespace, list(spec.exportTo));
    if (found.length === 0) {
      yield unknownHost(mesh, rule, spec.host);
      continue;
    }
    for (const [i, { name, labels }] of list(spec.subsets).entries()) {
      if (found.some(destination => subsets.selects(destination, record(labels)))) { continue; }
      yield SUBSET_WITHOUT_PODS.at(rule, ['spec', 'subsets', i],
        `subset ${name ?? 'without a name'} of ${spec.host} has no pods: none has the labels ${Object.entries(record(labels)).map(([k, v]) => `${k}=${v}`).join()}, `
        + 'so requests to it are answered with 503', `correct the labels${labelsThere(mesh, found, Object.keys(record(labels)))}, or add a workload whose pods have them`);
    }
  }
};

/** To proxies a wildcard is for all hosts that end so. Istio's analysis asks for one that is declared as it stands, also where there are such hosts. */
function unknownHost(mesh: Mesh, rule: Manifest, host: string): Finding {
  const namespace = mesh.manifests.namespaceOf(rule);
  const registry = Registry.of(mesh);
  const taken = host.startsWith('*') ? registry.takenBy(host, namespace)?.manifest : undefined;
  const example = taken && !isTakenForGranted(taken) ? `, such as that of ${taken.kind} ${fullName(mesh, taken)}` : '';
  return taken
    ? UNKNOWN_HOST.at(rule, ['spec', 'host'],
      `no ServiceEntry declares the host ${host}, so istioctl takes it for unknown; proxies apply the rule to all hosts that it takes${example}`,
      'leave it if it is meant for all of them, and suppress this with the annotation galley.istio.io/analyze-suppress: IST0174; otherwise name the one host')
    : UNKNOWN_HOST.at(rule, ['spec', 'host'],
      `host ${host} is not there: no Service or ServiceEntry that namespace ${namespace} sees has it, so the rule is for no traffic`, registry.hintFor(host, namespace));
}

/** What the pods of a host have for labels of some keys. */
function labelsThere({ manifests }: Mesh, destinations: readonly Destination[], keys: readonly string[]): string {
  const selectors = destinations.map(({ manifest }) => ({ manifest, matchLabels: record(specOf(manifest).selector) }))
    .filter(({ manifest, matchLabels }) => manifest.kind === 'Service' && Object.keys(matchLabels).length > 0);
  const there = new Set(selectors
    .flatMap(({ manifest, matchLabels }) => manifests.podsSelected({ matchLabels }, manifests.namespaceOf(manifest)))
    .flatMap(({ labels }) => keys.filter(key => key in labels).map(key => `${key}=${labels[key]}`)));
  return there.size > 0 ? ` (its pods have ${some([...there])})` : '';
}

/** Which subsets have something behind them; the same labels are looked for once. */
class SubsetPods {
  private readonly known = new Map<string, boolean>();

  constructor(private readonly mesh: Mesh) {}

  public selects({ manifest }: Destination, labels: { readonly [key: string]: string }): boolean {
    const spec = specOf(manifest);
    if (isTakenForGranted(manifest)) { return true; }
    if (this.mesh.manifests.isContext(manifest) && spec.selector === undefined && spec.workloadSelector === undefined) { return true; }
    // an address that a ServiceEntry lists is what a pod is elsewhere
    if (list(spec.endpoints).some(endpoint => isSelected(record(endpoint.labels), { matchLabels: labels }))) { return true; }
    const wanted = { ...record(record(spec.workloadSelector).labels), ...labels };
    const key = JSON.stringify(Object.entries(wanted).sort());
    let there = this.known.get(key);
    if (there === undefined) {
      there = selectedBy(this.mesh, wanted).length > 0 || workloadEntries(this.mesh).some(entry => isSelected(entry, { matchLabels: wanted }));
      this.known.set(key, there);
    }
    return there;
  }
}

/** Labels of machines that are no pods, each once. */
const workloadEntries = once(({ manifests }) => {
  const labels = (manifest: Manifest, at: Json) => ({ ...record(record(at).labels), ...manifest.labels });
  const all = [
    ...manifests.ofKind('networking.istio.io', 'WorkloadEntry').map(entry => labels(entry, entry.object.spec)),
    ...manifests.ofKind('networking.istio.io', 'WorkloadGroup').map(group => record(record(specOf(group).metadata).labels)),
  ];
  return [...new Map(all.map(one => [JSON.stringify(one), one])).values()];
});
