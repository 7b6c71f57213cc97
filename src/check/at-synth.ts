import { IConstruct } from 'constructs';
import { findAll, inOrder, Report } from './check';
import { clustersOf } from './clusters';
import { ConstructOrigin } from './construct-origin';
import { partOf } from './part';
import { noManifest, suppress, Suppression } from './suppression';
import { findingText } from './text';
import { readMeshConfig } from '../analysis';
import { PLACEHOLDER } from '../core/checks';
import { CheckedApp, INCOMPLETE, Note } from '../core/synthesis';
import { Finding, Json, Manifest, Manifests, Severity } from '../manifests';

/** More are not listed: who mends the first sees the others next time. */
const MOST_LISTED = 50;
const RANKS = [Severity.ERROR, Severity.WARNING, Severity.INFO];

/** What is known of an app before it is applied: of each API server's objects, with the other clusters of the mesh beside them. */
export function checkApp(app: CheckedApp): Report {
  const { meshConfigFile, ignored } = app.settings;
  const meshConfig = meshConfigFile === undefined ? undefined : readMeshConfig(meshConfigFile);
  const manifestOf = new Map<IConstruct, Manifest>();
  const clusters = clustersOf(app, app.notes.length > 0 ? manifestOf : undefined);
  const distinct = app.notes.length === 0 && !app.objects.some(({ kind }) => kind.endsWith('List'));
  const found = clusters.flatMap(({ judged, context }) => {
    const manifests = new Manifests(judged);
    return inOrder(manifests, findAll(manifests, { context, meshConfig, distinct }));
  });
  const notes = app.notes.map(note => findingOf(note, manifestOf));
  const unfinished = new Set(notes.filter(({ code }) => code === INCOMPLETE).map(({ manifest }) => manifest));
  const findings = [
    ...notes,
    ...found.filter(finding => !isPlaceholder(finding) && !(unfinished.has(finding.manifest) && partOf(finding.code) === 'schema')),
  ];
  const all = new Manifests(clusters.flatMap(({ judged }) => judged));
  return suppress(all, findings, ignored.map(suppressionOf), () => true);
}

/** What cdk8s is told: nothing, or one list. */
export function complaints({ findings }: Report, { settings, objects }: CheckedApp): string[] {
  const failing = findings.filter(finding => fails(finding, settings.failOn));
  if (failing.length === 0) { return []; }
  const text = [
    `${count(failing.length, failing.every(({ severity }) => severity === Severity.ERROR) ? 'error' : 'finding')} in ${count(objects.length, 'object')}`,
    ...failing.slice(0, MOST_LISTED).map(finding => findingText(finding)),
    ...failing.length > MOST_LISTED ? [`and ${failing.length - MOST_LISTED} more`] : [],
    `To let one pass: Analysis.of(construct).ignore({ code: '${failing[0].code}', reason: '...' })`,
  ].join('\n\n');
  return [text.replaceAll(/\n(?!\n)/g, '\n  ')]; // cdk8s indents the first line by two
}

/** What is to be printed: errors that do not fail the synth, and warnings. */
export function remarks({ findings }: Report, { settings }: CheckedApp): string[] {
  return findings.filter(finding => !fails(finding, settings.failOn) && finding.severity !== Severity.INFO).map(finding => findingText(finding));
}

function fails({ severity }: Finding, failOn: string = Severity.ERROR): boolean {
  return RANKS.indexOf(severity) <= RANKS.indexOf(failOn as Severity);
}

function findingOf({ construct, code, name, message }: Note, manifestOf: ReadonlyMap<IConstruct, Manifest>): Finding {
  const manifest = manifestOf.get(construct) ?? noManifest(new ConstructOrigin(construct));
  return { code, name, severity: Severity.ERROR, message, hint: '', manifest, path: '', steps: [] };
}

/** Whether a finding is about a name that the reader of the document fills in, as constructs take it for names and namespaces. */
function isPlaceholder({ manifest, steps }: Finding): boolean {
  const value = steps.reduce((parent: Json, step) => parent?.[step], manifest.object);
  return typeof value === 'string' && PLACEHOLDER.test(value);
}

function suppressionOf({ construct, code = '*', severity, ...rest }: CheckedApp['settings']['ignored'][number]): Suppression {
  return { ...rest, code, severity: severity as Severity | undefined, construct: construct.node.path, origin: new ConstructOrigin(construct) };
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
