import * as fc from 'fast-check';
import { ISTIO_RULES } from '../../../src/analysis/istio';
import { Mesh } from '../../../src/analysis/mesh';
import { Manifests } from '../../../src/manifests';
import { istio, namespace, service, workload } from '../support';

const run = (objects: readonly object[]) => {
  const mesh = new Mesh(Manifests.fromYaml(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })));
  return () => ISTIO_RULES.flatMap(rule => [...rule(mesh)]);
};

test('nothing that a manifest may hold makes a rule fail', () => {
  const kinds = [
    ['v1', 'Namespace'], ['v1', 'Service'], ['v1', 'Pod'], ['v1', 'ConfigMap'], ['apps/v1', 'Deployment'], ['batch/v1', 'CronJob'], ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'], ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
    ...['Sidecar', 'Telemetry', 'AuthorizationPolicy', 'ServiceEntry', 'EnvoyFilter', 'VirtualService', 'RequestAuthentication'].map(kind => [istio(kind, 'x', {}).apiVersion, kind]),
  ];
  const keys = ['spec', 'status', 'template', 'metadata', 'labels', 'annotations', 'containers', 'ports', 'selector', 'matchLabels', 'matchExpressions', 'workloadSelector', 'rules', 'from', 'source',
    'namespaces', 'configPatches', 'patch', 'match', 'http', 'fault', 'delay', 'accessLogging', 'tracing', 'providers', 'hosts', 'exportTo', 'addresses', 'conditions', 'webhooks', 'clientConfig',
    'service', 'url', 'namespaceSelector', 'objectSelector', 'data', 'values', 'names', 'name', 'istio.io/rev', 'sidecar.istio.io/inject', 'proxy.istio.io/config'];
  const { value } = fc.letrec(tie => ({
    value: fc.oneof({ maxDepth: 7, withCrossShrink: true }, fc.constantFrom<any>(null, 5, '', 'x', true, 'a.istio.io', 'istio-proxy'),
      fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 6 })),
  }));
  const document = fc.tuple(fc.constantFrom(...kinds), fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 8 }))
    .map(([[apiVersion, kind], body]) => ({ ...body, apiVersion, kind }));
  fc.assert(fc.property(fc.array(document, { maxLength: 4 }), objects => {
    for (const finding of run(objects)()) { expect(finding.message).not.toContain('[object Object]'); }
  }), { numRuns: 1000 });
});

describe('10,000 of a kind take no more than a moment', () => {
  const COUNT = 10_000;
  const many = (make: (i: number) => object) => Array.from({ length: COUNT }, (_, i) => make(i));
  const enabled = namespace('default', { 'istio-injection': 'enabled' });
  const named = (i: number) => ({ labels: { 'app': `a${i}`, 'app.kubernetes.io/part-of': 'shop' } });
  const sel = (labels: object) => ({ selector: { matchLabels: labels } });
  const cases: [string, object[]][] = [
    ['Services', many(i => service(`s${i}`, { selector: { app: `a${i}` }, ports: [{ port: 80 }] }))],
    ['Deployments', [enabled, ...many(i => workload(`w${i}`, named(i)))]],
    ['Deployments that one Service, Sidecar, Telemetry and policy select', [
      enabled, ...many(i => workload(`w${i}`)), service('s', { selector: { app: 'a' }, ports: [{ port: 80, targetPort: 1 }, { port: 81, targetPort: 1 }] }),
      istio('Sidecar', 's', { workloadSelector: { labels: { app: 'a' } } }), istio('Telemetry', 't', sel({ app: 'a' })), istio('AuthorizationPolicy', 'p', sel({ app: 'a' })),
    ]],
    ['Services of 10,000 Deployments with a label in common', [
      enabled, ...many(i => workload(`w${i}`, named(i))), ...many(i => service(`s${i}`, { selector: { 'app.kubernetes.io/part-of': 'shop', 'app': `a${i}` }, ports: [{ port: 80 }] })),
    ]],
    ['Services of one Deployment', [enabled, workload('w'), ...many(i => service(`s${i}`, { selector: { app: 'a' }, ports: [{ port: i, targetPort: 80 }] }))]],
    ['Sidecars of one Deployment', [enabled, workload('w'), ...many(i => istio('Sidecar', `s${i}`, { workloadSelector: { labels: { app: 'a' } } }))]],
    ['Sidecars, policies and Services of the same 10,000 Deployments', [
      namespace('default'), ...many(i => workload(`w${i}`)), ...many(i => istio('Sidecar', `s${i}`, { workloadSelector: { labels: { app: 'a' } } })),
      ...many(i => istio('AuthorizationPolicy', `p${i}`, sel({ app: 'a' }))), ...many(i => service(`s${i}`, { selector: { app: 'a' }, ports: [{ port: 80 }] })),
    ]],
    ['Sidecars of one namespace', many(i => istio('Sidecar', `s${i}`, {}))],
    ['ServiceEntries of one host', many(i => istio('ServiceEntry', `s${i}`, { hosts: ['a.com'], ports: [{ number: 80, protocol: i % 2 ? 'TCP' : 'HTTP' }] }))],
    ['ServiceEntries of one host, each in its namespace', many(i => istio('ServiceEntry', `s${i}`, { hosts: ['a.com'], exportTo: ['.'], ports: [{ number: 80, protocol: 'HTTP' }] }, { namespace: `n${i}` }))],
    ['policies that name namespaces', [enabled, workload('w'), ...many(i => namespace(`y${i}`, { 'istio-injection': 'enabled' })), ...many(i => istio('AuthorizationPolicy', `p${i}`, { rules: [{ from: [{ source: { namespaces: [`n${i}`, `x${i}*`, `*x${i}`] } }] }] }))]],
    ['policies in the root namespace', [enabled, ...many(i => workload(`w${i}`, named(i))), ...many(i => istio('AuthorizationPolicy', `p${i}`, sel({ app: `a${i}` }), { namespace: 'istio-system' }))]],
    ['EnvoyFilters', many(i => istio('EnvoyFilter', `e${i}`, { configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'INSERT_AFTER', value: { name: `x${i}` } } }] }))],
    ['namespaces', many(i => namespace(`n${i}`))],
    ['webhooks without revisions', many(i => ({ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration', metadata: { name: `m${i}` }, webhooks: [{ name: 'a.istio.io' }] }))],
    ['webhooks', many(i => ({ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration', metadata: { name: `m${i}`, labels: { 'istio.io/rev': `r${i}` } }, webhooks: [{ name: 'a.istio.io' }] }))],
  ];

  test.each(cases)('%s', (name, objects) => {
    const rules = run(objects);
    // time of the processor, as others may be at work beside this
    const start = process.cpuUsage();
    rules();
    const time = process.cpuUsage(start).user / 1000;
    if (process.env.TIMES) { process.stderr.write(`${name}: ${Math.round(time)} ms\n`); }
    // ten times what it takes on a machine with nothing else to do: all pairs would take longer still
    expect(time).toBeLessThan(10_000);
  });
});
