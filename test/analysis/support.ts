import { analyze as analyzeManifests } from '../../src/analysis';
import { check, CheckOptions } from '../../src/check';
import { Finding, Manifest, Manifests } from '../../src/manifests';

/** What the analysis finds in documents, given as objects or as YAML. */
export function analyze(documents: readonly object[] | string, options: CheckOptions = {}): readonly Finding[] {
  const text = typeof documents === 'string' ? documents : documents.map(document => JSON.stringify(document)).join('\n---\n');
  return check(Manifests.fromYaml(text), { only: ['analysis'], ...options }).findings;
}

/** The same in short: code, object and field. */
export function found(documents: readonly object[] | string, options?: CheckOptions): string[] {
  return analyze(documents, options).map(({ code, manifest, path }) => `${code} ${manifest.kind} ${manifest.name} ${path}`.trim());
}

/** The same of some codes. */
export function foundOf(codes: string, documents: readonly object[] | string, options?: CheckOptions): string[] {
  return found(documents, options).filter(text => codes.split(' ').includes(text.split(' ')[0]));
}

/** Something that is there beside what is judged. */
export const beside = (...objects: readonly object[]): CheckOptions => ({ context: objects.map(manifestOf) });

const manifestOf = (object: object) => new Manifest(object, { line: () => undefined });

/** Seconds of work for the analysis of objects. */
export function secondsFor(objects: readonly object[]): number {
  const manifests = new Manifests(objects.map(manifestOf));
  const start = process.cpuUsage();
  analyzeManifests(manifests);
  return process.cpuUsage(start).user / 1e6;
}

export const namespace = (name: string, labels: object = {}) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });

interface Pod {
  readonly labels?: object;
  readonly annotations?: object;
  readonly [field: string]: any;
}

export const workload = (name: string, { labels = { app: 'a' }, annotations, ...spec }: Pod = {}, metadata: object = {}, kind = 'Deployment') => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, ...metadata },
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels, annotations }, spec: { containers: [{ name: 'a', image: 'a' }], ...spec } } },
});

export const ports = (...numbers: number[]) => numbers.map(port => ({ name: `http-${port}`, port }));

/** A Service of the pods that have its name as label `app`. */
export const service = (name: string, spec: object = { ports: ports(80) }, metadata: object = {}) =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name, ...metadata }, spec: { selector: { app: name }, ...spec } });

export const istio = (kind: string, name: string, spec: object, metadata: object = {}) => {
  const [group, version] = {
    AuthorizationPolicy: ['security', 'v1'], RequestAuthentication: ['security', 'v1'], Telemetry: ['telemetry', 'v1'], EnvoyFilter: ['networking', 'v1alpha3'],
  }[kind] ?? ['networking', 'v1'];
  return { apiVersion: `${group}.istio.io/${version}`, kind, metadata: { name, ...metadata }, spec };
};

export const gateway = (name: string, hosts: string[], { selector = { istio: 'ingressgateway' }, server }: { selector?: object; server?: object } = {}) =>
  istio('Gateway', name, { selector, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts, ...server }] });

export const virtualService = (name: string, spec: object, of?: string) => istio('VirtualService', name, { hosts: [name], ...spec }, { namespace: of });

export const route = (host: string, more: object = {}) => ({ route: [{ destination: { host, ...more } }] });
