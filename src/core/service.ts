import type * as kplus from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { Declared, ImportedResource, IResource, ReferenceOptions } from './resource';

/** A Service of Kubernetes, as what routes to it needs to know it. */
export interface IService extends IResource {
  /** Name of the Service: `name`, under a word that no other kind has, so that only a Service is taken for one. */
  readonly serviceName: string;

  /**
   * The ports of the Service.
   *
   * @default - not known, so that no port is checked
   */
  readonly ports?: kplus.k8s.ServicePort[];

  /**
   * Labels of the pods behind the Service.
   *
   * @default - not known
   */
  readonly podLabels?: { [label: string]: string };
}

/** What is known of a Service that exists already. */
export interface ServiceReferenceOptions extends ReferenceOptions {
  /**
   * The ports of the Service.
   *
   * @default - not known, so that no port is checked
   */
  readonly ports?: kplus.k8s.ServicePort[];

  /**
   * Labels of the pods behind the Service.
   *
   * @default - not known
   */
  readonly podLabels?: { [label: string]: string };
}

/** Services that this library does not make itself. */
export abstract class Service {
  /** A Service that exists already, or that another tool makes. */
  public static fromServiceName(scope: Construct, id: string, name: string, options: ServiceReferenceOptions = {}): IService {
    return new ImportedService(scope, id, name, options);
  }

  /** A Service made with cdk8s-plus. */
  public static fromKplus(service: kplus.Service): IService {
    return new KplusService(service);
  }
}

class ImportedService extends ImportedResource implements IService {
  public readonly ports?: kplus.k8s.ServicePort[];
  public readonly podLabels?: { [label: string]: string };

  constructor(scope: Construct, id: string, name: string, options: ServiceReferenceOptions) {
    super(scope, id, name, options);
    this.ports = options.ports;
    this.podLabels = options.podLabels;
  }

  public get serviceName(): string {
    return this.name;
  }

  /** Its pods are not known: it has no selector. */
  protected declared(): Declared {
    return { apiVersion: 'v1', kind: 'Service', spec: { ports: this.ports?.map(port => ({ ...port, targetPort: port?.targetPort?.value })) } };
  }
}

class KplusService implements IService {
  public readonly construct: IConstruct;

  constructor(private readonly service: kplus.Service) {
    this.construct = service;
  }

  public get name(): string {
    return this.service.name;
  }

  public get serviceName(): string {
    return this.name;
  }

  public get namespace(): string | undefined {
    return this.service.metadata.namespace;
  }

  public get ports(): kplus.k8s.ServicePort[] {
    // loaded by whoever made the Service; others need not load it
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { k8s }: typeof kplus = require('cdk8s-plus-28');
    return this.service.ports.map(port => ({
      name: port.name,
      port: port.port,
      targetPort: port.targetPort === undefined ? undefined : k8s.IntOrString.fromNumber(port.targetPort),
      nodePort: port.nodePort,
      protocol: port.protocol,
    }));
  }
}
