import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { GatewayApiVersion } from './api-version';
import { checkCount, checkHostname, checkItems, versionOf } from './checks';
import { GatewayApiGateway } from './gateway';
import { DefaultGatewayScope } from './gateway-props';
import { HttpRouteRuleOptions, renderRule } from './http-route-rule';
import { IObjectReference } from './object-reference';
import { declarePermit, permit } from './permits';
import { IRouteParent, RouteParent } from './route-parent';
import { HttpRouteSpecParentRefs, toJson_HttpRouteSpecParentRefs, toJson_HttpRouteSpecRules } from '../../imports/gateway.networking.k8s.io';
import { checkList, checkObject } from '../core/checks';
import { unlessEmpty } from '../core/empty';
import { invalid } from '../core/errors';
import { checkKinds, checkStruct } from '../core/kinds';
import { Declared, ImportedResource, IResource, ReferenceOptions, refersTo, Resource } from '../core/resource';
import { checkAtSynth } from '../core/synthesis';

const MAX_RULES = 16;
const MAX_MATCHES = 128;

/** An HTTPRoute, as policies refer to it. */
export interface IHttpRoute extends IResource {
  /** Name of the HTTPRoute: `name`, under a word that no other kind has, so that only an HTTPRoute is taken for one. */
  readonly httpRouteName: string;
}

/** A rule of an HTTPRoute, as policies refer to it. */
export class HttpRouteRule {
  /** The route that has the rule. */
  public readonly route: IHttpRoute;

  /**
   * Name of the rule, unique in the route.
   *
   * @default - none
   */
  public readonly name?: string;

  /** Made by `HttpRoute.addRule`. @internal */
  public constructor(route: IHttpRoute, name?: string) {
    this.route = route;
    this.name = name;
  }
}

/** What an HTTPRoute is made of. */
export interface HttpRouteProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made of the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The API version to write.
   *
   * @default GatewayApiVersion.V1
   */
  readonly apiVersion?: GatewayApiVersion;

  /**
   * What the route attaches to: Gateways and listeners of theirs, and for the mesh `RouteParent.service(...)`. At most
   * 32; more can be added later.
   *
   * @default - none yet; a route needs one at least, unless default Gateways may claim it
   */
  readonly parentRefs?: IRouteParent[];

  /**
   * Hosts that the route takes: full names or `*.example.com`, in lower case. At most 16. A route of the mesh ignores them.
   *
   * @default - all hosts of the listeners
   */
  readonly hostnames?: string[];

  /**
   * Which requests go where. At most 16; more can be added later.
   *
   * @default - none yet; a route without rules answers 500 to all requests
   */
  readonly rules?: HttpRouteRuleOptions[];

  /**
   * Which default Gateways may claim the route. In the experimental channel only.
   *
   * @default - DefaultGatewayScope.NONE
   */
  readonly useDefaultGateways?: DefaultGatewayScope;

  /**
   * Whether ReferenceGrants are made for backends in other namespaces. Routes of the mesh need none.
   *
   * @default true
   */
  readonly referenceGrants?: boolean;
}

/**
 * Gateway API's HTTPRoute: which requests of HTTP go where, by host, path, method, headers and query.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 * @example
 * const gateway = GatewayApiGateway.fromGatewayName(chart, 'gateway', 'gateway', { namespace: 'istio-ingress' });
 * const route = new HttpRoute(chart, 'httpbin', { parentRefs: [gateway], hostnames: ['httpbin.example.com'] });
 * route.addRule({
 *   matches: [{ path: HttpPathMatch.prefix('/get') }],
 *   backendRefs: [BackendRef.service(httpbin, { port: 8000 })],
 * });
 */
export class HttpRoute extends Resource implements IHttpRoute {
  /** An HTTPRoute that exists already. */
  public static fromHttpRouteName(scope: Construct, id: string, name: string, options: ReferenceOptions = {}): IHttpRoute {
    return new ImportedHttpRoute(scope, id, name, options);
  }

  private readonly hostnames: string[];
  private readonly parents: RouteParent[] = [];
  private readonly parentRefs: HttpRouteSpecParentRefs[] = [];
  private readonly rules: unknown[] = [];
  private readonly ruleNames = new Set<string>();
  private readonly grants: boolean;
  private readonly ungranted: { field: string; target: IObjectReference }[] = [];
  private fromOutside: boolean;
  private matches = 0;

  /**
   * @throws if a parent, host or rule is impossible
   */
  constructor(scope: Construct, id: string, props: HttpRouteProps = {}) {
    super(scope, id, {
      apiVersion: versionOf(scope, id, props),
      kind: 'HTTPRoute',
      metadata: props.metadata,
      fields: {
        spec: () => ({
          parentRefs: unlessEmpty(this.parentRefs.map(toJson_HttpRouteSpecParentRefs)),
          hostnames: unlessEmpty(this.hostnames),
          rules: unlessEmpty(this.rules),
          useDefaultGateways,
        }),
      },
    });
    const { useDefaultGateways, referenceGrants = true, hostnames = [], parentRefs = [], rules = [] } = checkKinds(this, '', props, {
      metadata: 'metadata',
      apiVersion: 'text',
      parentRefs: 'elsewhere',
      hostnames: 'texts',
      rules: 'elsewhere',
      useDefaultGateways: Object.values(DefaultGatewayScope),
      referenceGrants: 'truth',
    });
    this.grants = referenceGrants;
    this.fromOutside = useDefaultGateways === DefaultGatewayScope.ALL;
    this.hostnames = [...checkItems(this, 'hostnames', hostnames, 16, 'make another route, or use a wildcard')];
    this.hostnames.forEach((hostname, i) => checkHostname(this, `hostnames[${i}]`, hostname, { wildcard: true }));
    checkList(this, 'parentRefs', parentRefs).forEach(parent => this.addParentRef(parent));
    checkList(this, 'rules', rules).forEach(rule => this.addRule(rule));
    if (this.parents.length === 0 && !this.fromOutside) {
      checkAtSynth(this, () => this.parents.length > 0 ? [] : ['parentRefs: given none, allowed 1 to 32; say what the route attaches to, e.g. a GatewayApiGateway']);
    }
  }

  public get httpRouteName(): string {
    return this.name;
  }

  /**
   * Attaches the route to one more Gateway, listener or Service.
   *
   * @throws if the parent is impossible, or not told apart from one that the route has
   */
  public addParentRef(parent: IRouteParent): RouteParent {
    const field = `parentRefs[${this.parentRefs.length}]`;
    checkCount(this, 'parentRefs', this.parentRefs.length + 1, 32, 'make another route');
    const ref = checkObject(this, field, parent, 'parentRef', 'a GatewayApiGateway, a listener of one, or a RouteParent').parentRef;
    const rendered = ref._render(this, field);
    this.parentRefs.forEach((other, i) => this.checkPair(field, rendered, other, i));
    this.parents.push(ref);
    this.parentRefs.push(rendered);
    refersTo(this, ref._resource);
    this.checkAttachment(field, ref);
    if (!ref._parts.service) {
      this.fromOutside = true;
      this.ungranted.splice(0).forEach(use => permit(this, 'HTTPRoute', use.field, use.target));
    }
    return ref;
  }

  /**
   * Adds a rule.
   *
   * @throws if the rule is impossible
   */
  public addRule(rule: HttpRouteRuleOptions): HttpRouteRule {
    const field = `rules[${this.rules.length}]`;
    checkCount(this, 'rules', this.rules.length + 1, MAX_RULES, 'make another route for the same hosts');
    checkStruct(this, field, rule);
    if (rule.name !== undefined && this.ruleNames.has(rule.name)) {
      throw invalid(this, `${field}.name`, { given: rule.name, allowed: 'a name that no other rule of this route has', todo: 'rename the rule' });
    }
    const rendered = renderRule(this, field, rule);
    this.matches += rendered.matches?.length ?? 1;
    checkCount(this, 'rules (matches of all together)', this.matches, MAX_MATCHES, 'make another route for the same hosts');
    this.rules.push(toJson_HttpRouteSpecRules(rendered));
    if (rule.name !== undefined) { this.ruleNames.add(rule.name); }
    return new HttpRouteRule(this, rule.name);
  }

  /** @internal */
  public _uses(field: string, target: IObjectReference): void {
    refersTo(this, target);
    if (target.namespace === undefined || target.namespace === this.namespace) { return; }
    if (!this.grants) {
      declarePermit(this, 'HTTPRoute', target);
    } else if (this.fromOutside) {
      permit(this, 'HTTPRoute', field, target);
    } else {
      this.ungranted.push({ field, target });
    }
  }

  /** Several references to one parent must be told apart by the same fields, with other values. */
  private checkPair(field: string, ref: HttpRouteSpecParentRefs, other: HttpRouteSpecParentRefs, index: number) {
    if (kindOf(ref) !== kindOf(other) || ref.name !== other.name || ref.namespace !== other.namespace) { return; }
    const sameFields = (ref.sectionName === undefined) === (other.sectionName === undefined)
      && (ref.port === undefined) === (other.port === undefined);
    if (!sameFields || (ref.sectionName === other.sectionName && ref.port === other.port)) {
      throw invalid(this, field, {
        given: { name: ref.name, sectionName: ref.sectionName, port: ref.port },
        allowed: `another parent than parentRefs[${index}], or another listener or port of it in both`,
        todo: 'drop one of the two, or name a listener or port in both',
      });
    }
  }

  /** A Gateway of this app must have a listener that takes the route; listeners that it gets later count as well. */
  private checkAttachment(field: string, parent: RouteParent) {
    const { sectionName, port } = parent._parts;
    if (!(parent._parts.gateway instanceof GatewayApiGateway)) { return; }
    const gateway = parent._parts.gateway as GatewayApiGateway;
    const taken = () => gateway._takesHttpRoute(this.hostnames, this.namespace, sectionName, port);
    if (taken()) { return; }
    const part = [sectionName === undefined ? '' : ` listener ${sectionName}`, port === undefined ? '' : ` port ${port}`].join('');
    checkAtSynth(this, () => taken() ? [] : [
      `${field}: given ${gateway.name}${part} for ${this.hostnames.join(', ') || 'all hosts'} in namespace ${this.namespace ?? '(none)'}, `
      + `allowed a Gateway with a listener that takes the route, and of [${gateway.node.path}] ${gateway._words}; `
      + 'change hostnames, or hostname or allowedRoutes of the listener',
    ]);
  }
}

/** Group and kind of a parent: a Gateway, unless something else is written. */
function kindOf({ group = 'gateway.networking.k8s.io', kind = 'Gateway' }: HttpRouteSpecParentRefs): string {
  return `${group}/${kind}`;
}

class ImportedHttpRoute extends ImportedResource implements IHttpRoute {
  constructor(scope: Construct, id: string, name: string, options: ReferenceOptions) {
    super(scope, id, name, options);
  }

  public get httpRouteName(): string {
    return this.name;
  }

  protected declared(): Declared {
    return { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' };
  }
}
