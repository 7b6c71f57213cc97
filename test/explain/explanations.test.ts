import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import * as ts from 'typescript';
import * as library from '../../src';
import { check, knownCodes } from '../../src/check';
import { checkApp } from '../../src/check/at-synth';
import { Synthesis } from '../../src/core/synthesis';
import { allExplained, explained, explanationMarkdown, explanationText } from '../../src/explain';
import { Manifests, Severity } from '../../src/manifests';

/** What is found in an example: in YAML, or in the constructs that it makes. */
const findings = (text: string, language?: string) => {
  if (language !== 'ts') { return check(Manifests.fromYaml(text)).findings; }
  const chart = new Chart(new App(), 'chart');
  const names = { ...library, ApiObject, chart };
  new Function(...Object.keys(names), ts.transpile(text, { target: ts.ScriptTarget.ES2022 }))(...Object.values(names));
  return checkApp(Synthesis.of(chart).look()).findings;
};
const SRC = path.join(__dirname, '..', '..', 'src');

describe.each(allExplained().map(explanation => [explanation.code, explanation] as const))('%s', (code, { wrong, mended, language, why, name, severity }) => {
  test('its wrong example has it', () => {
    const found = findings(wrong, language).filter(finding => finding.code === code);
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(finding => [finding.name, finding.severity])).toEqual(found.map(() => [name, severity]));
  });

  test('its mended example has nothing to mend', () => {
    // Istio's webhook warns of every EnvoyFilter
    const left = findings(mended, language).filter(f => f.code === code || (f.severity !== Severity.INFO && f.code !== 'IST0133'));
    expect(left.map(f => `${f.code} ${f.message}`)).toEqual([]);
  });

  test('says in plain words why it matters', () => {
    expect(why.trim()).toMatch(/^\S[^]{60,}\.$/);
    expect(wrong).not.toBe(mended);
  });
});

test('every code is explained, once', () => {
  expect(allExplained().map(({ code }) => code).sort()).toEqual([...knownCodes().keys()].sort());
});

test('every file of explanations is read', () => {
  const folder = path.join(SRC, 'explain', 'codes');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const exported = fs.readdirSync(folder).flatMap(file => Object.values<any>(require(path.join(folder, file))));
  const codes = exported.filter(Array.isArray).flat().map(({ code }) => code);
  expect(codes.sort()).toEqual(allExplained().map(({ code }) => code).sort());
});

test('codes are explained as text and as Markdown', () => {
  const explanation = explained('K8S0002')!;
  const text = explanationText(explanation, false);
  expect(text).toMatch(/^K8S0002 InvalidByRule \(error\)\n\nThe API server [^]*\n\nWrong:\n\n {2}apiVersion: [^]*\n\nMended:\n\n {2}apiVersion: /);
  expect(text.split('\n').filter(line => line.length > 120)).toEqual([]);
  expect(explanationText(explanation, true)).toContain('\u001b[1mK8S0002\u001b[0m');
  expect(explanationMarkdown(explanation)).toMatch(/^# K8S0002 [^]*## Wrong\n\n```yaml\n[^]*```text\nerror K8S0002 [^]*Must have port for Service reference\n[^]*## Mended\n\n```yaml\n/);
  expect(explained('IST9999')).toBeUndefined();
});
