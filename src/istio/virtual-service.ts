import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { IstioApiVersion } from './api-version';
import { ExportTo } from './export-to';
import { IGateway } from './gateway';
import { renderGateways } from './gateway-references';
import { checkDisjoint, checkVirtualHost } from './hosts';
import { renderHttpRoute, VirtualServiceHttpRoute } from './http-route';
import { checkIsService } from './service-checks';
import { renderTcpRoute, VirtualServiceTcpRoute } from './tcp-route';
import { renderTlsRoute, VirtualServiceTlsRoute } from './tls-route';
import { ImportedVirtualService, IVirtualService } from './virtual-service-reference';
import { VirtualServiceRoute } from './virtual-service-route';
import { toJson_VirtualServiceSpec, VirtualServiceSpecHttp, VirtualServiceSpecTcp, VirtualServiceSpecTls } from '../../imports/networking.istio.io';
import { checkList } from '../core/checks';
import { hostOf } from '../core/destination';
import { unlessEmpty } from '../core/empty';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';
import { ReferenceOptions, refersTo, Resource } from '../core/resource';
import { IService } from '../core/service';
import { checkAtSynth } from '../core/synthesis';

/** What a VirtualService is made of. */
export interface VirtualServiceProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made of the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The API version to write.
   *
   * @default IstioApiVersion.V1
   */
  readonly apiVersion?: IstioApiVersion;

  /**
   * Hosts that are routed: names, wildcards such as `*.example.com`, `*` (gateways only) and IP addresses. No two may
   * overlap.
   *
   * @default - those of `services`; without any the VirtualService is a delegate, to which others hand requests over
   */
  readonly hosts?: string[];

  /**
   * Services whose hosts are routed, beside `hosts`: by the short name in the VirtualService's own namespace, by the full
   * name elsewhere.
   *
   * @default - none
   */
  readonly services?: IService[];

  /**
   * Gateways that route by this VirtualService.
   *
   * @default - none
   */
  readonly gateways?: IGateway[];

  /**
   * Whether the sidecars in the mesh route by this VirtualService.
   *
   * @default - true if there are no gateways, else false
   */
  readonly mesh?: boolean;

  /**
   * Namespaces that the VirtualService counts in.
   *
   * @default - all, unless the mesh's configuration says otherwise
   */
  readonly exportTo?: ExportTo[];

  /**
   * Routes of HTTP, in the order in which they are tried. More can be added later.
   *
   * @default - none yet
   */
  readonly httpRoutes?: VirtualServiceHttpRoute[];

  /**
   * Routes of TCP, in the order in which they are tried. More can be added later.
   *
   * @default - none yet
   */
  readonly tcpRoutes?: VirtualServiceTcpRoute[];

  /**
   * Routes of TLS that is forwarded as it comes, in the order in which they are tried. More can be added later.
   *
   * @default - none yet
   */
  readonly tlsRoutes?: VirtualServiceTlsRoute[];
}

const PROPS: Kinds<VirtualServiceProps> = {
  metadata: 'metadata',
  apiVersion: Object.values(IstioApiVersion),
  hosts: 'texts',
  services: 'elsewhere',
  gateways: 'elsewhere',
  mesh: 'truth',
  exportTo: 'elsewhere',
  httpRoutes: 'structs',
  tcpRoutes: 'structs',
  tlsRoutes: 'structs',
};

/**
 * Istio's VirtualService: where requests and connections for some hosts go, at gateways, in the mesh, or both.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 * @example
 * const route = new VirtualService(chart, 'route', { hosts: ['tomcat.istio.com'], gateways: [gateway] });
 * route.addHttpRoute({ split: [v1.weight(90), v2.weight(10)] });
 */
export class VirtualService extends Resource implements IVirtualService {
  /** A VirtualService that exists already. */
  public static fromVirtualServiceName(scope: Construct, id: string, name: string, options: ReferenceOptions = {}): IVirtualService {
    return new ImportedVirtualService(scope, id, name, options);
  }

  /**
   * Hosts that it routes, as they are written; none if it is a delegate.
   *
   * @default - none: it is a delegate
   */
  public readonly hosts?: string[];

  private readonly allHosts: string[];
  private readonly mesh: boolean;
  private readonly http: VirtualServiceSpecHttp[] = [];
  private readonly tcp: VirtualServiceSpecTcp[] = [];
  private readonly tls: VirtualServiceSpecTls[] = [];

  /**
   * @throws if a host or route is impossible, or a reference is to something that cannot be meant
   */
  constructor(scope: Construct, id: string, props: VirtualServiceProps = {}) {
    super(scope, id, {
      apiVersion: props?.apiVersion ?? IstioApiVersion.V1,
      kind: 'VirtualService',
      metadata: props?.metadata,
      fields: {
        spec: () => toJson_VirtualServiceSpec({
          exportTo,
          gateways,
          hosts: unlessEmpty(this.allHosts),
          http: unlessEmpty(this.http),
          tcp: unlessEmpty(this.tcp),
          tls: unlessEmpty(this.tls),
        }),
      },
    });
    checkKinds(this, '', props, PROPS);
    const gateways = renderGateways(this, 'gateways', props.gateways, props.mesh);
    const exportTo = ExportTo._render(this, 'exportTo', props.exportTo);
    this.mesh = props.mesh ?? gateways === undefined;
    this.allHosts = this.renderHosts(props);
    this.hosts = [...this.allHosts];
    if (this.allHosts.length === 0 && gateways) {
      throw invalid(this, 'gateways', {
        given: gateways,
        allowed: 'none, as a VirtualService without hosts is a delegate and takes the gateways of those that delegate to it',
        todo: 'name the hosts, or drop gateways and mesh',
      });
    }
    if (this.allHosts.length > 0 && !this.mesh && !gateways) {
      throw invalid(this, 'mesh', { given: false, allowed: 'true, as there are no gateways either', todo: 'name the gateways, or leave mesh out' });
    }
    props.httpRoutes?.forEach(route => this.addHttpRoute(route));
    props.tcpRoutes?.forEach(route => this.addTcpRoute(route));
    props.tlsRoutes?.forEach(route => this.addTlsRoute(route));
    checkAtSynth(this, () => this.http.length + this.tcp.length + this.tls.length > 0
      ? []
      : ['httpRoutes: given none, allowed one route or more of HTTP, TCP or TLS; add one, e.g. with addHttpRoute']);
  }

  public get virtualServiceName(): string {
    return this.name;
  }

  /**
   * Adds a route of HTTP behind those there are.
   *
   * @throws if the route is impossible
   */
  public addHttpRoute(route: VirtualServiceHttpRoute): VirtualServiceRoute {
    const field = `http[${this.http.length}]`;
    this.http.push(renderHttpRoute(this, field, route, { mesh: this.mesh, delegate: this.allHosts.length === 0 }));
    return new VirtualServiceRoute(this, field, route.name);
  }

  /**
   * Adds a route of TCP behind those there are.
   *
   * @throws if the route is impossible, or the VirtualService is a delegate
   */
  public addTcpRoute(route: VirtualServiceTcpRoute): VirtualServiceRoute {
    const field = `tcp[${this.tcp.length}]`;
    this.checkNoDelegate(field);
    this.tcp.push(renderTcpRoute(this, field, route));
    return new VirtualServiceRoute(this, field);
  }

  /**
   * Adds a route of TLS that is forwarded as it comes, behind those there are.
   *
   * @throws if the route is impossible, or the VirtualService is a delegate
   */
  public addTlsRoute(route: VirtualServiceTlsRoute): VirtualServiceRoute {
    const field = `tls[${this.tls.length}]`;
    this.checkNoDelegate(field);
    this.tls.push(renderTlsRoute(this, field, route, this.allHosts, this.mesh));
    return new VirtualServiceRoute(this, field);
  }

  private renderHosts(props: VirtualServiceProps): string[] {
    const hosts = props.hosts?.map((host, i) => checkVirtualHost(this, `hosts[${i}]`, host, { sni: !this.mesh })) ?? [];
    const services = checkList(this, 'services', props.services === undefined ? [] : props.services).map((service, i) => {
      refersTo(this, checkIsService(this, `services[${i}]`, service));
      return hostOf(this, `services[${i}]`, service);
    });
    const all = [...hosts, ...services];
    const any = all.indexOf('*');
    if (any >= 0 && this.mesh) {
      throw invalid(this, `hosts[${any}]`, { given: '*', allowed: 'narrower hosts, as the VirtualService is for the mesh', todo: 'name the hosts, or bind it to gateways only' });
    }
    checkDisjoint(this, 'hosts', all);
    return all;
  }

  private checkNoDelegate(field: string) {
    if (this.allHosts.length === 0) {
      throw invalid(this, field, {
        given: `a route in ${field.slice(0, 3)}`,
        allowed: 'routes of HTTP, as a VirtualService without hosts is a delegate',
        todo: 'name the hosts, or use addHttpRoute',
      });
    }
  }
}
