import { ApiObjectMetadata } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { GatewayApiVersion } from './api-version';
import { checkPattern, versionOf } from './checks';
import { checkReference, IObjectReference } from './object-reference';
import { toJson_GatewayClassSpec } from '../../imports/gateway.networking.k8s.io';
import { checkIdentity, checkText } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds } from '../core/kinds';
import { IResource, refersTo, Resource } from '../core/resource';
import { declareElsewhere } from '../core/synthesis';

const CONTROLLER_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9\/\-._~%!$&'()*+,;=:]+$/;

/** A GatewayClass, as Gateways refer to it. */
export interface IGatewayClass extends IResource {
  /** Name of the GatewayClass: `name`, under a word that no other kind has, so that only a GatewayClass is taken for one. */
  readonly gatewayClassName: string;

  /**
   * The controller that runs Gateways of this class.
   *
   * @default - not known, so nor is what the controller makes for a Gateway
   */
  readonly controllerName?: string;
}

/** What is known of a GatewayClass that exists already. */
export interface GatewayClassReferenceOptions {
  /**
   * The controller that runs Gateways of this class.
   *
   * @default - not known, so nor is what the controller makes for a Gateway
   */
  readonly controllerName?: string;
}

/** What a GatewayClass is made of. */
export interface GatewayClassProps {
  /**
   * Name, labels and annotations.
   *
   * @default - a name made of the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The API version to write.
   *
   * @default GatewayApiVersion.V1
   */
  readonly apiVersion?: GatewayApiVersion;

  /** The controller that runs Gateways of this class: a domain and a path, e.g. `istio.io/gateway-controller`. It cannot be changed later. */
  readonly controllerName: string;

  /**
   * What the class is for. At most 64 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * An object that holds parameters of the class, of a kind that the controller knows.
   *
   * @default - none
   */
  readonly parametersRef?: IObjectReference;
}

/**
 * Gateway API's GatewayClass: Gateways that one controller runs in the same way. Istio makes its own classes; name them
 * with `GatewayClass.istio` and the like.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/gatewayclass/
 * @example
 * const gatewayClass = GatewayClass.istio(chart, 'istio');
 */
export class GatewayClass extends Resource implements IGatewayClass {
  /** A GatewayClass that exists already. */
  public static fromGatewayClassName(scope: Construct, id: string, name: string, options: GatewayClassReferenceOptions = {}): IGatewayClass {
    return new ImportedGatewayClass(scope, id, name, options);
  }

  /** Istio's class for ingress and egress: each Gateway gets pods and a Service of type LoadBalancer. */
  public static istio(scope: Construct, id: string): IGatewayClass {
    return new ImportedGatewayClass(scope, id, 'istio', { controllerName: 'istio.io/gateway-controller' });
  }

  /** Istio's class for waypoints of ambient mode: each Gateway gets pods and a Service of type ClusterIP. */
  public static istioWaypoint(scope: Construct, id: string): IGatewayClass {
    return new ImportedGatewayClass(scope, id, 'istio-waypoint', { controllerName: 'istio.io/mesh-controller' });
  }

  /** Istio's class for gateways between the networks of an ambient mesh. */
  public static istioEastWest(scope: Construct, id: string): IGatewayClass {
    return new ImportedGatewayClass(scope, id, 'istio-east-west', { controllerName: 'istio.io/eastwest-controller' });
  }

  /** Istio's class for gateways of other clusters: nothing is deployed. */
  public static istioRemote(scope: Construct, id: string): IGatewayClass {
    return new ImportedGatewayClass(scope, id, 'istio-remote', { controllerName: 'istio.io/unmanaged-gateway' });
  }

  /**
   * The controller that runs Gateways of this class.
   *
   * @default - always known
   */
  public readonly controllerName?: string;

  private readonly spec: unknown;

  /**
   * @throws if the controller's name is not a domain and a path, or the description too long
   */
  constructor(scope: Construct, id: string, props: GatewayClassProps) {
    super(scope, id, {
      apiVersion: versionOf(scope, id, props),
      kind: 'GatewayClass',
      metadata: props.metadata,
      clusterScoped: true,
      fields: { spec: () => this.spec },
    });
    const { controllerName, description, parametersRef } = checkKinds(this, '', props, {
      metadata: 'metadata', apiVersion: 'text', controllerName: 'text', description: 'text', parametersRef: 'elsewhere',
    });
    this.controllerName = checkControllerName(this, controllerName);
    if (description !== undefined && description.length > 64) {
      throw invalid(this, 'description', { given: description, allowed: 'at most 64 characters', todo: 'shorten it' });
    }
    if (parametersRef !== undefined) { refersTo(this, checkReference(this, 'parametersRef', parametersRef)); }
    this.spec = toJson_GatewayClassSpec({
      controllerName,
      description,
      parametersRef: parametersRef && {
        group: parametersRef.group, kind: parametersRef.kind, name: parametersRef.name, namespace: parametersRef.namespace,
      },
    });
  }

  public get gatewayClassName(): string {
    return this.name;
  }
}

class ImportedGatewayClass extends Construct implements IGatewayClass {
  public readonly name: string;
  public readonly controllerName?: string;

  constructor(scope: Construct, id: string, name: string, options: GatewayClassReferenceOptions) {
    super(scope, id);
    const { controllerName } = checkKinds(this, 'options', options, { controllerName: 'text' });
    checkIdentity(this, '', checkText(this, 'name', name));
    this.name = name;
    this.controllerName = controllerName === undefined ? undefined : checkControllerName(this, controllerName);
    declareElsewhere(this, () => ({
      apiVersion: GatewayApiVersion.V1, kind: 'GatewayClass', metadata: { name }, spec: { controllerName },
    }));
  }

  public get gatewayClassName(): string {
    return this.name;
  }
}

function checkControllerName(scope: IConstruct, name: string): string {
  return checkPattern(scope, 'controllerName', name, CONTROLLER_NAME, 253, 'a domain and a path, e.g. "istio.io/gateway-controller"');
}
