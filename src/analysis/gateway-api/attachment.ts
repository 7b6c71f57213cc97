import { accepting, hostnamesOf, NO_MATCHING_LISTENER, ParentReference } from './accepting';
import { PARENT_NOT_FOUND } from './codes';
import { intersect } from './hostnames';
import { byPrecedence, GATEWAY_API, nameOf, ROUTES } from './kinds';
import { Listener, listenersOf } from './listeners';
import { Meant } from './meant';
import { Finding, Manifest, Manifests, record } from '../../manifests';
import { info, warning } from '../code';
import { orElsewhere } from '../elsewhere';
import { records } from '../fields';
import { Mesh } from '../mesh';

const LISTENER_TAKEN = warning('GWA0106', 'ListenerTakesOneRoute');
const HOSTNAME_NOT_SERVED = info('GWA0107', 'HostnameNotServed');
const NO_PARENT = info('GWA0108', 'RouteWithoutParent');

/** Kinds that routes may attach to, with the API group of each. Others belong to other controllers. */
const PARENTS = new Map([['Gateway', GATEWAY_API], ['ListenerSet', GATEWAY_API], ['Service', ''], ['ServiceEntry', 'networking.istio.io']]);
/** Of these routes a listener takes one. */
const SINGLE = new Set(['TCPRoute', 'UDPRoute']);

/** Whether each route is taken by what it wants to attach to. */
export function * attachments({ manifests }: Mesh): Generator<Finding> {
  const all = new Attachments(manifests);
  for (const kind of ROUTES) {
    for (const route of manifests.ofKind(GATEWAY_API, kind)) { yield * all.ofRoute(route); }
  }
  yield * all.takenTwice();
}

class Attachments {
  private readonly listeners = new Map<Manifest, readonly Listener[]>();
  private readonly parents = new Map<string, Meant>();
  private readonly taken = new Map<Listener, Set<Manifest>>();

  constructor(private readonly manifests: Manifests) {}

  public * ofRoute(route: Manifest): Generator<Finding> {
    const refs: readonly ParentReference[] = records(record(route.object.spec).parentRefs);
    if (refs.length === 0) {
      yield NO_PARENT.at(route, ['spec'], `the ${route.kind} names no parent, so no request comes to it`, 'name a Gateway, or a Service for the mesh, in parentRefs');
      return;
    }
    const accepted: Listener[] = [];
    let known = true;
    for (const [i, ref] of refs.entries()) {
      const listeners = yield * this.ofReference(route, ref, i);
      if (listeners) { accepted.push(...listeners); } else { known = false; }
    }
    if (!known) { return; }
    for (const [i, hostname] of hostnamesOf(route).entries()) {
      if (accepted.some(listener => intersect(hostname, listener.hostname))) { continue; }
      yield HOSTNAME_NOT_SERVED.at(route, ['spec', 'hostnames', i], `no listener that the ${route.kind} attaches to takes ${hostname}, so requests for it do not come here`,
        'drop the hostname, or attach to a listener that takes it');
    }
  }

  /** The first route of a listener is the one that counts. */
  public * takenTwice(): Generator<Finding> {
    for (const [{ name, owner }, routes] of this.taken) {
      const [first, ...others] = [...routes].sort(byPrecedence(route => route, route => this.manifests.namespaceOf(route)));
      for (const route of others) {
        yield LISTENER_TAKEN.at(route, ['spec', 'parentRefs'],
          `listener ${name} of ${this.nameOf(owner)} takes one ${route.kind}, and ${this.manifests.namespaceOf(first)}/${first.name} is attached to it, too`,
          'give each route a listener of its own and name it by sectionName');
      }
    }
  }

  /** @returns the listeners that take the route; nothing if there are none, or none are known */
  private * ofReference(route: Manifest, ref: ParentReference, i: number): Generator<Finding, readonly Listener[] | undefined> {
    const { group, kind = '', name, namespace = this.manifests.namespaceOf(route) } = ref;
    if (name === undefined || group === undefined || PARENTS.get(kind) !== group) { return undefined; }
    const steps = ['spec', 'parentRefs', i];
    const parent = this.manifests.find(group, kind, name, namespace);
    if (!parent) {
      yield PARENT_NOT_FOUND.at(route, [...steps, 'name'], `there is no ${nameOf(kind, namespace, name)} for the ${route.kind} to attach to`,
        this.meant(group, kind).hintFor(namespace, name) ?? orElsewhere('correct name or namespace', kind, PARENT_NOT_FOUND, this.manifests, route));
      return undefined;
    }
    if (group !== GATEWAY_API) {
      yield * this.portOf(parent, route, ref, i);
      return undefined;
    }
    const { accepted, refusal } = accepting(this.manifests, route, ref, parent, this.listenersOf(parent));
    if (refusal) { yield refusal.code.at(route, refusal.steps[0] === 'spec' ? refusal.steps : [...steps, ...refusal.steps], refusal.message, refusal.hint); }
    if (SINGLE.has(route.kind)) {
      for (const listener of accepted ?? []) { this.taken.set(listener, (this.taken.get(listener) ?? new Set()).add(route)); }
    }
    return accepted;
  }

  /** A route for the mesh: that the Service has the port that it names. */
  private * portOf(parent: Manifest, route: Manifest, { port }: ParentReference, i: number): Generator<Finding> {
    const { ports } = record(parent.object.spec);
    if (port === undefined || !Array.isArray(ports)) { return; }
    const numbers = records(ports).map(p => p.port ?? p.number);
    if (numbers.includes(port)) { return; }
    yield NO_MATCHING_LISTENER.at(route, ['spec', 'parentRefs', i, 'port'], `${this.nameOf(parent)} has no port ${port}`, `name one of its ports: ${numbers.join(', ')}`);
  }

  private meant(group: string, kind: string): Meant {
    let meant = this.parents.get(kind);
    if (!meant) { this.parents.set(kind, meant = new Meant(this.manifests, group, kind)); }
    return meant;
  }

  private listenersOf(owner: Manifest): readonly Listener[] {
    const listeners = this.listeners.get(owner) ?? listenersOf(this.manifests, owner);
    this.listeners.set(owner, listeners);
    return listeners;
  }

  private nameOf(manifest: Manifest): string {
    return nameOf(manifest.kind, this.manifests.namespaceOf(manifest), manifest.name);
  }
}
