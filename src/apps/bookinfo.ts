import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkIdentity, checkMember, checkObject, checkUnique } from '../core/checks';
import { Cluster } from '../core/cluster';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';
import { VersionOptions } from '../workloads/version-options';
import { VersionedService } from '../workloads/versioned-service';

const PORT = 9080;

/** A part of Bookinfo that is deployed by itself: a service and its version. */
export enum BookinfoVersion {
  /** What a book is. Calls nobody. */
  DETAILS_V1 = 'details-v1',
  /** Stars of a book. Calls nobody. */
  RATINGS_V1 = 'ratings-v1',
  /** Reviews without stars. Calls nobody. */
  REVIEWS_V1 = 'reviews-v1',
  /** Reviews with black stars. Calls ratings. */
  REVIEWS_V2 = 'reviews-v2',
  /** Reviews with red stars. Calls ratings. */
  REVIEWS_V3 = 'reviews-v3',
  /** The page. Calls details and reviews. */
  PRODUCTPAGE_V1 = 'productpage-v1',
}

/** That a version runs in another cluster than the rest. */
export interface BookinfoPlacement {
  /** The version. */
  readonly version: BookinfoVersion;

  /** The cluster that it runs in. */
  readonly cluster: Cluster;
}

/** What Bookinfo is made of. */
export interface BookinfoAppProps {
  /**
   * Namespace of everything.
   *
   * @default - the namespace of the chart
   */
  readonly namespace?: string;

  /**
   * Registry and folder of the images.
   *
   * @default 'registry.istio.io/release'
   */
  readonly registry?: string;

  /**
   * Tag of the images.
   *
   * @default '1.20.3'
   */
  readonly tag?: string;

  /**
   * The versions that are deployed. All four Services are made in any case.
   *
   * @default - all
   */
  readonly versions?: BookinfoVersion[];

  /**
   * The versions that run in other clusters. The Services that they call, and their own, are made there too.
   *
   * @default - none: everything is in the chart of the app
   */
  readonly placements?: BookinfoPlacement[];

  /**
   * How many pods of each version. A whole number, 0 or more.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Whether productpage and reviews get empty volumes for the files they write.
   *
   * @default true
   */
  readonly scratchVolumes?: boolean;

  /**
   * Whether productpage carries the annotations by which Prometheus finds its metrics.
   *
   * @default true
   */
  readonly scrapeMetrics?: boolean;

  /**
   * Whether containers give up all rights that they do not need, as namespaces with Pod Security Admission ask for.
   *
   * @default false
   */
  readonly restrictedSecurity?: boolean;
}

const KINDS: Kinds<BookinfoAppProps> = {
  namespace: 'text',
  registry: 'text',
  tag: 'text',
  versions: 'texts',
  placements: 'structs',
  replicas: 'elsewhere',
  scratchVolumes: 'truth',
  scrapeMetrics: 'truth',
  restrictedSecurity: 'truth',
};

/**
 * Istio's Bookinfo sample: productpage, details, ratings, and reviews in three versions, each with its Service, its
 * ServiceAccount and its Deployments, in one cluster or several.
 *
 * @see https://istio.io/latest/docs/examples/bookinfo/
 * @example
 * const bookinfo = new BookinfoApp(chart, 'bookinfo', {
 *   placements: [{ version: BookinfoVersion.REVIEWS_V3, cluster: m1c1 }],
 * });
 * const rule = new DestinationRule(chart, 'reviews', { service: bookinfo.reviews });
 * const v3 = rule.addSubset('v3');
 */
export class BookinfoApp extends Construct {
  /** The Service of details, port 9080. */
  public readonly details: VersionedService;

  /** The Service of ratings, port 9080. */
  public readonly ratings: VersionedService;

  /** The Service of reviews, port 9080. */
  public readonly reviews: VersionedService;

  /** The Service of productpage, port 9080. */
  public readonly productpage: VersionedService;

  /**
   * @throws if a version is named twice, or placed and not deployed, or if the registry, the tag or the number of pods is impossible
   */
  constructor(scope: Construct, id: string, props: BookinfoAppProps = {}) {
    super(scope, id);
    checkKinds(this, '', props, KINDS);
    checkIdentity(this, '', undefined, props.namespace);
    const registry = props.registry ?? 'registry.istio.io/release';
    const tag = props.tag ?? '1.20.3';
    const versions = props.versions ?? Object.values(BookinfoVersion);
    const placements = props.placements ?? [];
    checkImages(this, registry, tag);
    versions.forEach((version, i) => checkMember(this, `versions[${i}]`, version, Object.values(BookinfoVersion)));
    checkUnique(this, 'versions', versions, 'drop one of the two');
    checkUnique(this, 'placements', placements.map(p => p.version), 'place each version in one cluster');
    placements.forEach(({ version, cluster }, i) => {
      checkObject(this, `placements[${i}].cluster`, cluster, 'chart', 'a Cluster');
      if (!versions.includes(version)) {
        throw invalid(this, `placements[${i}].version`, { given: version, allowed: `one of versions: ${versions.join(', ')}`, todo: 'deploy the version, or drop the placement' });
      }
    });

    const options = { ...props, registry, tag, versions, placements };
    this.details = this.addService('details', options);
    this.ratings = this.addService('ratings', options);
    this.reviews = this.addService('reviews', options);
    this.productpage = this.addService('productpage', options);

    for (const { version, cluster } of placements) {
      this.calledBy(version).forEach(called => called.addCluster(cluster));
    }
  }

  private addService(name: string, props: BookinfoAppProps): VersionedService {
    const service = new VersionedService(this, name, {
      metadata: { name, namespace: props.namespace, labels: { app: name, service: name } },
      ports: [{ port: PORT, name: 'http' }],
      serviceAccount: { metadata: { name: `bookinfo-${name}`, labels: { account: name } } },
    });
    for (const version of Object.values(BookinfoVersion)) {
      if (!version.startsWith(`${name}-`) || !props.versions?.includes(version)) { continue; }
      service.addVersion(version.slice(name.length + 1), {
        image: `${props.registry}/examples-bookinfo-${version}:${props.tag}`,
        imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
        ports: [{ containerPort: PORT }],
        replicas: props.replicas ?? 1,
        cluster: props.placements?.find(placement => placement.version === version)?.cluster,
        podAnnotations: name === 'productpage' && (props.scrapeMetrics ?? true) ? SCRAPED : undefined,
        securityContext: props.restrictedSecurity ? RESTRICTED : undefined,
        ...(props.scratchVolumes ?? true ? scratchVolumes(name) : {}),
      });
    }
    return service;
  }

  private calledBy(version: BookinfoVersion): VersionedService[] {
    switch (version) {
      case BookinfoVersion.PRODUCTPAGE_V1: return [this.details, this.reviews];
      case BookinfoVersion.REVIEWS_V2:
      case BookinfoVersion.REVIEWS_V3: return [this.ratings];
      default: return [];
    }
  }
}

const SCRAPED = {
  'prometheus.io/scrape': 'true',
  'prometheus.io/port': `${PORT}`,
  'prometheus.io/path': '/metrics',
};

const RESTRICTED: kplus.k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['all'] },
  runAsNonRoot: true,
};

/** Empty volumes where a service writes. */
function scratchVolumes(service: string): Pick<VersionOptions, 'env' | 'volumes' | 'volumeMounts'> {
  const tmp = { name: 'tmp', mountPath: '/tmp' };
  switch (service) {
    case 'productpage': return { volumeMounts: [tmp], volumes: [{ name: 'tmp', emptyDir: {} }] };
    case 'reviews': return {
      env: [{ name: 'LOG_DIR', value: '/tmp/logs' }],
      volumeMounts: [tmp, { name: 'wlp-output', mountPath: '/opt/ibm/wlp/output' }],
      volumes: [{ name: 'wlp-output', emptyDir: {} }, { name: 'tmp', emptyDir: {} }],
    };
    default: return {};
  }
}

function checkImages(scope: Construct, registry: string, tag: string) {
  if (!/^[\w.-]+(:\d+)?(\/[\w.-]+)*$/.test(registry)) {
    throw invalid(scope, 'registry', {
      given: registry,
      allowed: 'a registry and folder, without scheme and without a slash at the end',
      todo: 'write it like "registry.example.com/istio"',
    });
  }
  if (!/^\w[\w.-]{0,127}$/.test(tag)) {
    throw invalid(scope, 'tag', { given: tag, allowed: 'the tag of an image', todo: 'write it like "1.20.3"' });
  }
}
