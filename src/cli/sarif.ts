import { createHash } from 'crypto';
import * as path from 'path';
import { pathToFileURL } from 'url';
import { Analyzed, Format } from './format';
import { version } from './version';
import { resourceText, Suppression } from '../check';
import { explained, explanationMarkdown } from '../explain';
import { Finding, Severity } from '../manifests';

const LEVELS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'note' };
const HOME = 'https://github.com/cdk8s-istio/cdk8s-istio';

/** SARIF 2.1.0, as code scanning of GitHub takes it. What is in no file, such as an unused option, is about the run. */
export const sarif: Format = function * (analyzed) {
  const { findings, suppressed } = analyzed;
  const fingerprint = fingerprints();
  const all = [
    ...findings.map(finding => ({ finding, suppression: undefined })),
    ...suppressed.map(({ finding, suppression }) => ({ finding, suppression })),
  ];
  const inFiles = all.filter(({ finding }) => finding.manifest.origin.file !== undefined);
  yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n  "runs": [{\n';
  yield `    "tool": ${JSON.stringify({ driver: driver(analyzed) })},\n`;
  yield `    "invocations": ${JSON.stringify([{
    executionSuccessful: true,
    toolConfigurationNotifications: findings.filter(({ manifest }) => manifest.origin.file === undefined).map(notification),
  }])},\n`;
  yield '    "columnKind": "utf16CodeUnits",\n    "results": [';
  let between = '\n      ';
  for (const { finding, suppression } of inFiles) {
    yield between + JSON.stringify(result(finding, suppression, fingerprint(finding)));
    between = ',\n      ';
  }
  yield '\n    ]\n  }]\n}\n';
};

function driver({ findings, suppressed }: Analyzed) {
  const codes = new Map([...findings, ...suppressed.map(({ finding }) => finding)].map(finding => [finding.code, finding]));
  return {
    name: 'cdk8s-istio',
    version: version(),
    informationUri: HOME,
    rules: [...codes.values()].sort((a, b) => a.code < b.code ? -1 : 1).map(rule),
  };
}

function rule({ code, name, severity }: Finding) {
  const explanation = explained(code);
  return {
    id: code,
    name,
    shortDescription: { text: name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ') },
    defaultConfiguration: { level: LEVELS[severity] },
    ...explanation && {
      fullDescription: { text: explanation.why },
      help: { text: explanation.why, markdown: explanationMarkdown(explanation) },
      helpUri: `${HOME}/blob/main/docs/codes/${code}.md`,
    },
  };
}

function result(finding: Finding, suppression: Suppression | undefined, fingerprint: string) {
  const { code, severity, manifest, path: field, steps } = finding;
  const resource = resourceText(finding);
  return {
    ruleId: code,
    level: LEVELS[severity],
    message: { text: messageOf(finding) },
    locations: [{
      physicalLocation: { artifactLocation: { uri: uriOf(manifest.origin.file!) }, region: { startLine: manifest.line(steps) ?? 1 } },
      logicalLocations: [{ name: manifest.name, fullyQualifiedName: field ? `${resource}: ${field}` : resource, kind: 'resource' }],
    }],
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    ...suppression && { suppressions: [{ kind: suppression.reason?.startsWith('annotation') ? 'inSource' : 'external', justification: suppression.reason }] },
  };
}

function notification(finding: Finding) {
  return { descriptor: { id: finding.code }, level: LEVELS[finding.severity], message: { text: messageOf(finding) } };
}

function messageOf(finding: Finding): string {
  const about = [resourceText(finding), finding.path].filter(text => text).join(', ');
  return `${about ? `${about}: ` : ''}${finding.message}\nTo do: ${finding.hint}`;
}

/** Relative to the working directory, with slashes; what lies outside of it is named in full. */
function uriOf(file: string): string {
  if (file === '-') { return 'stdin'; }
  const relative = path.relative(process.cwd(), path.resolve(file));
  if (relative.startsWith('..') || path.isAbsolute(relative)) { return pathToFileURL(file).href; }
  return relative.split(path.sep).map(encodeURIComponent).join('/');
}

/** What tells a finding from others wherever its line moves to: object, field and code, and which of several it is. */
function fingerprints(): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return finding => {
    const { code, manifest, path: field } = finding;
    const identity = createHash('sha256').update(JSON.stringify([code, manifest.apiVersion, manifest.kind, manifest.namespace, manifest.name, field])).digest('hex').slice(0, 16);
    const nth = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, nth);
    return `${identity}:${nth}`;
  };
}
