import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkKinds, Kinds } from '../core/kinds';
import { VersionedService } from '../workloads/versioned-service';

const PORT = 8080;

/** What httpbin is made of. */
export interface HttpbinAppProps {
  /**
   * Name and namespace of the Service, the Deployment and the ServiceAccount; labels and annotations of the Service.
   *
   * @default - `httpbin` in the namespace of the chart, with the labels `app` and `service`
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Image that answers like httpbin at port 8080.
   *
   * @default 'docker.io/mccutchen/go-httpbin:v2.15.0'
   */
  readonly image?: string;

  /**
   * How many pods. A whole number, 0 or more.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Whether the pods have a ServiceAccount of their own.
   *
   * @default true
   */
  readonly serviceAccount?: boolean;

  /**
   * How the Service is reached.
   *
   * @default - ClusterIP
   */
  readonly type?: kplus.ServiceType;
}

const KINDS: Kinds<HttpbinAppProps> = {
  metadata: 'metadata',
  image: 'text',
  replicas: 'elsewhere',
  serviceAccount: 'truth',
  type: Object.values(kplus.ServiceType),
};

/**
 * Istio's httpbin sample: a Service that answers at port 8000 with what it was asked, and its pods in version `v1`.
 *
 * @see https://github.com/istio/istio/tree/master/samples/httpbin
 * @example
 * const httpbin = new HttpbinApp(chart, 'httpbin', { replicas: 2 });
 * new DestinationRule(chart, 'rule', { service: httpbin });
 */
export class HttpbinApp extends VersionedService {
  /**
   * @throws if a name, the image or the number of pods is impossible
   */
  constructor(scope: Construct, id: string, props: HttpbinAppProps = {}) {
    const { metadata } = checkKinds(scope, id, props, KINDS);
    const name = metadata?.name ?? 'httpbin';
    super(scope, id, {
      metadata: { labels: { app: name, service: name }, ...metadata, name },
      ports: [{ name: 'http', port: 8000, targetPort: kplus.k8s.IntOrString.fromNumber(PORT) }],
      type: props.type,
      serviceAccount: props.serviceAccount ?? true ? {} : undefined,
    });
    this.addVersion('v1', {
      metadata: { name, labels: {} },
      image: props.image ?? 'docker.io/mccutchen/go-httpbin:v2.15.0',
      imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
      replicas: props.replicas ?? 1,
      ports: [{ containerPort: PORT }],
    });
  }
}
