import { createHash } from 'crypto';
import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { NginxUpstream } from './nginx-upstream';
import { Part } from './part';
import { VersionedService } from './versioned-service';
import { checkHost, checkList, checkObject, checkPort, checkText, checkUnique } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';
import { refersTo } from '../core/resource';

const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const HEADER = /^[A-Za-z0-9_-]+$/;
const BREAKS_OUT = /["'\\;{}#\u0000-\u001f\u007f]/;
const FOLDER = '/etc/nginx/conf.d';
const FILE = 'default.conf';

const OUTSIDE_HEADERS: NginxHeader[] = [
  { name: 'Host', value: '$http_host' },
  { name: 'x-forwarded-for', value: '$proxy_add_x_forwarded_for' },
];
const INSIDE_HEADERS: NginxHeader[] = [
  { name: 'Host', value: '$host' },
  { name: 'X-Real-IP', value: '$remote_addr' },
  { name: 'X-Forwarded-For', value: '$proxy_add_x_forwarded_for' },
];

/** A header of the request that nginx passes on. */
export interface NginxHeader {
  /** Name of the header. */
  readonly name: string;

  /**
   * Value of the header; nginx puts in what its variables stand for, e.g. `$host`. Empty: the header is not passed on.
   *
   * @see https://nginx.org/en/docs/varindex.html
   */
  readonly value: string;
}

/** What nginx as a proxy is made of. */
export interface NginxProxyProps {
  /** Where requests are passed on to. */
  readonly upstream: NginxUpstream;

  /**
   * Name of the upstream in the configuration.
   *
   * @default - the name of the upstream's Service
   */
  readonly upstreamName?: string;

  /** Hosts that are taken, at least one: a full name, `*.example.com`, or `_` to take what no other server takes. */
  readonly serverNames: string[];

  /**
   * Port that nginx listens on, over IPv4 and IPv6.
   *
   * @default - inside the cluster 80; outside none is written, for which nginx takes 80, or 8000 if it does not run as root
   */
  readonly listen?: number;

  /**
   * Whether nginx listens over IPv6 too.
   *
   * @default true
   */
  readonly ipv6?: boolean;

  /**
   * Headers that are set on the request, each once.
   *
   * @default - `Host` as it was asked for, and `X-Forwarded-For`; inside the cluster `X-Real-IP` too
   */
  readonly headers?: NginxHeader[];
}

/** What the ConfigMap of the configuration is made of. */
export interface NginxConfigMapOptions {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made of the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
}

/** What nginx's pods and their Service are made of. */
export interface NginxDeploymentOptions {
  /**
   * Name and namespace of the Service and the Deployment; labels and annotations of the Service.
   *
   * @default - a name made of the construct's path, in the namespace of the ConfigMap, with the label `app`
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Image of nginx that reads `/etc/nginx/conf.d/*.conf`.
   *
   * @default 'docker.io/library/nginx:1.28'
   */
  readonly image?: string;

  /**
   * How many pods. A whole number, 0 or more.
   *
   * @default - not said: Kubernetes makes one, and leaves an autoscaler's number alone
   */
  readonly replicas?: number;

  /**
   * Processor and memory of a pod.
   *
   * @default - asks for none, may use all
   */
  readonly resources?: kplus.k8s.ResourceRequirements;

  /**
   * How the Service is reached.
   *
   * @default - ClusterIP
   */
  readonly type?: kplus.ServiceType;
}

const KINDS: Kinds<NginxProxyProps> = {
  upstream: 'elsewhere',
  upstreamName: 'text',
  serverNames: 'elsewhere',
  listen: 'elsewhere',
  ipv6: 'truth',
  headers: 'structs',
};

const DEPLOYMENT_KINDS: Kinds<NginxDeploymentOptions> = {
  metadata: 'metadata',
  image: 'text',
  replicas: 'elsewhere',
  resources: 'elsewhere',
  type: Object.values(kplus.ServiceType),
};

/**
 * nginx in front of a gateway, on a machine outside the cluster or in a pod inside: its configuration as text, as a
 * ConfigMap, or with the pods that run it.
 *
 * Istio speaks HTTP/1.1 and later only, while nginx speaks HTTP/1.0 to upstreams unless it is told otherwise, as it is here.
 * By itself the construct puts nothing in the chart.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_proxy_module.html
 * @example
 * const proxy = new NginxProxy(chart, 'nginx', {
 *   upstream: NginxUpstream.fromService(gatewayService, { port: 80 }),
 *   serverNames: ['tomcat.istio.com'],
 * });
 * proxy.addDeployment({ replicas: 2 });
 */
export class NginxProxy extends Construct {
  /** The configuration: what stands in a file that nginx's `http` block includes. */
  public readonly configuration: string;

  private readonly listen?: number;
  private made?: Part;

  /**
   * @throws if a value is impossible, or would end the place in the configuration where it stands
   */
  constructor(scope: Construct, id: string, props: NginxProxyProps) {
    super(scope, id);
    checkKinds(this, '', props, KINDS);
    checkObject(this, 'upstream', props.upstream, '_render', 'an NginxUpstream')._check(this, 'upstream');
    this.listen = props.listen ?? (props.upstream._outside ? undefined : 80);
    if (this.listen !== undefined) { checkPort(this, 'listen', this.listen); }
    this.configuration = this.render(props);
    refersTo(this, props.upstream.service);
  }

  /**
   * The ConfigMap of the configuration.
   *
   * @default - there is none yet
   */
  public get configMap(): ApiObject | undefined {
    return this.made;
  }

  /**
   * Puts the configuration in a ConfigMap, as the file `default.conf`.
   *
   * @throws if there is one already
   */
  public addConfigMap(options: NginxConfigMapOptions = {}): kplus.IConfigMap {
    checkKinds(this, 'configMap', options, { metadata: 'metadata' });
    if (this.made) {
      throw invalid(this, 'configMap', { given: 'a second one', allowed: 'one ConfigMap for a configuration', todo: 'add the ConfigMap once, before the Deployment' });
    }
    this.made = new Part(this, 'Default', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: options.metadata,
      fields: { data: () => ({ [FILE]: this.configuration }) },
    });
    return kplus.ConfigMap.fromConfigMapName(this, 'ConfigMap', this.made.name);
  }

  /**
   * Adds pods that run nginx with this configuration, the Service in front of them, and the ConfigMap if there is none yet.
   * A new configuration makes new pods.
   *
   * @throws if the ConfigMap is in another namespace
   */
  public addDeployment(options: NginxDeploymentOptions = {}): VersionedService {
    const { metadata } = checkKinds(this, 'deployment', options, DEPLOYMENT_KINDS);
    if (!this.made) { this.addConfigMap({ metadata: { namespace: metadata?.namespace } }); }
    const { name: configMapName, namespace } = this.made!;
    if (metadata?.namespace !== undefined && metadata.namespace !== namespace) {
      throw invalid(this, 'metadata.namespace', {
        given: metadata.namespace,
        allowed: `the namespace of the ConfigMap, ${namespace ?? 'which has none'}, as pods mount only those of their own`,
        todo: 'give both the same namespace',
      });
    }
    const port = this.listen ?? 80;
    const service = new VersionedService(this, 'Nginx', {
      metadata: { ...metadata, namespace },
      ports: [{ name: 'http', port, targetPort: kplus.k8s.IntOrString.fromNumber(port) }],
      type: options.type,
    });
    service.addVersion('v1', {
      metadata: { name: service.name },
      image: options.image ?? 'docker.io/library/nginx:1.28',
      containerName: 'nginx',
      replicas: options.replicas,
      resources: options.resources,
      ports: [{ containerPort: port }],
      podAnnotations: { 'checksum/config': createHash('sha256').update(this.configuration).digest('hex') },
      volumes: [{ name: 'configuration', configMap: { name: configMapName } }],
      volumeMounts: [{ name: 'configuration', mountPath: FOLDER, readOnly: true }],
    });
    return service;
  }

  private render(props: NginxProxyProps): string {
    const { upstream } = props;
    const upstreamName = props.upstreamName ?? upstream.service.name;
    if (!NAME.test(upstreamName)) {
      throw invalid(this, 'upstreamName', { given: upstreamName, allowed: 'letters, digits, "_", "." and "-"', todo: 'rename it' });
    }
    const headers = (props.headers ?? (upstream._outside ? OUTSIDE_HEADERS : INSIDE_HEADERS)).map((header, i) => this.header(`headers[${i}]`, header));
    checkUnique(this, 'headers', (props.headers ?? []).map(({ name }) => name.toLowerCase()), 'drop one of the two');
    const pass = `proxy_pass http://${upstreamName};`;
    const location = upstream._outside
      ? [pass, 'proxy_http_version 1.1; # Istio speaks HTTP/1.1 and later only, never HTTP/1.0', ...headers]
      : [...headers, 'proxy_http_version 1.1;', pass];
    return [
      `upstream ${upstreamName} {`,
      ...upstream._render(this, 'upstream').map(server => `    server ${server};`),
      '}',
      'server {',
      ...this.listen === undefined ? [] : [`    listen ${this.listen};`],
      ...this.listen === undefined || props.ipv6 === false ? [] : [`    listen [::]:${this.listen};`],
      `    server_name ${this.serverNames(props.serverNames)};`,
      '    location / {',
      ...location.map(line => `        ${line}`),
      '    }',
      '}',
      '',
    ].join('\n');
  }

  private serverNames(names: string[]): string {
    if (checkList(this, 'serverNames', names).length === 0) {
      throw invalid(this, 'serverNames', { given: [], allowed: 'at least one host', todo: 'name the hosts, or "_" for all that no other server takes' });
    }
    names.forEach((name, i) => checkHost(this, `serverNames[${i}]`, name, { wildcard: true, ip: true }));
    checkUnique(this, 'serverNames', names, 'drop one of the two');
    return names.join(' ');
  }

  private header(field: string, { name, value }: NginxHeader): string {
    if (!HEADER.test(checkText(this, `${field}.name`, name))) {
      throw invalid(this, `${field}.name`, { given: name, allowed: 'letters, digits, "_" and "-"', todo: 'rename the header' });
    }
    if (BREAKS_OUT.test(checkText(this, `${field}.value`, value))) {
      throw invalid(this, `${field}.value`, {
        given: value,
        allowed: 'text without quotes, backslashes, semicolons, braces, "#" and line ends, which mean something to nginx',
        todo: 'leave them out',
      });
    }
    return `proxy_set_header ${name} ${/^\S+$/.test(value) ? value : `"${value}"`};`;
  }
}
