import { error } from '../code';
import { fullName, list, MOST_OTHERS, once, specOf } from '../fields';
import { podsOfGateway, selectorOf, selectorText } from './gateway-pods';
import { gatewayNamed, MESH } from './gateway-references';
import { Finding, isSelected, Manifest, Pods, record } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const NO_AUTHENTICATION = error('IST0149', 'JwtClaimBasedRoutingWithoutRequestAuthN');

const HEADERS = ['headers', 'withoutHeaders'] as const;
const CLAIM = /^@request\.auth\.claims(?:\..+|\[.+\])$/i;

/** Routes by claims of a JWT, which a gateway knows only if a RequestAuthentication makes it look at the JWT. */
export const jwtClaimRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const without = new Map<string, readonly Pods[]>();
  for (const virtualService of manifests.ofKind('networking.istio.io', 'VirtualService')) {
    const claim = claimOf(virtualService);
    if (!claim) { continue; }
    const references = list(specOf(virtualService).gateways).filter(name => name !== MESH);
    for (const gateway of new Set(references.map(name => gatewayNamed(mesh, name, manifests.namespaceOf(virtualService))))) {
      const selector = gateway && selectorOf(mesh, gateway);
      if (!selector) { continue; }
      const key = selectorText(selector);
      let pods = without.get(key);
      if (!pods) { without.set(key, pods = firstOfEachName(podsOfGateway(mesh, selector).filter(p => !isAuthenticated(mesh, p)))); }
      for (const { workload } of pods) {
        yield NO_AUTHENTICATION.at(virtualService, claim.steps,
          `it routes by ${claim.header}, but no RequestAuthentication is in force for ${workload.kind} ${manifests.namespaceOf(workload)}/${workload.name} `
          + `of gateway ${fullName(mesh, gateway)}, so the match never comes to pass there`,
          `add a RequestAuthentication in namespace ${manifests.namespaceOf(workload)} that selects the pods of the gateway`);
      }
    }
  }
};

function claimOf(virtualService: Manifest): { readonly header: string; readonly steps: readonly (string | number)[] } | undefined {
  const http = list(specOf(virtualService).http);
  for (let i = 0; i < http.length; i++) {
    const matches = list(http[i].match);
    for (let j = 0; j < matches.length; j++) {
      for (const field of HEADERS) {
        for (const header in matches[j][field]) {
          if (CLAIM.test(header)) { return { header, steps: ['spec', 'http', i, 'match', j, field, header] }; }
        }
      }
    }
  }
  return undefined;
}

/** Istio tells pods of one name from each other no more than this. */
function firstOfEachName(pods: readonly Pods[]): Pods[] {
  const names = new Map<string, Pods>();
  for (const pod of pods) {
    if (!names.has(pod.workload.name)) { names.set(pod.workload.name, pod); }
  }
  return [...names.values()].slice(0, MOST_OTHERS);
}

const authentications = once(({ manifests }) => {
  const byNamespace = new Map<string, { [key: string]: string }[]>();
  for (const authentication of manifests.ofKind('security.istio.io', 'RequestAuthentication')) {
    const namespace = manifests.namespaceOf(authentication);
    const selector = record(record(specOf(authentication).selector).matchLabels);
    const others = byNamespace.get(namespace);
    if (others) { others.push(selector); } else { byNamespace.set(namespace, [selector]); }
  }
  return byNamespace;
});

function isAuthenticated(mesh: Mesh, { workload, labels }: Pods): boolean {
  const known = authentications(mesh);
  return [mesh.rootNamespace, mesh.manifests.namespaceOf(workload)]
    .some(namespace => known.get(namespace)?.some(matchLabels => isSelected(labels, { matchLabels })));
}
