import { error, warning } from '../code';
import { records } from '../fields';
import { Mesh } from '../mesh';
import { Rule } from '../rule';
import { NamespaceWide, Selection } from './selection';
import { Finding, Manifest, record } from '../../manifests';

const NO_PROVIDER = warning('IST0157', 'InvalidTelemetryProvider');
const SAME_PODS = error('IST0159', 'ConflictingTelemetryWorkloadSelectors');
const SAME_NAMESPACE = error('IST0160', 'MultipleTelemetriesWithoutWorkloadSelectors');
const DEPRECATED = warning('IST0002', 'Deprecated');

const telemetries = (mesh: Mesh) => mesh.manifests.ofKind('telemetry.istio.io', 'Telemetry');
const labelsOf = (telemetry: Manifest) => record(record(record(telemetry.object.spec).selector).matchLabels);

/** Those for gateways and waypoints name them by targetRefs, and get in nobody's way. */
function* selectors(mesh: Mesh): Generator<Finding> {
  const selection = new Selection(mesh, 'Telemetry', ['spec', 'selector', 'matchLabels']);
  const wide = new NamespaceWide(mesh, 'Telemetry');
  for (const telemetry of telemetries(mesh)) {
    const { selector, targetRef, targetRefs } = record(telemetry.object.spec);
    const labels = labelsOf(telemetry);
    if (Object.keys(labels).length > 0) { selection.add(telemetry, labels); }
    if (selector === undefined && targetRef === undefined && records(targetRefs).length === 0) { wide.add(telemetry); }
  }
  yield* selection.selectingNothing();
  yield* selection.conflicts(SAME_PODS);
  yield* wide.conflicts(SAME_NAMESPACE);
}

function* providers(mesh: Mesh): Generator<Finding> {
  const defaults = record(mesh.config.defaultProviders).accessLogging;
  if (Array.isArray(defaults) && defaults.length > 0) { return; }
  for (const telemetry of telemetries(mesh)) {
    const logging = records(record(telemetry.object.spec).accessLogging);
    const first = logging.findIndex(({ disabled, providers: named }) => disabled !== true && records(named).length === 0);
    if (first < 0) { continue; }
    yield NO_PROVIDER.at(telemetry, ['spec', 'accessLogging', first],
      'access logs are asked for without a provider, and the mesh has no default one (defaultProviders.accessLogging of MeshConfig), so nothing is logged',
      'name a provider, e.g. providers: [{ name: envoy }]');
  }
}

function* lightstep(mesh: Mesh): Generator<Finding> {
  const names = new Set(records(mesh.config.extensionProviders).filter(provider => provider.lightstep !== undefined).map(provider => provider.name));
  if (names.size === 0) { return; }
  for (const telemetry of telemetries(mesh)) {
    const told = new Set<string>();
    for (const [i, tracing] of records(record(telemetry.object.spec).tracing).entries()) {
      for (const [j, { name }] of records(tracing.providers).entries()) {
        if (!names.has(name) || told.has(name)) { continue; }
        told.add(name);
        yield DEPRECATED.at(telemetry, ['spec', 'tracing', i, 'providers', j, 'name'],
          `provider ${name} is one of Lightstep, which Istio has deprecated and Envoy dropped`,
          'send traces by OpenTelemetry, which Lightstep takes too: make it an opentelemetry provider');
      }
    }
  }
}

export const TELEMETRY_RULES: readonly Rule[] = [selectors, providers, lightstep];
