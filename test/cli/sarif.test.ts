import * as fs from 'fs';
import * as path from 'path';
import Ajv from 'ajv';
import { BAD, cli, directoryWith } from './support';

const directory = directoryWith({ 'folder/b a.yaml': BAD, 'other.yaml': BAD.replace('name: bad', 'name: bad\n  annotations:\n    galley.istio.io/analyze-suppress: K8S0003') });
const sarif = (...args: string[]) => {
  const before = process.cwd();
  process.chdir(directory);
  try {
    return JSON.parse(cli('analyze', '-o', 'sarif', ...args).out).runs[0];
  } finally {
    process.chdir(before);
  }
};

test('is what code scanning of GitHub takes', () => {
  // WHEN
  const { tool: { driver }, results } = sarif('folder');
  // THEN
  expect(driver.rules.map((r: any) => [r.id, r.name, r.defaultConfiguration.level])).toEqual([['K8S0001', 'InvalidBySchema', 'error'], ['K8S0003', 'UnknownField', 'warning']]);
  expect(driver.rules[0].help.markdown).toContain('## Mended');
  expect(results.map((r: any) => [r.ruleId, r.level, r.locations[0].physicalLocation])).toEqual([
    ['K8S0003', 'warning', { artifactLocation: { uri: 'folder/b%20a.yaml' }, region: { startLine: 10 } }],
    ['K8S0001', 'error', { artifactLocation: { uri: 'folder/b%20a.yaml' }, region: { startLine: 9 } }],
  ]);
  expect(results.every((r: any) => r.message.text.includes('ReferenceGrant shop/bad'))).toBe(true);
});

test('a finding is known again when its line moves, and told from others', () => {
  const prints = (run: any) => run.results.map((r: any) => r.partialFingerprints.primaryLocationLineHash);
  const before = prints(sarif('folder'));
  fs.writeFileSync(path.join(directory, 'moved.yaml'), `# a comment\n${BAD}`);
  expect(prints(sarif('moved.yaml'))).toEqual(before);
  expect(new Set(prints(sarif('folder', 'moved.yaml'))).size).toBe(4);
});

test('what is suppressed says why, and what is in no file is about the run', () => {
  const { results, invocations } = sarif('other.yaml', '--ignore', 'IST0101');
  expect(results.map((r: any) => [r.ruleId, r.suppressions])).toEqual([
    ['K8S0001', undefined], ['K8S0003', [{ kind: 'inSource', justification: 'annotation galley.istio.io/analyze-suppress' }]],
  ]);
  expect(invocations[0].toolConfigurationNotifications.map((n: any) => [n.descriptor.id, n.level])).toEqual([['CDI0001', 'note']]);
});

test('has the form of SARIF 2.1.0', () => {
  const text = cli('analyze', '-o', 'sarif', path.join(directory, 'folder'), '--ignore', 'IST0101').out;
  const check = new Ajv({ strict: false }).compile(SARIF);
  expect([check(JSON.parse(text)), check.errors]).toEqual([true, null]);
});

/** The part of SARIF's schema that is used here, closed so that nothing else slips in. */
const string = { type: 'string' };
const object = (properties: object, required: string[] = []) => ({ type: 'object', additionalProperties: false, properties, required });
const list = (items: object) => ({ type: 'array', items });
const message = object({ text: string, markdown: string }, ['text']);
const level = { enum: ['none', 'note', 'warning', 'error'] };
const SARIF = object({
  $schema: string,
  version: { const: '2.1.0' },
  runs: list(object({
    tool: object({
      driver: object({
        name: string,
        version: string,
        informationUri: string,
        rules: list(object({ id: string, name: string, shortDescription: message, fullDescription: message, help: message, helpUri: string, defaultConfiguration: object({ level }) }, ['id'])),
      }, ['name']),
    }, ['driver']),
    columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
    invocations: list(object({ executionSuccessful: { type: 'boolean' }, toolConfigurationNotifications: list(object({ descriptor: object({ id: string }), level, message }, ['message'])) }, ['executionSuccessful'])),
    results: list(object({
      ruleId: string,
      level,
      message,
      locations: list(object({
        physicalLocation: object({ artifactLocation: object({ uri: string }), region: object({ startLine: { type: 'integer', minimum: 1 } }) }),
        logicalLocations: list(object({ name: string, fullyQualifiedName: string, kind: string })),
      })),
      partialFingerprints: { type: 'object', additionalProperties: string },
      suppressions: list(object({ kind: { enum: ['inSource', 'external'] }, justification: string }, ['kind'])),
    }, ['message'])),
  }, ['tool'])),
}, ['version', 'runs']);
