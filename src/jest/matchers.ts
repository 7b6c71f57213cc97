import type { IConstruct } from 'constructs';
import { check, findingText, todoForUnknown } from '../check';
import { checkApp } from '../check/at-synth';
import { Synthesis } from '../core/synthesis';
import { Finding, Json, Manifests, Severity } from '../manifests';

/** An App, a Chart or any other construct, a list of manifests as `Testing.synth` returns it, or a text of YAML. */
export type Subject = IConstruct | readonly object[] | string;

/** What a finding is about. */
export interface FindingCriteria {
  /** `Kind name`, `Kind namespace/name`, or the name alone. */
  readonly resource?: string;
  /** The field, e.g. `spec.http[0].route[0].destination.host`. */
  readonly path?: string;
}

/** What is added to `expect(subject)`. */
export interface ManifestMatchers<R> {
  /**
   * There are no errors and no warnings. Infos do not count.
   *
   * The subject is an App, a Chart or any other construct, a list of manifests as `Testing.synth` returns it, or a text of YAML.
   */
  toHaveNoFindings(): R;

  /** There is a finding of the code, of the resource and at the field that are named, if they are. */
  toHaveFinding(code: string, criteria?: FindingCriteria): R;
}

interface Result {
  readonly pass: boolean;
  readonly message: () => string;
}

/** For `expect.extend` of jest and vitest. */
export const matchers = {
  toHaveNoFindings(subject: Subject): Result {
    const findings = findingsOf(subject).filter(({ severity }) => severity !== Severity.INFO);
    return {
      pass: findings.length === 0,
      message: () => findings.length === 0
        ? 'expected findings, but there are no errors and no warnings'
        : `expected no findings, but there are ${findings.length}:\n\n${printed(findings)}`,
    };
  },

  toHaveFinding(subject: Subject, code: string, criteria: FindingCriteria = {}): Result {
    const todo = todoForUnknown(String(code));
    if (todo !== undefined) { throw new TypeError(`toHaveFinding: there is no code ${code}; ${todo}`); }
    const findings = findingsOf(subject);
    const found = findings.filter(finding => finding.code === code && isAbout(finding, criteria));
    const { resource, path } = criteria;
    const wanted = [`${code}`, ...resource === undefined ? [] : [`of ${resource}`], ...path === undefined ? [] : [`at ${path}`]].join(' ');
    return {
      pass: found.length > 0,
      message: () => found.length > 0
        ? `expected no finding ${wanted}, but there is:\n\n${printed(found)}`
        : `expected a finding ${wanted}, but ${findings.length === 0 ? 'there are none' : `there are only:\n\n${printed(findings)}`}`,
    };
  },
};

function findingsOf(subject: Subject): readonly Finding[] {
  if (typeof subject === 'string') { return check(Manifests.fromYaml(subject)).findings; }
  if (Array.isArray(subject)) { return check(Manifests.fromObjects(subject)).findings; }
  if (typeof (subject as Json)?.node?.findAll === 'function') { return findingsBelow(subject as IConstruct); }
  throw new TypeError('expect was given neither a construct, nor a list of manifests as Testing.synth returns it, nor a text of YAML');
}

/** As the synth of its app would find them, with what the app says of what exists elsewhere, and of what is to be ignored. */
function findingsBelow(scope: IConstruct): readonly Finding[] {
  const { path } = scope.node;
  return checkApp(Synthesis.of(scope).look()).findings.filter(({ manifest: { origin: { construct = '' } } }) =>
    path === '' || construct === path || construct.startsWith(`${path}/`));
}

function isAbout({ manifest: { kind, namespace, name }, path }: Finding, criteria: FindingCriteria): boolean {
  const { resource } = criteria;
  return (criteria.path === undefined || criteria.path === path)
    && (resource === undefined || [name, `${kind} ${name}`, `${namespace}/${name}`, `${kind} ${namespace}/${name}`].includes(resource));
}

const printed = (findings: readonly Finding[]) => findings.map(finding => findingText(finding)).join('\n\n');
