import { analyze as analyzeManifests } from '../../src/analysis';
import { check } from '../../src/check';
import { Finding, Manifest, Manifests } from '../../src/manifests';

/** An object of Istio's networking API in namespace `a`. */
export const istio = (kind: string, name: string, spec: object, namespace = 'a') =>
  ({ apiVersion: `${kind === 'RequestAuthentication' ? 'security' : 'networking'}.istio.io/v1`, kind, metadata: { name, namespace }, spec });

export const service = (name: string, ports: number[] = [80], metadata: object = {}) =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'a', ...metadata }, spec: { selector: { app: name }, ports: ports.map(port => ({ name: `http-${port}`, port })) } });

export const deployment = (name: string, labels: { [key: string]: string }, namespace = 'a') => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'app' }] } } },
});

export const gateway = (name: string, hosts: string[], more: { selector?: object; server?: object; namespace?: string } = {}) => istio('Gateway', name, {
  selector: more.selector ?? { istio: 'ingressgateway' },
  servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts, ...more.server }],
}, more.namespace);

export const route = (host: string, more: object = {}) => ({ route: [{ destination: { host, ...more } }] });

export const virtualService = (name: string, spec: object, namespace = 'a') => istio('VirtualService', name, { hosts: [name], ...spec }, namespace);

const manifestOf = (object: object) => new Manifest(object, { line: () => undefined });

/** What the analysis finds among objects, and beside others that are only known to be there. */
export function analyze(objects: readonly object[], context: readonly object[] = []): readonly Finding[] {
  return check(new Manifests(objects.map(manifestOf)), { only: ['analysis'], context: context.map(manifestOf) }).findings;
}

/** The same in short: code, object and field. */
export function found(objects: readonly object[], context: readonly object[] = []): string[] {
  return analyze(objects, context).map(({ code, manifest, path }) => `${code} ${manifest.kind} ${manifest.name} ${path}`);
}

/** Seconds of work for the analysis of objects. */
export function secondsFor(objects: readonly object[]): number {
  const manifests = new Manifests(objects.map(manifestOf));
  const start = process.cpuUsage();
  analyzeManifests(manifests);
  return process.cpuUsage(start).user / 1e6;
}

/** What the analysis finds in documents, given as objects or as YAML. */
export function analyzed(documents: readonly object[] | string, context?: readonly Manifest[]): readonly Finding[] {
  const text = typeof documents === 'string' ? documents : documents.map(document => JSON.stringify(document)).join('\n---\n');
  return check(Manifests.fromYaml(text), { only: ['analysis'], context }).findings;
}
