import { ApiObject, ApiObjectMetadata, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { checkDeployment, deploymentSpec } from './deployment-spec';
import { Part } from './part';
import { checkServiceSpec } from './service-spec';
import { VersionOptions } from './version-options';
import { checkDnsLabel, checkName, checkObject } from '../core/checks';
import { Cluster } from '../core/cluster';
import { portOf } from '../core/destination';
import { invalid } from '../core/errors';
import { checkKinds, checkStruct, Kinds } from '../core/kinds';
import { checkLabelValue } from '../core/labels';
import { refersTo } from '../core/resource';
import { IService } from '../core/service';

/** A ServiceAccount to make for the pods of a service. */
export interface ServiceAccountOptions {
  /**
   * Name, labels and annotations; its namespace is the Service's.
   *
   * @default - the Service's name
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Whether pods get the token where they do not say.
   *
   * @default true
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Secrets with which the pods' images are pulled.
   *
   * @default - none
   */
  readonly imagePullSecrets?: kplus.ISecret[];

  /**
   * Secrets that the pods may mount.
   *
   * @default - any
   */
  readonly secrets?: kplus.ISecret[];
}

const SERVICE_ACCOUNT_KINDS: Kinds<ServiceAccountOptions> = {
  metadata: 'metadata',
  automountServiceAccountToken: 'truth',
  imagePullSecrets: 'allNamed',
  secrets: 'allNamed',
};

/** What a service in versions is made of: the fields of the Service, and what the versions share. */
export interface VersionedServiceProps extends kplus.k8s.ServiceSpec {
  /**
   * Name, namespace, labels and annotations of the Service.
   *
   * @default - a name made of the construct's path, in the namespace of the chart, with the label `app`
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The label `app` of all pods, by which the Service selects them unless `selector` is given.
   *
   * @default - the Service's name
   */
  readonly app?: string;

  /**
   * The ServiceAccount to make, for the pods of all versions.
   *
   * @default - none is made; pods run under the namespace's
   */
  readonly serviceAccount?: ServiceAccountOptions;
}

/** One version of a service: the Deployment that runs it. */
export class ServiceVersion {
  /** The service that this is a version of. */
  public readonly service: IService;

  /** The version, which is the pods' label `version`. */
  public readonly name: string;

  /** Labels that select the pods of this version. */
  public readonly podLabels: { [label: string]: string };

  /** The Deployment. */
  public readonly deployment: ApiObject;

  /** Made by `VersionedService.addVersion`. @internal */
  public constructor(service: IService, name: string, podLabels: { [label: string]: string }, deployment: ApiObject) {
    this.service = service;
    this.name = name;
    this.podLabels = podLabels;
    this.deployment = deployment;
  }
}

/**
 * A service of a mesh that runs in several versions: one Service, a ServiceAccount where one is wanted, and a Deployment for
 * each version, whose pods carry the labels `app` and `version`.
 *
 * Versions may run in several clusters: the Service then stands in each of them, under one name and namespace, and the
 * mesh takes them for one service.
 *
 * @see https://istio.io/latest/docs/ops/deployment/application-requirements/
 * @example
 * const tomcat = new VersionedService(chart, 'tomcat', {
 *   metadata: { name: 'front-tomcat' },
 *   ports: [{ name: 'http', port: 8080 }],
 * });
 * tomcat.addVersion('v2', { image: 'tomcat:9.0-jdk11', replicas: 1 });
 */
export class VersionedService extends Construct implements IService {
  /** The label `app` of all pods. */
  public readonly app: string;

  /**
   * The ports of the Service.
   *
   * @default - it has none
   */
  public readonly ports?: kplus.k8s.ServicePort[];

  private readonly spec?: object;
  private readonly ownSelector?: { [label: string]: string };
  private readonly metadata?: ApiObjectMetadata;
  private readonly serviceAccount?: ServiceAccountOptions;
  private readonly service: Part;
  private readonly copies = new Map<string, Construct>();
  private readonly made = new Map<string, ServiceVersion>();

  /**
   * @throws if a name, a port or the type of the Service is impossible
   */
  constructor(scope: Construct, id: string, props: VersionedServiceProps) {
    super(scope, id);
    const { metadata, app, serviceAccount, ...spec } = checkStruct(this, 'props', props);
    checkKinds(this, '', { metadata, app, serviceAccount }, { metadata: 'metadata', app: 'text', serviceAccount: 'struct' });
    if (serviceAccount) { checkKinds(this, 'serviceAccount', serviceAccount, SERVICE_ACCOUNT_KINDS); }
    if (metadata?.name !== undefined) { checkDnsLabel(this, 'metadata.name', metadata.name); }
    if (serviceAccount?.metadata?.name !== undefined) { checkName(this, 'serviceAccount.metadata.name', serviceAccount.metadata.name); }
    checkServiceSpec(this, spec);
    this.ports = spec.ports?.map(port => ({ ...port }));
    this.ownSelector = spec.selector && { ...spec.selector };
    this.spec = kplus.k8s.toJson_ServiceSpec(spec);
    this.metadata = metadata && { ...metadata, labels: metadata.labels && { ...metadata.labels } };
    this.serviceAccount = serviceAccount && { ...serviceAccount };
    this.service = this.renderService(this, metadata);
    this.app = checkLabelValue(this, 'app', app ?? this.service.name);
    if (metadata?.labels === undefined) { this.service.metadata.addLabel('app', this.app); }
    this.checkNamespace('serviceAccount.metadata.namespace', serviceAccount?.metadata?.namespace);
  }

  public get name(): string {
    return this.service.name;
  }

  public get serviceName(): string {
    return this.name;
  }

  public get namespace(): string | undefined {
    return this.service.namespace;
  }

  public get construct(): IConstruct | undefined {
    return this;
  }

  /**
   * Labels by which the Service selects the pods of all versions.
   *
   * @default - the label `app`
   */
  public get podLabels(): { [label: string]: string } | undefined {
    return this.selector;
  }

  /** The versions there are so far. */
  public get versions(): ServiceVersion[] {
    return [...this.made.values()];
  }

  /**
   * One of the versions.
   *
   * @throws if there is none of that name
   */
  public version(name: string): ServiceVersion {
    const version = this.made.get(name);
    if (!version) {
      throw invalid(this, 'version', { given: name, allowed: `one of ${[...this.made.keys()].join(', ') || 'none yet'}`, todo: 'add the version first' });
    }
    return version;
  }

  /**
   * Adds a version: a Deployment, and in a cluster that has them not yet the Service and the ServiceAccount.
   *
   * @param name the version, which becomes the pods' label `version`
   * @throws if there is a version of that name, if the Service would not select the pods, or if a value is impossible
   */
  public addVersion(name: string, options: VersionOptions): ServiceVersion {
    const field = `versions[${this.made.size}]`;
    checkLabelValue(this, `${field}.name`, name);
    if (this.made.has(name)) {
      throw invalid(this, `${field}.name`, { given: name, allowed: 'a name that no other version of this service has', todo: 'rename the version' });
    }
    const labels = { app: this.app, version: name };
    checkDeployment(this, field, options, labels);
    const podLabels = { ...labels, ...options.podLabels };
    this.checkPodLabels(`${field}.podLabels`, podLabels, labels);
    this.checkNamespace(`${field}.metadata.namespace`, options.metadata?.namespace);
    const deploymentName = checkName(this, `${field}.metadata.name`, options.metadata?.name ?? `${this.name}-${name}`);

    const place = this.placeIn(options.cluster);
    const serviceAccountName = options.serviceAccount?.name ?? this.serviceAccountIn(place)?.name;
    const spec = kplus.k8s.toJson_DeploymentSpec(deploymentSpec(options, labels, podLabels, serviceAccountName));
    const deployment = new Part(place, `version-${name}`, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { labels, ...options.metadata, name: deploymentName, namespace: this.namespace },
      fields: { spec: () => spec },
    });
    if (options.serviceAccount) { refersTo(deployment, { name: options.serviceAccount.name, construct: options.serviceAccount }); }
    const version = new ServiceVersion(this, name, labels, deployment);
    this.made.set(name, version);
    return version;
  }

  /**
   * Renders the Service in another cluster as well, for clients there: a name is only resolved where its Service is.
   *
   * @returns the Service there
   * @throws if the chart of the cluster has a namespace and the Service has none
   */
  public addCluster(cluster: Cluster): ApiObject {
    return ApiObject.of(this.placeIn(checkObject(this, 'cluster', cluster, 'chart', 'a Cluster')));
  }

  /**
   * The Service as the backend of a plain Ingress.
   *
   * @param port port of the Service; may be left out where it has but one
   * @throws if the Service has no such port
   */
  public ingressBackend(port?: number): kplus.k8s.IngressBackend {
    const checked = portOf(this, 'ingressBackend.port', this, port);
    if (checked === undefined) {
      throw invalid(this, 'ingressBackend.port', { given: undefined, allowed: 'a port, and the Service has none', todo: 'say which port' });
    }
    return { service: { name: this.name, port: { number: checked } } };
  }

  private get selector(): { [label: string]: string } {
    return this.ownSelector ?? { app: this.app };
  }

  /** The scope for a cluster's objects; the Service is there. */
  private placeIn(cluster?: Cluster): Construct {
    if (!cluster || cluster.name === Cluster.of(this)?.name) { return this; }
    let place = this.copies.get(cluster.name);
    if (!place) {
      const namespace = this.namespace ?? cluster.chart.namespace;
      if (namespace !== this.namespace) {
        throw invalid(this, 'cluster', {
          given: `${cluster.name}, whose chart has the namespace "${namespace}"`,
          allowed: 'clusters where the Service has the same namespace, and here it has none',
          todo: `set metadata.namespace of the Service, or the namespace of chart "${this.node.scopes.find(c => Chart.isChart(c))?.node.path}"`,
        });
      }
      place = new Construct(cluster.chart, this.node.path);
      this.renderService(place, { ...this.metadata, labels: this.metadata?.labels ?? { app: this.app }, name: this.name, namespace });
      this.copies.set(cluster.name, place);
    }
    return place;
  }

  private renderService(scope: Construct, metadata?: ApiObjectMetadata): Part {
    return new Part(scope, 'Default', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      fields: { spec: () => ({ ...this.spec, selector: this.selector }) },
    });
  }

  private serviceAccountIn(place: Construct): Part | undefined {
    if (!this.serviceAccount) { return undefined; }
    const { metadata, automountServiceAccountToken, imagePullSecrets, secrets } = this.serviceAccount;
    return place.node.tryFindChild('ServiceAccount') as Part | undefined ?? new Part(place, 'ServiceAccount', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...metadata, name: metadata?.name ?? this.name, namespace: this.namespace },
      fields: {
        automountServiceAccountToken: () => automountServiceAccountToken,
        imagePullSecrets: () => imagePullSecrets?.map(secret => ({ name: secret.name })),
        secrets: () => secrets?.map(secret => ({ name: secret.name })),
      },
    });
  }

  private checkNamespace(field: string, given?: string) {
    if (given !== undefined && given !== this.namespace) {
      throw invalid(this, field, { given, allowed: `the namespace of the Service, ${this.namespace ?? 'which has none'}`, todo: 'leave it out, and set metadata.namespace of the Service' });
    }
  }

  private checkPodLabels(field: string, podLabels: { [label: string]: string }, fixed: { [label: string]: string }) {
    for (const [label, value] of [...Object.entries(fixed), ...Object.entries(this.selector)]) {
      if (podLabels[label] !== value) {
        throw invalid(this, field, {
          given: `${label}: ${podLabels[label] ?? 'none'}`,
          allowed: `${label}: ${value}, as otherwise the pods are not selected`,
          todo: label in fixed ? 'leave the label out' : 'add the label, or drop it from the selector of the Service',
        });
      }
    }
  }
}
