import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { checkCount, checkItems, versionOf } from './checks';
import { renderInfrastructure } from './gateway-infrastructure';
import { GatewayListener, IGatewayApiGateway } from './gateway-listener';
import { DefaultGatewayScope, GatewayApiGatewayProps } from './gateway-props';
import { renderGatewayTls } from './gateway-tls';
import { HttpListenerOptions, Listener, StreamListenerOptions, TlsListenerOptions } from './listener';
import { IObjectReference } from './object-reference';
import { declarePermit, permit } from './permits';
import { RouteParent } from './route-parent';
import { GatewaySpec, GatewaySpecDefaultScope, toJson_GatewaySpec, toJson_GatewaySpecListeners } from '../../imports/gateway.networking.k8s.io';
import { checkDnsLabel, checkList, checkObject, checkText, checkUnique } from '../core/checks';
import { unlessEmpty } from '../core/empty';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';
import { Declared, ImportedResource, IResource, ReferenceOptions, refersTo, Resource } from '../core/resource';
import { IService } from '../core/service';
import { checkAtSynth, notJudged } from '../core/synthesis';
import { IGatewayWorkload } from '../core/workload';

const SUFFIXED_CONTROLLERS = ['istio.io/gateway-controller'];
const UNSUFFIXED_CONTROLLERS = ['istio.io/mesh-controller', 'istio.io/eastwest-controller'];
const MAX_LISTENERS = 64;
const SERVICE_TYPES = [kplus.ServiceType.CLUSTER_IP, kplus.ServiceType.NODE_PORT, kplus.ServiceType.LOAD_BALANCER];
const KINDS: Kinds<GatewayApiGatewayProps> = {
  metadata: 'metadata',
  apiVersion: 'text',
  gatewayClass: 'elsewhere',
  listeners: 'elsewhere',
  addresses: 'elsewhere',
  infrastructure: 'struct',
  allowedListeners: 'elsewhere',
  tls: 'struct',
  defaultScope: Object.values(DefaultGatewayScope),
  serviceType: 'text',
  nameOverride: 'text',
  serviceAccount: 'elsewhere',
  partial: 'truth',
  referenceGrants: 'truth',
};

/**
 * Gateway API's Gateway: ports, protocols, hosts and certificates, and the pods behind them, which Istio makes. Where the
 * traffic then goes, routes say.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/gateway/
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/
 * @example
 * const gateway = new GatewayApiGateway(chart, 'gateway', { gatewayClass: GatewayClass.istio(chart, 'istio') });
 * gateway.addHttpListener({ hostname: '*.example.com', allowedRoutes: AllowedRoutes.allNamespaces() });
 */
export class GatewayApiGateway extends Resource implements IGatewayApiGateway, IGatewayWorkload {
  /** A Gateway that exists already. */
  public static fromGatewayName(scope: Construct, id: string, name: string, options: ReferenceOptions = {}): IGatewayApiGateway {
    return new ImportedGatewayApiGateway(scope, id, name, options);
  }

  private readonly settings: GatewayApiGatewayProps;
  private readonly listeners: Listener[] = [];
  private readonly rendered: { readonly name: string }[] = [];
  private readonly handles = new Map<string, GatewayListener>();
  private readonly madeService: IService;
  private readonly base: object;

  /**
   * @throws if a listener, address, label or reference is impossible, the class is missing, or parameters are in another namespace
   */
  constructor(scope: Construct, id: string, props: GatewayApiGatewayProps = {}) {
    super(scope, id, {
      apiVersion: versionOf(scope, id, props),
      kind: 'Gateway',
      metadata: withAnnotations(props),
      fields: { spec: () => ({ ...this.base, listeners: unlessEmpty(this.rendered) }) },
    });
    const { listeners = [], addresses = [] } = checkKinds(this, '', props, KINDS);
    this.settings = { ...props, addresses: [...checkItems(this, 'addresses', addresses, 16, 'drop some')] };
    this.madeService = new GatewayService(this, this.listeners);
    this.base = toJson_GatewaySpec(this.renderBase() as GatewaySpec)!;
    checkList(this, 'listeners', listeners).forEach(listener => this.addListener(listener));
    if (props.partial) {
      notJudged(this);
    } else if (this.listeners.length === 0) {
      checkAtSynth(this, () => this.listeners.length > 0 ? [] : ['listeners: given none, allowed 1 to 64; add one, e.g. with addHttpListener']);
    }
  }

  /** The reference by which a route names all listeners. */
  public get parentRef(): RouteParent {
    return RouteParent.gateway(this);
  }

  /**
   * Name of the Deployment, Service and ServiceAccount that Istio makes.
   *
   * @default - Istio makes none: the address names a Service, or the class is not known to deploy
   */
  public get deploymentName(): string | undefined {
    const { gatewayClass, nameOverride, addresses = [] } = this.settings;
    const controller = gatewayClass?.controllerName;
    if (!gatewayClass || !controller || addresses.length > 1 || addresses.some(a => a.type !== 'IPAddress')) { return undefined; }
    if (SUFFIXED_CONTROLLERS.includes(controller)) { return nameOverride ?? `${this.name}-${gatewayClass.name}`; }
    return UNSUFFIXED_CONTROLLERS.includes(controller) ? nameOverride ?? this.name : undefined;
  }

  /**
   * The Service in front of the gateway's pods: the one that Istio makes, or the one that the address names.
   *
   * @default - none that is known
   */
  public get service(): IService | undefined {
    return this.deploymentName === undefined ? this.addressedService : this.madeService;
  }

  /**
   * Labels that select the gateway's pods.
   *
   * @throws if the address names a Service whose pods' labels are not known
   */
  public get gatewaySelector(): { [label: string]: string } {
    const service = this.deploymentName === undefined ? this.addressedService : undefined;
    if (!service) { return { 'gateway.networking.k8s.io/gateway-name': this.name }; }
    if (!service.podLabels) {
      throw invalid(this, 'addresses[0]', {
        given: `Service ${service.name}`,
        allowed: 'a Service whose pods\' labels are known, as they are asked for',
        todo: 'give podLabels where the Service is referred to',
      });
    }
    return service.podLabels;
  }

  /**
   * Adds a listener of any protocol.
   *
   * @throws if the listener is impossible, or another one has its name, or its port, protocol and host
   */
  public addListener(listener: Listener): GatewayListener {
    const field = `listeners[${this.listeners.length}]`;
    checkCount(this, 'listeners', this.listeners.length + 1, MAX_LISTENERS, 'make another Gateway');
    checkObject(this, field, listener, '_takesHttpRoute', 'a Listener, e.g. Listener.http()');
    checkText(this, `${field}.protocol`, listener.protocol);
    const name = listener._name ?? this.freeName(listener);
    const rendered = toJson_GatewaySpecListeners(listener._render(this, field, name)) as { name: string };
    if (this.handles.has(name)) {
      throw invalid(this, `${field}.name`, { given: name, allowed: 'a name that no other listener of this Gateway has', todo: 'rename the listener' });
    }
    this.listeners.forEach((other, i) => this.checkPair(field, listener, other, i));
    const handle = new GatewayListener(this, name);
    this.listeners.push(listener);
    this.rendered.push(rendered);
    this.handles.set(name, handle);
    return handle;
  }

  /** Adds a listener of plain HTTP; port 80 unless another is given. */
  public addHttpListener(options: HttpListenerOptions = {}): GatewayListener {
    return this.addListener(Listener.http(options));
  }

  /** Adds a listener of HTTP in TLS; port 443 unless another is given. */
  public addHttpsListener(options: TlsListenerOptions): GatewayListener {
    return this.addListener(Listener.https(options));
  }

  /** Adds a listener of TLS; port 443 unless another is given. */
  public addTlsListener(options: TlsListenerOptions): GatewayListener {
    return this.addListener(Listener.tls(options));
  }

  /** Adds a listener of TCP. */
  public addTcpListener(options: StreamListenerOptions): GatewayListener {
    return this.addListener(Listener.tcp(options));
  }

  /** Adds a listener of UDP. */
  public addUdpListener(options: StreamListenerOptions): GatewayListener {
    return this.addListener(Listener.udp(options));
  }

  /**
   * A listener that the Gateway has.
   *
   * @throws if it has none of this name
   */
  public listener(name: string): GatewayListener {
    const handle = this.handles.get(name);
    if (!handle) {
      throw invalid(this, 'listeners', {
        given: name,
        allowed: `the name of a listener: ${[...this.handles.keys()].join(', ') || 'there is none yet'}`,
        todo: 'add the listener first, or name another',
      });
    }
    return handle;
  }

  /** @internal */
  public _uses(field: string, target: IObjectReference): void {
    refersTo(this, target);
    if (target.namespace === undefined || target.namespace === this.namespace) { return; }
    if (this.settings.referenceGrants === false) {
      declarePermit(this, 'Gateway', target);
    } else {
      permit(this, 'Gateway', field, target);
    }
  }

  /**
   * Whether a route of HTTP can attach, as far as can be known without the labels of namespaces.
   *
   * @internal
   */
  public _takesHttpRoute(hostnames: readonly string[], namespace: string | undefined, sectionName?: string, port?: number): boolean {
    const sameNamespace = namespace === this.namespace || namespace === undefined || this.namespace === undefined;
    return this.settings.partial === true || this.listeners.some((listener, i) =>
      (sectionName === undefined || this.rendered[i].name === sectionName)
      && (port === undefined || listener.port === port)
      && listener._takesHttpRoute(hostnames, sameNamespace));
  }

  /** What the listeners take, in words. @internal */
  public get _words(): string {
    return this.listeners.map((listener, i) => `${this.rendered[i].name} takes ${listener._words}`).join(', ') || 'it has no listeners';
  }

  private get addressedService(): IService | undefined {
    return this.settings.addresses?.find(a => a._service)?._service;
  }

  private renderBase(): Partial<GatewaySpec> {
    const { gatewayClass, partial, addresses = [], infrastructure, allowedListeners, tls, serviceType, nameOverride, serviceAccount } = this.settings;
    if (!gatewayClass && !partial) {
      throw invalid(this, 'gatewayClass', { given: gatewayClass, allowed: 'a class', todo: 'give one, e.g. GatewayClass.istio(chart, "istio"), or say that the Gateway is partial' });
    }
    if (gatewayClass !== undefined) { refersTo(this, checkObject(this, 'gatewayClass', gatewayClass, 'gatewayClassName', 'a class, e.g. GatewayClass.istio(chart, "istio")')); }
    const renderedAddresses = addresses.map((address, i) =>
      checkObject(this, `addresses[${i}]`, address, '_service', 'a GatewayAddress, e.g. GatewayAddress.ip("192.0.2.1")')._render(this, `addresses[${i}]`));
    checkUnique(this, 'addresses', renderedAddresses.filter(a => a.value !== undefined).map(a => `${a.type} ${a.value}`), 'drop one of the two');
    addresses.forEach(address => { if (address._service) { refersTo(this, address._service); } });
    if (serviceType !== undefined && !SERVICE_TYPES.includes(serviceType)) {
      throw invalid(this, 'serviceType', { given: serviceType, allowed: 'ClusterIP, NodePort or LoadBalancer', todo: 'choose one of these' });
    }
    if (nameOverride !== undefined) { checkDnsLabel(this, 'nameOverride', nameOverride); }
    if (serviceAccount !== undefined) { refersTo(this, this.checkAccount(serviceAccount)); }
    return {
      gatewayClassName: gatewayClass?.name,
      addresses: unlessEmpty(renderedAddresses),
      infrastructure: infrastructure === undefined ? undefined : renderInfrastructure(this, 'infrastructure', infrastructure),
      allowedListeners: allowedListeners === undefined ? undefined
        : checkObject(this, 'allowedListeners', allowedListeners, '_renderNamespaces', 'AllowedListeners, e.g. AllowedListeners.sameNamespace()')._renderNamespaces(this, 'allowedListeners'),
      tls: tls === undefined ? undefined : renderGatewayTls(this, 'tls', tls),
      defaultScope: this.settings.defaultScope as string as GatewaySpecDefaultScope,
    };
  }

  private checkAccount(account: kplus.IServiceAccount): IResource {
    if (account?.resourceType !== 'serviceaccounts') {
      throw invalid(this, 'serviceAccount', { given: account?.node?.path ?? account, allowed: 'a ServiceAccount of cdk8s-plus', todo: 'give one, e.g. of ServiceAccount.fromServiceAccountName' });
    }
    return { name: account.name, construct: account };
  }

  private checkPair(field: string, listener: Listener, other: Listener, index: number) {
    if (listener.port !== other.port) { return; }
    const streams = [listener, other].filter(l => l.protocol === 'TCP').length;
    if (streams === 1 && listener.protocol !== 'UDP' && other.protocol !== 'UDP') {
      throw invalid(this, `${field}.port`, {
        given: `${listener.protocol} on port ${listener.port}`,
        allowed: `TCP or other protocols on a port, and listeners[${index}] has ${other.protocol} there`,
        todo: 'choose another port',
      });
    }
    if (listener.protocol === other.protocol && listener.hostname === other.hostname) {
      throw invalid(this, `${field}.hostname`, {
        given: `${listener.hostname ?? listener.protocol} on port ${listener.port}`,
        allowed: `each host of a port and protocol in one listener, and listeners[${index}] has it`,
        todo: 'drop one of the two, or choose another host or port',
      });
    }
  }

  private freeName(listener: Listener): string {
    const protocol = listener.protocol.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const names = [protocol, `${protocol}-${listener.port}`];
    for (let i = 2; names.every(name => this.handles.has(name)); i++) { names.push(`${protocol}-${listener.port}-${i}`); }
    return names.find(name => !this.handles.has(name))!;
  }
}

class ImportedGatewayApiGateway extends ImportedResource implements IGatewayApiGateway {
  constructor(scope: Construct, id: string, name: string, options: ReferenceOptions) {
    super(scope, id, name, options);
  }

  public get parentRef(): RouteParent {
    return RouteParent.gateway(this);
  }

  public listener(name: string): GatewayListener {
    return new GatewayListener(this, name);
  }

  protected declared(): Declared {
    return { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' };
  }
}

/** The Service that Istio makes for a Gateway. */
class GatewayService implements IService {
  constructor(private readonly gateway: GatewayApiGateway, private readonly listeners: readonly Listener[]) {}

  public get name(): string {
    return this.gateway.deploymentName!;
  }

  public get serviceName(): string {
    return this.name;
  }

  public get namespace(): string | undefined {
    return this.gateway.namespace;
  }

  public get construct(): IConstruct {
    return this.gateway;
  }

  public get podLabels(): { [label: string]: string } {
    return this.gateway.gatewaySelector;
  }

  public get ports(): kplus.k8s.ServicePort[] {
    const ports = [...new Set(this.listeners.map(listener => listener.port))];
    return [{ name: 'status-port', port: 15021 }, ...ports.map(port => ({ port }))];
  }
}

function withAnnotations(props: GatewayApiGatewayProps): ApiObjectMetadata | undefined {
  const annotations = Object.entries({
    'networking.istio.io/service-type': props.serviceType,
    'gateway.istio.io/name-override': props.nameOverride,
    'gateway.istio.io/service-account': props.serviceAccount?.name,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return annotations.length === 0
    ? props.metadata
    : { ...props.metadata, annotations: { ...props.metadata?.annotations, ...Object.fromEntries(annotations) } };
}
