import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AllowedListeners } from './allowed-routes';
import { GatewayApiVersion } from './api-version';
import { GatewayAddress } from './gateway-address';
import { IGatewayClass } from './gateway-class';
import { GatewayInfrastructure } from './gateway-infrastructure';
import { GatewayTls } from './gateway-tls';
import { Listener } from './listener';

/** Which routes a default Gateway claims, and which default Gateways a route lets itself be claimed by. */
export enum DefaultGatewayScope {
  /** All. */
  ALL = 'All',
  /** None. */
  NONE = 'None',
}

/** What a Gateway of Gateway API is made of. */
export interface GatewayApiGatewayProps {
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
   * The class of the Gateway, which decides who runs it, e.g. `GatewayClass.istio(chart, 'istio')`.
   *
   * @default - none, which only a partial Gateway may have
   */
  readonly gatewayClass?: IGatewayClass;

  /**
   * Ports, protocols and hosts. At most 64; more can be added later.
   *
   * @default - none yet; a Gateway needs one at least, unless it is partial
   */
  readonly listeners?: Listener[];

  /**
   * Where the Gateway is to be reached. At most 16, though Istio takes one.
   *
   * @default - the controller decides
   */
  readonly addresses?: GatewayAddress[];

  /**
   * What is put on the objects that the controller makes for the Gateway.
   *
   * @default - the controller decides
   */
  readonly infrastructure?: GatewayInfrastructure;

  /**
   * Which ListenerSets may add listeners.
   *
   * @default - AllowedListeners.none()
   */
  readonly allowedListeners?: AllowedListeners;

  /**
   * Settings of TLS for the whole Gateway.
   *
   * @default - none
   */
  readonly tls?: GatewayTls;

  /**
   * Which routes the Gateway claims though they do not name it. In the experimental channel only.
   *
   * @default - DefaultGatewayScope.NONE
   */
  readonly defaultScope?: DefaultGatewayScope;

  /**
   * Type of the Service that Istio makes (annotation `networking.istio.io/service-type`): ClusterIP, NodePort or LoadBalancer.
   *
   * @default - the class's: LoadBalancer for `istio`, ClusterIP for `istio-waypoint`
   */
  readonly serviceType?: kplus.ServiceType;

  /**
   * Name of the Deployment, Service and ServiceAccount that Istio makes (annotation `gateway.istio.io/name-override`).
   *
   * @default - the Gateway's name, `-` and the class's name; without the class's for waypoints and east-west gateways
   */
  readonly nameOverride?: string;

  /**
   * The ServiceAccount of the pods that Istio makes (annotation `gateway.istio.io/service-account`).
   *
   * @default - Istio makes one
   */
  readonly serviceAccount?: kplus.IServiceAccount;

  /**
   * Whether class and listeners may be missing, as something else adds them, or the document shows a part only. The API
   * server takes no such Gateway as it stands.
   *
   * @default false
   */
  readonly partial?: boolean;

  /**
   * Whether ReferenceGrants are made for certificates in other namespaces.
   *
   * @default true
   */
  readonly referenceGrants?: boolean;
}
