import { execFileSync } from 'child_process';
import { ApiObject, Chart, JsonPatch, Testing, App } from 'cdk8s';
import * as fc from 'fast-check';
import { GatewayInjectionTemplate, IstioControlPlane, IstioControlPlaneProps, IstioProfile, IstioUpdateStrategy, Kernel, sail } from '../../src';
import { schemaErrors } from '../schema';

function synth(props: IstioControlPlaneProps): any {
  const chart = new Chart(new App(), 'test', { namespace: 'somewhere' });
  new IstioControlPlane(chart, 'istio', props);
  const [document] = Testing.synth(chart);
  expect(schemaErrors(document)).toEqual([]);
  return document;
}

test('a version is enough', () => {
  expect(synth({ version: 'v1.28.3' })).toEqual({
    apiVersion: 'sailoperator.io/v1',
    kind: 'Istio',
    metadata: { name: 'default' },
    spec: { version: 'v1.28.3', namespace: 'istio-system' },
  });
});

test('every setting', () => {
  const values: sail.IstioValues = {
    global: {
      istioNamespace: 'mesh',
      proxy: { resources: { limits: { cpu: sail.IstioValuesGlobalProxyResourcesLimits.fromString('500m') } } },
      proxyInit: { image: 'proxyv2' },
    },
    meshConfig: { accessLogFile: '/dev/stdout', extensionProviders: [{ name: 'prometheus', prometheus: {} }] },
    gatewayClasses: { istio: { service: { spec: { type: 'ClusterIP' } } } },
    experimental: { anything: [1, 'two'] },
    sidecarInjectorWebhook: { templates: { custom: 'spec: {}' } },
  };
  const document = synth({
    metadata: { name: 'mesh', labels: { a: 'b' } },
    version: 'v1.28-latest',
    namespace: 'mesh',
    profile: IstioProfile.OPENSHIFT_AMBIENT,
    updateStrategy: IstioUpdateStrategy.revisionBased({ inactiveRevisionDeletionGracePeriodSeconds: 60, updateWorkloads: true }),
    values,
  });
  expect(document).toEqual({
    apiVersion: 'sailoperator.io/v1',
    kind: 'Istio',
    metadata: { name: 'mesh', labels: { a: 'b' } },
    spec: {
      version: 'v1.28-latest',
      namespace: 'mesh',
      profile: 'openshift-ambient',
      updateStrategy: { type: 'RevisionBased', inactiveRevisionDeletionGracePeriodSeconds: 60, updateWorkloads: true },
      values: {
        global: { istioNamespace: 'mesh', proxy: { resources: { limits: { cpu: '500m' } } }, proxy_init: { image: 'proxyv2' } },
        meshConfig: { accessLogFile: '/dev/stdout', extensionProviders: [{ name: 'prometheus', prometheus: {} }] },
        gatewayClasses: { istio: { service: { spec: { type: 'ClusterIP' } } } },
        experimental: { anything: [1, 'two'] },
        sidecarInjectorWebhook: { templates: { custom: 'spec: {}' } },
      },
    },
  });
});

test('the injection template takes its place among the values, as the merge patch puts it', () => {
  const template = new GatewayInjectionTemplate({ kernel: Kernel.before411() });
  const document = synth({
    version: 'v1.28.3',
    updateStrategy: IstioUpdateStrategy.inPlace(),
    gatewayInjectionTemplate: template,
    values: { sidecarInjectorWebhook: { enableNamespacesByDefault: true, templates: { custom: 'spec: {}' } } },
  });
  expect(document.spec.updateStrategy).toEqual({ type: 'InPlace' });
  expect(document.spec.values.sidecarInjectorWebhook).toEqual({
    enableNamespacesByDefault: true,
    templates: { custom: 'spec: {}', gateway: JSON.parse(template.mergePatch()).spec.values.sidecarInjectorWebhook.templates.gateway },
  });
});

test('a JSON patch lands, keys unknown to the schema included', () => {
  const chart = Testing.chart();
  const istio = new IstioControlPlane(chart, 'istio', { version: 'v1.28.3' });
  ApiObject.of(istio).addJsonPatch(JsonPatch.add('/spec/values', { gateways: { securityContext: {} } }));
  expect(Testing.synth(chart)[0].spec.values).toEqual({ gateways: { securityContext: {} } });
});

test('the L1 of Sail is not loaded with the library', () => {
  const script = 'require("tsx/cjs"); require("./src"); console.log(Object.keys(require.cache).some(file => file.includes("imports/sailoperator.io")))';
  expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim()).toBe('false');
});

describe('impossible props are refused', () => {
  const template = new GatewayInjectionTemplate();
  test.each<[string, IstioControlPlaneProps, string]>([
    ['a version without v', { version: '1.28.3' }, '[test/istio] version: given "1.28.3", allowed a version of the operator\'s list; write it like "v1.28.3" or "v1.28-latest"'],
    ['half a version', { version: 'v1.28' }, 'version: given "v1.28"'],
    ['a malformed namespace', { version: 'v1.28.3', namespace: 'Istio' }, 'namespace: given "Istio"'],
    ['two namespaces', { version: 'v1.28.3', values: { global: { istioNamespace: 'mesh' } } }, '[test/istio] values.global.istioNamespace: given "mesh", allowed the namespace of the control plane, "istio-system"; leave it out'],
    ['a negative time', { version: 'v1.28.3', updateStrategy: IstioUpdateStrategy.revisionBased({ inactiveRevisionDeletionGracePeriodSeconds: -1 }) }, 'updateStrategy.inactiveRevisionDeletionGracePeriodSeconds: given -1'],
    ['two templates', { version: 'v1.28.3', gatewayInjectionTemplate: template, values: { sidecarInjectorWebhook: { templates: { gateway: '' } } } }, '[test/istio] gatewayInjectionTemplate: given "a template", allowed one template'],
    ['a namespace of its own', { version: 'v1.28.3', metadata: { namespace: 'istio-system' } }, '[test/istio] metadata.namespace: given "istio-system", allowed none'],
  ])('%s', (_, props, message) => {
    expect(() => new IstioControlPlane(Testing.chart(), 'istio', props)).toThrow(message);
  });

  test.each(['v1.31.0-beta.1', 'v1.32.0-alpha.527f8d6c', 'v1.28-latest', 'v1.28.10', 'master'])('but not %s', version => {
    expect(synthVersion(version)).toBe(version);
  });
});

function synthVersion(version: string): string {
  const chart = Testing.chart();
  new IstioControlPlane(chart, 'istio', { version });
  return Testing.synth(chart)[0].spec.version;
}

test('any valid props make a document that the schema takes', () => {
  const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const props = fc.record({
    version: fc.constantFrom('v1.28.3', 'v1.27-latest', 'master'),
    namespace: some(fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/)),
    profile: some(fc.constantFrom(...Object.values(IstioProfile))),
    updateStrategy: some(fc.constantFrom(IstioUpdateStrategy.inPlace(), IstioUpdateStrategy.revisionBased({ updateWorkloads: true }))),
    gatewayInjectionTemplate: some(fc.constant(new GatewayInjectionTemplate())),
    values: some(fc.record({ meshConfig: fc.record({ accessLogFile: fc.string(), enableTracing: fc.boolean() }) })),
  });
  fc.assert(fc.property(props, given => {
    expect(synth(given).spec.values?.meshConfig).toEqual(given.values?.meshConfig);
  }), { numRuns: 50 });
});

describe('values of the wrong kind, as plain JavaScript can give them', () => {
  const STRUCT = 'allowed a struct; write it like { field: value }';
  test.each<[string, any, string]>([
    ['no version', {}, 'version: given nothing, allowed a text; give a string'],
    ['a number as version', { version: 1.28 }, 'version: given 1.28, allowed a text; give a string'],
    ['an unknown profile', { version: 'v1.28.3', profile: 'tiny' }, 'profile: given "tiny", allowed ambient, default, demo, empty, external, openshift, openshift-ambient, preview, remote, stable; give one of these'],
    ['a text as template', { version: 'v1.28.3', gatewayInjectionTemplate: 'x' }, 'gatewayInjectionTemplate: given "x", allowed a GatewayInjectionTemplate; give a GatewayInjectionTemplate'],
    ['a text as strategy', { version: 'v1.28.3', updateStrategy: 'InPlace' }, 'updateStrategy: given "InPlace", allowed an IstioUpdateStrategy; give an IstioUpdateStrategy'],
    ['a strategy of a text', { version: 'v1.28.3', updateStrategy: IstioUpdateStrategy.revisionBased({ updateWorkloads: 'yes' as any }) },
      'updateStrategy.updateWorkloads: given "yes", allowed true or false; give one of the two'],
    ['a text as values', { version: 'v1.28.3', values: 'x' }, `values: given "x", ${STRUCT}`],
  ])('%s', (_, props, message) => {
    expect(() => new IstioControlPlane(Testing.chart(), 'istio', props)).toThrow(new Error(`[test/istio] ${message}`));
  });

  test('no props', () => {
    expect(() => new IstioControlPlane(Testing.chart(), 'istio', undefined as any)).toThrow(new Error(`[test] istio: given nothing, ${STRUCT}`));
  });
});

test('values that are changed later change nothing', () => {
  const chart = Testing.chart();
  const meshConfig = { accessLogFile: '/dev/stdout' };
  new IstioControlPlane(chart, 'istio', { version: 'v1.28.3', values: { meshConfig } });
  meshConfig.accessLogFile = '';
  expect(Testing.synth(chart)[0].spec.values.meshConfig).toEqual({ accessLogFile: '/dev/stdout' });
});
