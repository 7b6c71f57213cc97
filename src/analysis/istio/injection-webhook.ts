import { error } from '../code';
import { Injector, injectorOf, isIstioWebhook, REVISION, takes } from './injection';
import { Finding, isTakenForGranted, Manifest, record } from '../../manifests';
import { records, some, text } from '../fields';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const WEBHOOK = error('IST0139', 'InvalidWebhook');

interface Webhook extends Injector {
  readonly configuration: Manifest;
  readonly name: string;
  readonly steps: readonly (string | number)[];
  readonly service: { readonly namespace?: string; readonly name?: string };
}

/** The configurations that inject Istio's sidecars: their webhooks, and the revisions that these or they themselves name. */
function injecting(mesh: Mesh): { readonly webhooks: Webhook[]; readonly revisions: Set<string> } {
  const webhooks: Webhook[] = [];
  const revisions = new Set<string>();
  for (const configuration of mesh.manifests.ofKind('admissionregistration.k8s.io', 'MutatingWebhookConfiguration')) {
    const hooks = records(configuration.object.webhooks);
    const own = hooks.flatMap((hook, i): Webhook[] => typeof hook.name !== 'string' ? [] : [{
      ...injectorOf(hook),
      configuration,
      name: `${configuration.name}/${hook.name}`,
      steps: ['webhooks', i],
      service: record(record(hook.clientConfig).service),
    }]);
    const named = [configuration.labels[REVISION], ...own.flatMap(revisionsOf)].filter(revision => revision !== undefined);
    if (named.length === 0 && !hooks.some(isIstioWebhook)) { continue; }
    webhooks.push(...own);
    for (const revision of named) { revisions.add(revision); }
  }
  return { webhooks, revisions };
}

function revisionsOf({ namespaceSelector, objectSelector }: Webhook): string[] {
  return [namespaceSelector, objectSelector].flatMap(({ matchLabels = {}, matchExpressions = [] }) => [
    ...matchLabels[REVISION] === undefined ? [] : [matchLabels[REVISION]],
    ...matchExpressions.filter(({ key }) => key === REVISION).flatMap(({ values = [] }) => values),
  ]);
}

/** Checks that no control plane has come near by honest means. */
const MOST_CHECKS = 1e7;

/** What labels of a namespace and of a pod there may be must be taken by one webhook at most. */
function* overlaps(mesh: Mesh): Generator<Finding> {
  const { webhooks, revisions } = injecting(mesh);
  if (((3 + 3 * revisions.size) * webhooks.length) ** 2 > MOST_CHECKS) { return; }
  const told = new Set<string>();
  for (const namespace of labelsToTry('istio-injection', ['enabled', 'disabled'], revisions)) {
    for (const object of labelsToTry('sidecar.istio.io/inject', ['true', 'false'], revisions)) {
      const taking = webhooks.filter(hook => takes(hook, namespace, object));
      if (taking.length < 2) { continue; }
      for (const hook of taking) {
        const others = taking.filter(other => other !== hook).map(other => other.name);
        const key = `${hook.configuration.name} ${others}`;
        if (told.has(key)) { continue; }
        told.add(key);
        const example = (labels: { [key: string]: string }) => Object.entries(labels).map(([k, v]) => `${k}=${v}`).join(', ') || 'no labels';
        yield WEBHOOK.at(hook.configuration, hook.steps,
          `webhook ${hook.name} takes pods that ${some(others)} takes, too, so they are injected twice (pods with ${example(object)} in a namespace with ${example(namespace)})`,
          'remove the configuration of the installation that is gone, or narrow the selectors');
      }
    }
  }
}

function labelsToTry(label: string, values: readonly string[], revisions: Iterable<string>): { [label: string]: string }[] {
  const plain: { [label: string]: string }[] = [{}, ...values.map(value => ({ [label]: value }))];
  return [...plain, ...[...revisions].flatMap(revision => plain.map(labels => ({ ...labels, [REVISION]: revision })))];
}

/** Where the manifests hold no Service of the namespace, the control plane comes from elsewhere. */
function* injectorServices(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const webhooks = injecting(mesh).webhooks.filter(({ service }) => text(service.name) !== undefined);
  if (webhooks.length === 0) { return; }
  const held = new Set(manifests.ofKind('', 'Service').filter(service => !manifests.isContext(service)).map(service => manifests.namespaceOf(service)));
  const told = new Set<string>();
  for (const { configuration, name, steps, service } of webhooks) {
    const namespace = text(service.namespace) ?? manifests.namespace;
    const key = `${configuration.name} ${namespace}/${service.name}`;
    if (told.has(key) || !held.has(namespace)) { continue; }
    const there = manifests.find('', 'Service', service.name!, namespace);
    if (there && !isTakenForGranted(there)) { continue; }
    told.add(key);
    yield WEBHOOK.at(configuration, [...steps, 'clientConfig', 'service'],
      `webhook ${name} asks Service ${service.name} in namespace ${namespace}, which does not exist: pods that it takes cannot be created`,
      'name the Service of istiod, or remove the configuration of the installation that is gone');
  }
}

export const INJECTION_WEBHOOK_RULES: readonly Rule[] = [overlaps, injectorServices];
