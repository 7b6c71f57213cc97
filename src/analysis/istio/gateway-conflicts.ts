import { error } from '../code';
import { fullName, list, once, specOf } from '../fields';
import { podsOfGateway, podsText, selectorOf, selectorText } from './gateway-pods';
import { Finding, isSelected, Json, Manifest, Pods } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const CONFLICT = error('IST0145', 'ConflictingGateways');

type Labels = { readonly [key: string]: string };

/** Of more it is not asked how many there are. */
const MOST_NAMED = 5;

/** Gateways with a host at a port of the same pods: proxies take one server with TLS for it, and mix the routes of those without. */
export const gatewayConflictRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const gateways = manifests.ofKind('networking.istio.io', 'Gateway');
  const listeners = new Map<string, Map<string, Set<Manifest>>>();
  for (const gateway of gateways) {
    const selector = selectorOf(mesh, gateway);
    if (!selector) { continue; }
    for (const server of list(specOf(gateway).servers)) {
      for (const host of list(server.hosts)) {
        const key = listenerKey(server, host);
        let bySelector = listeners.get(key);
        if (!bySelector) { listeners.set(key, bySelector = new Map()); }
        const others = bySelector.get(selectorText(selector));
        if (others) { others.add(gateway); } else { bySelector.set(selectorText(selector), new Set([gateway])); }
      }
    }
  }
  for (const gateway of gateways) {
    const selector = selectorOf(mesh, gateway);
    if (!selector) { continue; }
    const selectors = [selectorText(selector), ...overlaps(mesh).get(selectorText(selector)) ?? []];
    for (const [i, server] of list(specOf(gateway).servers).entries()) {
      for (const [j, host] of list(server.hosts).entries()) {
        const rivals = firstOther(gateway, listeners.get(listenerKey(server, host))!, selectors);
        if (rivals.length === 0) { continue; }
        yield CONFLICT.at(gateway, ['spec', 'servers', i, 'hosts', j],
          `host ${host} at port ${portOf(server)} is also that of Gateway ${named(mesh, rivals)} with the same pods (${podsText(selector)}), `
          + (server.tls ? 'and proxies take the oldest only' : 'and its requests get the routes of all of them, mixed'),
          'leave the host to one Gateway, or let them select other pods');
        break;
      }
    }
  }
};

function named(mesh: Mesh, gateways: readonly Manifest[]): string {
  return gateways.slice(0, MOST_NAMED).map(gateway => fullName(mesh, gateway)).join(', ') + (gateways.length > MOST_NAMED ? ' and others' : '');
}

const portOf = (server: Json): number => server.port?.number ?? 0;

const listenerKey = (server: Json, host: string): string => `${portOf(server)} ${server.bind ?? ''} ${host}`;

function firstOther(gateway: Manifest, bySelector: Map<string, Set<Manifest>>, selectors: readonly string[]): Manifest[] {
  const others: Manifest[] = [];
  for (const selector of selectors) {
    for (const other of bySelector.get(selector) ?? []) {
      if (other !== gateway) { others.push(other); }
      if (others.length > MOST_NAMED) { return others; }
    }
  }
  return others;
}

/** Selectors of Gateways, each with those that select some of its pods by more labels or by fewer. */
const overlaps = once(mesh => {
  const selectors = new Map<string, Labels>();
  for (const gateway of mesh.manifests.ofKind('networking.istio.io', 'Gateway')) {
    const selector = selectorOf(mesh, gateway);
    if (selector) { selectors.set(selectorText(selector), selector); }
  }
  const byPods = new Map<Pods, [string, Labels][]>();
  const found = new Map<string, Set<string>>();
  const note = (one: string, other: string) => {
    const others = found.get(one);
    if (others) { others.add(other); } else { found.set(one, new Set([other])); }
  };
  for (const [text, selector] of selectors) {
    for (const pods of podsOfGateway(mesh, selector)) {
      const others = byPods.get(pods);
      for (const [otherText, other] of others ?? []) {
        if (isSelected(selector, { matchLabels: other }) || isSelected(other, { matchLabels: selector })) {
          note(text, otherText);
          note(otherText, text);
        }
      }
      if (others) { others.push([text, selector]); } else { byPods.set(pods, [[text, selector]]); }
    }
  }
  return found;
});
