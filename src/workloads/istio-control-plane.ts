import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { GatewayInjectionTemplate } from './gateway-injection-template';
import type * as sail from '../../imports/istio-values';
import type * as sailoperator from '../../imports/sailoperator.io';
import { checkInteger, checkName, checkObject, checkText } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, checkStruct, Kinds } from '../core/kinds';
import { Resource } from '../core/resource';

const VERSION = /^(v\d+\.\d+(\.\d+|-latest)(-[0-9A-Za-z.-]+)?|master)$/;

/** Sets of values that come with Istio. */
export enum IstioProfile {
  /** With ztunnel, for the ambient mode. */
  AMBIENT = 'ambient',
  /** Istio's default. */
  DEFAULT = 'default',
  /** To show Istio's features: little resources, much tracing. */
  DEMO = 'demo',
  /** Nothing, as a base for values of one's own. */
  EMPTY = 'empty',
  /** A control plane outside the cluster. */
  EXTERNAL = 'external',
  /** For OpenShift. */
  OPENSHIFT = 'openshift',
  /** For OpenShift, for the ambient mode. */
  OPENSHIFT_AMBIENT = 'openshift-ambient',
  /** With features that are still experimental. */
  PREVIEW = 'preview',
  /** A cluster whose control plane is in another one. */
  REMOTE = 'remote',
  /** With features that are stable only. */
  STABLE = 'stable',
}

/** How a new version replaces the old one by revisions. */
export interface RevisionBasedUpdateOptions {
  /**
   * Seconds that a revision stays after nothing uses it any more. 0 or more.
   *
   * @default 30
   */
  readonly inactiveRevisionDeletionGracePeriodSeconds?: number;

  /**
   * Whether workloads are moved to the new revision.
   *
   * @default false
   */
  readonly updateWorkloads?: boolean;
}

/**
 * How the operator goes from one version of Istio to the next.
 *
 * @see https://github.com/istio-ecosystem/sail-operator/blob/main/docs/update-strategy/update-strategy.adoc
 */
export class IstioUpdateStrategy {
  /** The new version replaces the old one at once. */
  public static inPlace(): IstioUpdateStrategy {
    return new IstioUpdateStrategy('InPlace');
  }

  /** The new version runs beside the old one until the workloads have moved. */
  public static revisionBased(options: RevisionBasedUpdateOptions = {}): IstioUpdateStrategy {
    return new IstioUpdateStrategy('RevisionBased', options);
  }

  private constructor(private readonly type: string, private readonly options: RevisionBasedUpdateOptions = {}) {}

  /** @internal */
  public _render(scope: Construct, field: string): sailoperator.IstioSpecUpdateStrategy {
    const { inactiveRevisionDeletionGracePeriodSeconds: seconds } = checkKinds(scope, field, this.options, {
      inactiveRevisionDeletionGracePeriodSeconds: 'elsewhere', updateWorkloads: 'truth',
    });
    if (seconds !== undefined) { checkInteger(scope, `${field}.inactiveRevisionDeletionGracePeriodSeconds`, seconds, 0, Number.MAX_SAFE_INTEGER); }
    return { type: this.type as sailoperator.IstioSpecUpdateStrategyType, ...this.options };
  }
}

/** What a control plane is made of. */
export interface IstioControlPlaneProps {
  /**
   * Name, labels and annotations.
   *
   * @default - the name `default`: workloads of the control plane of that name need not say which one is theirs
   */
  readonly metadata?: ApiObjectMetadata;

  /** Version of Istio, one that the operator knows, e.g. `v1.28.3` or `v1.28-latest`. */
  readonly version: string;

  /**
   * Namespace of istiod. It cannot be changed later.
   *
   * @default istio-system
   */
  readonly namespace?: string;

  /**
   * Set of values to start from.
   *
   * @default - Istio's default
   */
  readonly profile?: IstioProfile;

  /**
   * How the operator goes from one version to the next.
   *
   * @default IstioUpdateStrategy.inPlace()
   */
  readonly updateStrategy?: IstioUpdateStrategy;

  /**
   * Values of Istio's charts.
   *
   * @default - those of the profile
   */
  readonly values?: sail.IstioValues;

  /**
   * The template by which pods of gateways are completed. Not together with one in `values`.
   *
   * @default - the one that comes with Istio
   */
  readonly gatewayInjectionTemplate?: GatewayInjectionTemplate;
}

const KINDS: Kinds<IstioControlPlaneProps> = {
  metadata: 'metadata',
  version: 'text',
  namespace: 'text',
  profile: Object.values(IstioProfile),
  updateStrategy: 'elsewhere',
  values: 'struct',
  gatewayInjectionTemplate: 'elsewhere',
};

/**
 * A control plane of Istio: the resource `Istio` of the Sail operator, which Alauda Service Mesh 2 and OpenShift Service
 * Mesh 3 are built on. It is not namespaced.
 *
 * @see https://github.com/istio-ecosystem/sail-operator/blob/main/docs/api-reference/sailoperator.io.md#istio
 * @example
 * new IstioControlPlane(chart, 'istio', {
 *   version: 'v1.28.3',
 *   values: { meshConfig: { accessLogFile: '/dev/stdout' } },
 * });
 */
export class IstioControlPlane extends Resource {
  /**
   * @throws if the version is malformed, the namespace is not the one in the values, or the template is given twice
   */
  constructor(scope: Construct, id: string, props: IstioControlPlaneProps) {
    super(scope, id, {
      apiVersion: 'sailoperator.io/v1',
      kind: 'Istio',
      metadata: { name: 'default', ...checkStruct(scope, id, props).metadata },
      clusterScoped: true,
      fields: { spec: () => spec },
    });
    checkKinds(this, '', props, KINDS);
    checkText(this, 'version', props.version);
    if (!VERSION.test(props.version)) {
      throw invalid(this, 'version', { given: props.version, allowed: 'a version of the operator\'s list', todo: 'write it like "v1.28.3" or "v1.28-latest"' });
    }
    const namespace = checkName(this, 'namespace', props.namespace ?? 'istio-system');
    const inValues = props.values?.global?.istioNamespace;
    if (inValues !== undefined && inValues !== namespace) {
      throw invalid(this, 'values.global.istioNamespace', { given: inValues, allowed: `the namespace of the control plane, "${namespace}"`, todo: 'leave it out' });
    }
    if (props.gatewayInjectionTemplate !== undefined) {
      checkObject(this, 'gatewayInjectionTemplate', props.gatewayInjectionTemplate, '_value', 'a GatewayInjectionTemplate');
    }
    if (props.gatewayInjectionTemplate && props.values?.sidecarInjectorWebhook?.templates?.gateway !== undefined) {
      throw invalid(this, 'gatewayInjectionTemplate', {
        given: 'a template',
        allowed: 'one template, and values.sidecarInjectorWebhook.templates.gateway has another',
        todo: 'drop one of the two',
      });
    }
    if (props.updateStrategy !== undefined) { checkObject(this, 'updateStrategy', props.updateStrategy, '_render', 'an IstioUpdateStrategy'); }
    const spec = toJson({
      version: props.version as sailoperator.IstioSpecVersion,
      namespace,
      profile: props.profile as string as sailoperator.IstioSpecProfile,
      updateStrategy: props.updateStrategy?._render(this, 'updateStrategy'),
      values: withTemplate(props) as sailoperator.IstioSpecValues,
    });
  }
}

function withTemplate({ values: given, gatewayInjectionTemplate: template }: IstioControlPlaneProps): sail.IstioValues | undefined {
  if (!template) { return given; }
  const webhook = given?.sidecarInjectorWebhook;
  return { ...given, sidecarInjectorWebhook: { ...webhook, templates: { ...webhook?.templates, gateway: template._value } } };
}

/** The L1 of Sail is most of a megabyte, which only those load who render such a resource. */
function toJson(spec: sailoperator.IstioSpec) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const l1: typeof sailoperator = require('../../imports/sailoperator.io');
  return l1.toJson_IstioSpec(spec);
}
