import { REFERENCE_NOT_PERMITTED } from './codes';
import { Grants } from './grants';
import { GATEWAY_API, nameOf, ObjectReference, ROUTES } from './kinds';
import { isBehindIstio } from './listeners';
import { Meant } from './meant';
import { Finding, Manifest, Manifests, record } from '../../manifests';
import { warning } from '../code';
import { orElsewhere } from '../elsewhere';
import { records } from '../fields';
import { Mesh } from '../mesh';

const BACKEND_NOT_FOUND = warning('GWA0301', 'BackendNotFound');
const BACKEND_PORT_NOT_FOUND = warning('GWA0302', 'BackendPortNotFound');
const NO_WEIGHT = warning('GWA0304', 'NoWeightAboveZero');
const UNSUPPORTED_BACKEND = warning('GWA0305', 'UnsupportedBackend');
const UNSUPPORTED_FILTER = warning('GWA0306', 'UnsupportedFilter');
const NO_BACKEND = warning('GWA0307', 'RuleWithoutBackend');

type Steps = readonly (string | number)[];

interface BackendReference extends ObjectReference {
  readonly port?: number;
  readonly weight?: number;
  readonly filters?: unknown;
}

/** Kinds that Istio sends requests to. */
const ISTIO_BACKENDS = new Set(['/Service', 'multicluster.x-k8s.io/ServiceImport', 'networking.istio.io/Hostname', 'inference.networking.k8s.io/InferencePool']);
const ISTIO_FILTERS = new Set(['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestRedirect', 'RequestMirror', 'URLRewrite', 'CORS']);

/** What the rules of routes refer to: whether it is there, takes the port, and may be referred to. */
export function * backends({ manifests }: Mesh): Generator<Finding> {
  const grants = new Grants(manifests);
  const services = new Meant(manifests, '', 'Service');
  for (const kind of ROUTES) {
    for (const route of manifests.ofKind(GATEWAY_API, kind)) {
      if (manifests.isContext(route)) { continue; }
      const judge = new BackendCheck(manifests, grants, services, route);
      for (const [i, rule] of records(record(route.object.spec).rules).entries()) { yield * judge.rule(rule, ['spec', 'rules', i]); }
    }
  }
}

class BackendCheck {
  private readonly namespace: string;
  /** Whether a Gateway or ListenerSet is among the parents: in the mesh alone no ReferenceGrant is asked for. */
  private readonly behindGateway: boolean;
  private readonly istio: boolean;

  constructor(
    private readonly manifests: Manifests, private readonly grants: Grants, private readonly services: Meant, private readonly route: Manifest,
  ) {
    this.namespace = manifests.namespaceOf(route);
    const parents: readonly ObjectReference[] = records(record(route.object.spec).parentRefs);
    this.behindGateway = parents.some(({ group }) => group === GATEWAY_API);
    this.istio = isBehindIstio(manifests, route);
  }

  public * rule(rule: { [field: string]: any }, steps: Steps): Generator<Finding> {
    const refs: readonly BackendReference[] = records(rule.backendRefs);
    const filters = records(rule.filters);
    const weighty = refs.filter(ref => (ref.weight ?? 1) > 0);
    const http = this.route.kind === 'HTTPRoute' || this.route.kind === 'GRPCRoute';
    const answered = filters.some(({ type }) => type === 'RequestRedirect');
    if (refs.length > 0 && weighty.length === 0 && !answered) {
      yield NO_WEIGHT.at(this.route, [...steps, 'backendRefs'], `every backend of the rule has weight 0, so ${this.failure()}`, 'give one backend at least a weight above 0');
    } else if (refs.length === 0 && http && !answered && !filters.some(({ type }) => type === 'ExtensionRef')) {
      yield NO_BACKEND.at(this.route, steps, `the rule has no backend and no redirect, so ${this.failure()}`, 'name a backend in backendRefs, or redirect');
    }
    for (const [i, ref] of refs.entries()) {
      if ((ref.weight ?? 1) > 0) { yield * this.backend(ref, [...steps, 'backendRefs', i], true); }
      yield * this.filters(records(ref.filters), [...steps, 'backendRefs', i]);
    }
    yield * this.filters(filters, steps);
  }

  private * filters(filters: readonly { [field: string]: any }[], steps: Steps): Generator<Finding> {
    for (const [i, { type, requestMirror, externalAuth }] of filters.entries()) {
      if (this.istio && typeof type === 'string' && !ISTIO_FILTERS.has(type)) {
        yield UNSUPPORTED_FILTER.at(this.route, [...steps, 'filters', i, 'type'], `Istio has no filter ${type}, and leaves out the rules of the whole route`, 'drop the filter, or do with Istio\'s own resources what it is for');
      }
      for (const [field, filter] of [['requestMirror', requestMirror], ['externalAuth', externalAuth]]) {
        const { backendRef } = record(filter);
        if (backendRef) { yield * this.backend(record(backendRef), [...steps, 'filters', i, field, 'backendRef'], false); }
      }
    }
  }

  /** @param answers whether requests get their answer from it */
  private * backend(ref: BackendReference, steps: Steps, answers: boolean): Generator<Finding> {
    const { group = '', kind, name, namespace = this.namespace, port } = ref;
    if (kind === undefined || name === undefined) { return; }
    const consequence = answers ? ', so its share of the requests fails' : '';
    if (this.istio && !ISTIO_BACKENDS.has(`${group}/${kind}`)) {
      yield UNSUPPORTED_BACKEND.at(this.route, [...steps, 'kind'], `Istio sends no requests to a ${kind} of group ${JSON.stringify(group)}${consequence}`, 'name a Service, or a Hostname of group networking.istio.io');
      return;
    }
    if (this.behindGateway && !this.grants.permit(this.route, ref)) {
      yield REFERENCE_NOT_PERMITTED.at(this.route, [...steps, 'namespace'],
        `no ReferenceGrant in namespace ${namespace} lets ${this.route.kind}s of ${this.namespace} refer to ${nameOf(kind, namespace, name)}${consequence}`,
        this.grants.hintFor(this.route, ref));
      return;
    }
    if (group === '' && kind === 'Service') {
      yield * this.service(name, namespace, port, steps, consequence);
    } else if (group === 'networking.istio.io' && kind === 'Hostname') {
      yield * this.hostname(ref, name, steps, consequence);
    }
  }

  private * service(name: string, namespace: string, port: number | undefined, steps: Steps, consequence: string): Generator<Finding> {
    const service = this.manifests.find('', 'Service', name, namespace);
    if (!service) {
      yield BACKEND_NOT_FOUND.at(this.route, [...steps, 'name'], `there is no ${nameOf('Service', namespace, name)}${consequence}`,
        name.includes('.') ? 'give the name of the Service alone, and its namespace in namespace'
          : this.services.hintFor(namespace, name) ?? orElsewhere('correct name or namespace', 'Service', BACKEND_NOT_FOUND, this.manifests, this.route));
      return;
    }
    const { ports } = record(service.object.spec);
    if (port === undefined || !Array.isArray(ports)) { return; }
    const numbers = records(ports).map(p => p.port);
    if (numbers.includes(port)) { return; }
    yield BACKEND_PORT_NOT_FOUND.at(this.route, [...steps, 'port'], `${nameOf('Service', namespace, name)} has no port ${port}${consequence}`,
      `name one of its ports: ${numbers.join(', ')} (the Service's, not the pods')`);
  }

  private * hostname(ref: BackendReference, name: string, steps: Steps, consequence: string): Generator<Finding> {
    if (ref.namespace !== undefined) {
      yield UNSUPPORTED_BACKEND.at(this.route, [...steps, 'namespace'], 'a backend of kind Hostname has no namespace, and Istio leaves out the rules of the whole route', 'drop the namespace');
    }
    if (this.manifests.declaring(name).length > 0) { return; }
    yield BACKEND_NOT_FOUND.at(this.route, [...steps, 'name'], `the mesh knows no host ${name}${consequence}`, 'add a ServiceEntry for the host, or correct the name');
  }

  private failure(): string {
    switch (this.route.kind) {
      case 'HTTPRoute': return 'requests get 500';
      case 'GRPCRoute': return 'calls get UNAVAILABLE';
      default: return 'connections are closed';
    }
  }
}
