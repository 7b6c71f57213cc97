import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checkGroup, checkItems, checkKind } from './checks';
import {
  GatewaySpecAllowedListeners, GatewaySpecAllowedListenersNamespacesFrom, GatewaySpecListenersAllowedRoutes,
  GatewaySpecListenersAllowedRoutesNamespacesFrom,
} from '../../imports/gateway.networking.k8s.io';
import { checkList, checkMember, checkObject } from '../core/checks';
import { unlessEmpty } from '../core/empty';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';
import { checkLabels } from '../core/labels';

const GATEWAY_API = 'gateway.networking.k8s.io';
const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** A kind of route. */
export class RouteKind {
  /** HTTPRoute, for listeners of HTTP and HTTPS. */
  public static readonly HTTP_ROUTE = new RouteKind('HTTPRoute', GATEWAY_API);
  /** GRPCRoute, for listeners of HTTP and HTTPS. */
  public static readonly GRPC_ROUTE = new RouteKind('GRPCRoute', GATEWAY_API);
  /** TLSRoute, for listeners of TLS. */
  public static readonly TLS_ROUTE = new RouteKind('TLSRoute', GATEWAY_API);
  /** TCPRoute, for listeners of TCP and those of TLS that end it. */
  public static readonly TCP_ROUTE = new RouteKind('TCPRoute', GATEWAY_API);
  /** UDPRoute, for listeners of UDP. */
  public static readonly UDP_ROUTE = new RouteKind('UDPRoute', GATEWAY_API);

  /**
   * A kind of another API.
   *
   * @param kind e.g. `FooRoute`
   * @param group API group of the kind
   */
  public static of(kind: string, group: string): RouteKind {
    return new RouteKind(kind, group);
  }

  private constructor(
    /** The kind, e.g. `HTTPRoute`. */
    public readonly kind: string,
    /** The API group of the kind. */
    public readonly group: string,
  ) {}
}

/** What the routes of a listener may be, beside their namespaces. */
export interface AllowedRoutesOptions {
  /**
   * Kinds of routes that are let in. At most 8.
   *
   * @default - the kinds that go with the listener's protocol
   */
  readonly kinds?: RouteKind[];
}

/**
 * Which routes may attach to a listener.
 *
 * @see https://gateway-api.sigs.k8s.io/guides/multiple-ns/
 */
export class AllowedRoutes {
  /** Routes of the Gateway's own namespace. */
  public static sameNamespace(options: AllowedRoutesOptions = {}): AllowedRoutes {
    return new AllowedRoutes('Same', options);
  }

  /** Routes of all namespaces. */
  public static allNamespaces(options: AllowedRoutesOptions = {}): AllowedRoutes {
    return new AllowedRoutes('All', options);
  }

  /** Routes of the namespaces whose labels a selector matches. */
  public static fromSelector(selector: kplus.k8s.LabelSelector, options: AllowedRoutesOptions = {}): AllowedRoutes {
    return new AllowedRoutes('Selector', options, selector ?? null);
  }

  /**
   * No routes: the listener answers every request itself. Gateway API has no word for it on listeners, so it is written
   * as a selector that no namespace matches.
   */
  public static none(): AllowedRoutes {
    return new AllowedRoutes('None', {}, { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'DoesNotExist' }] });
  }

  private constructor(
    private readonly from: string,
    private readonly options: AllowedRoutesOptions,
    private readonly selector?: kplus.k8s.LabelSelector | null,
  ) {}

  /** Whether a route can attach, as far as can be known without the labels of namespaces. @internal */
  public _allows(kind: string, sameNamespace: boolean): boolean {
    const { kinds } = this.options;
    return this.from !== 'None'
      && (this.from !== 'Same' || sameNamespace)
      && (!kinds || kinds.length === 0 || kinds.some(k => k.kind === kind && k.group === GATEWAY_API));
  }

  /** What is let in, in words. @internal */
  public get _words(): string {
    const kinds = this.options.kinds?.map(k => k.kind).join(' and ') || 'routes';
    switch (this.from) {
      case 'None': return 'no routes';
      case 'Same': return `${kinds} of its own namespace`;
      case 'Selector': return `${kinds} of selected namespaces`;
      default: return `${kinds} of all namespaces`;
    }
  }

  /** @internal */
  public _render(scope: IConstruct, field: string): GatewaySpecListenersAllowedRoutes {
    const { kinds = [] } = checkStruct(scope, field, this.options);
    checkItems(scope, `${field}.kinds`, kinds, 8, 'let in fewer kinds').forEach((routeKind, i) => {
      const { kind, group } = checkObject(scope, `${field}.kinds[${i}]`, routeKind, 'group', 'a RouteKind, e.g. RouteKind.HTTP_ROUTE');
      checkKind(scope, `${field}.kinds[${i}].kind`, kind);
      checkGroup(scope, `${field}.kinds[${i}].group`, group);
    });
    const { SELECTOR } = GatewaySpecListenersAllowedRoutesNamespacesFrom;
    return {
      kinds: unlessEmpty(kinds.map(({ kind, group }) => ({ kind, group: group === GATEWAY_API ? undefined : group }))),
      namespaces: {
        from: this.selector === undefined ? this.from as GatewaySpecListenersAllowedRoutesNamespacesFrom : SELECTOR,
        selector: this.selector === undefined ? undefined : checkSelector(scope, `${field}.namespaces.selector`, this.selector),
      },
    };
  }
}

/**
 * Which ListenerSets may add listeners to a Gateway.
 *
 * @see https://gateway-api.sigs.k8s.io/guides/user-guides/listener-set/
 */
export class AllowedListeners {
  /** ListenerSets of the Gateway's own namespace. */
  public static sameNamespace(): AllowedListeners {
    return new AllowedListeners(GatewaySpecAllowedListenersNamespacesFrom.SAME);
  }

  /** ListenerSets of all namespaces. */
  public static allNamespaces(): AllowedListeners {
    return new AllowedListeners(GatewaySpecAllowedListenersNamespacesFrom.ALL);
  }

  /** ListenerSets of the namespaces whose labels a selector matches. */
  public static fromSelector(selector: kplus.k8s.LabelSelector): AllowedListeners {
    return new AllowedListeners(GatewaySpecAllowedListenersNamespacesFrom.SELECTOR, selector ?? null);
  }

  /** No ListenerSets. */
  public static none(): AllowedListeners {
    return new AllowedListeners(GatewaySpecAllowedListenersNamespacesFrom.NONE);
  }

  private constructor(private readonly from: GatewaySpecAllowedListenersNamespacesFrom, private readonly selector?: kplus.k8s.LabelSelector | null) {}

  /** @internal */
  public _renderNamespaces(scope: IConstruct, field: string): GatewaySpecAllowedListeners {
    const selector = this.selector === undefined ? undefined : checkSelector(scope, `${field}.namespaces.selector`, this.selector);
    return { namespaces: { from: this.from, selector } };
  }
}

/** A selector whose labels and operators Kubernetes takes; `null` stands for one that was asked for and not given. */
function checkSelector(scope: IConstruct, field: string, selector: kplus.k8s.LabelSelector | null): kplus.k8s.LabelSelector {
  const { matchLabels = {}, matchExpressions = [] } = checkStruct(scope, field, selector ?? [] as kplus.k8s.LabelSelector);
  checkLabels(scope, `${field}.matchLabels`, matchLabels);
  checkList(scope, `${field}.matchExpressions`, matchExpressions).forEach((expression, i) => {
    const item = `${field}.matchExpressions[${i}]`;
    const { key, operator, values = [] } = checkStruct(scope, item, expression);
    checkLabels(scope, `${item}.key`, { [key]: '' });
    checkMember(scope, `${item}.operator`, operator ?? '', OPERATORS);
    checkList(scope, `${item}.values`, values).forEach(value => checkLabels(scope, `${item}.values`, { [key]: value }));
    if ((values.length > 0) !== (operator === 'In' || operator === 'NotIn')) {
      throw invalid(scope, `${item}.values`, { given: values, allowed: 'values with In and NotIn, and none with Exists and DoesNotExist', todo: 'change the values or the operator' });
    }
  });
  return selector!;
}
