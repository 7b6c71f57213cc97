import * as fs from 'fs';
import * as path from 'path';
import { check } from '../../src/check';
import { ASM_EXPLANATIONS } from '../../src/explain/asm';
import { example } from '../../src/explain/example';
import { GATEWAY_API_EXPLANATIONS } from '../../src/explain/gateway-api';
import { TRAP_EXPLANATIONS } from '../../src/explain/traps';
import { Manifests } from '../../src/manifests';

const EXPLANATIONS = [...ASM_EXPLANATIONS, ...GATEWAY_API_EXPLANATIONS, ...TRAP_EXPLANATIONS];
const found = (yaml: string) => check(Manifests.fromYaml(yaml)).findings.filter(f => /^(ASM|GWA|CDI|K8S)/.test(f.code))
  .map(({ code, path: field, message }) => `${code} ${field} ${message}`);

test.each(EXPLANATIONS.map(e => [e.code, e] as const))('%s is found in its example alone, and in the mended one nothing', (code, { wrong, mended }) => {
  expect([...new Set(found(wrong).map(finding => finding.split(' ')[0]))]).toEqual([code]);
  expect(found(mended)).toEqual([]);
});

test('every code of ours has one explanation, and no other has', () => {
  const folder = path.join(__dirname, '..', '..', 'src', 'analysis');
  const files = ['asm', 'gateway-api', 'traps'].flatMap(name => fs.readdirSync(path.join(folder, name)).map(file => path.join(folder, name, file)));
  const codes = files.flatMap(file => fs.readFileSync(file, 'utf8').match(/'(?:ASM|GWA|CDI)\d{4}'/g) ?? []).map(code => code.slice(1, -1));
  expect(EXPLANATIONS.map(e => e.code).sort()).toEqual([...codes].sort());
});

test('an example that does not hold what is to be mended is refused', () => {
  expect(() => example('GWA0101', '', 'a: 1', ['b', 'c'])).toThrow('GWA0101: the example does not hold b');
});
