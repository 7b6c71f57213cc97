import { check, CheckOptions } from '../../src/check';
import { Finding, Manifest, Manifests } from '../../src/manifests';

/** What the analysis finds in objects. */
export function findings(objects: readonly object[], options: CheckOptions = {}): readonly Finding[] {
  return check(Manifests.fromYaml(objects.map(object => JSON.stringify(object)).join('\n---\n')), { only: ['analysis'], ...options }).findings;
}

/** The same, of some codes, as `CODE Kind name path`. */
export function found(codes: string, objects: readonly object[], options?: CheckOptions): string[] {
  return findings(objects, options).filter(finding => codes.split(' ').includes(finding.code))
    .map(({ code, manifest, path }) => `${code} ${manifest.kind} ${manifest.name} ${path}`.trim());
}

/** Something that is there beside what is judged. */
export const context = (object: object): Manifest => new Manifest(object, { line: () => undefined });

export const namespace = (name: string, labels: object = {}) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });

interface Pod {
  readonly labels?: object;
  readonly annotations?: object;
  readonly [field: string]: any;
}

const template = ({ labels = { app: 'a' }, annotations, ...spec }: Pod) => ({ metadata: { labels, annotations }, spec: { containers: [{ name: 'a', image: 'a' }], ...spec } });

export const workload = (name: string, pod: Pod = {}, metadata: object = {}, kind = 'Deployment') =>
  ({ apiVersion: 'apps/v1', kind, metadata: { name, ...metadata }, spec: { template: template(pod) } });

export const service = (name: string, spec: object, metadata: object = {}) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, ...metadata }, spec });

export const istio = (kind: string, name: string, spec: object, metadata: object = {}) => {
  const [group, version] = {
    AuthorizationPolicy: ['security', 'v1'], RequestAuthentication: ['security', 'v1'], Telemetry: ['telemetry', 'v1'], EnvoyFilter: ['networking', 'v1alpha3'],
  }[kind] ?? ['networking', 'v1'];
  return { apiVersion: `${group}.istio.io/${version}`, kind, metadata: { name, ...metadata }, spec };
};
