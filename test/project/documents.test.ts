import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');
const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };
const bin = (name: string) => path.join(ROOT, 'node_modules', '.bin', name);

let temp: string;
beforeAll(() => {
  if (!fs.existsSync(path.join(ROOT, '.jsii'))) { throw new Error('the library is not compiled: run npx projen compile first'); }
  temp = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-documents-'));
});
afterAll(() => fs.rmSync(temp, { recursive: true, force: true }));

test('API.md is what the library says of itself', () => {
  const submodule = JSON.parse(fs.readFileSync(path.join(ROOT, '.projen', 'tasks.json'), 'utf8')).tasks.docgen.steps[0];
  const args: string[] = submodule.execArgs ?? submodule.exec.split(' ');
  execFileSync(bin(args[0]), args.slice(1).map(arg => arg === 'API.md' ? path.join(temp, 'API.md') : arg), { cwd: ROOT, env, stdio: 'pipe' });
  expect(fs.readFileSync(path.join(temp, 'API.md'), 'utf8') === fs.readFileSync(path.join(ROOT, 'API.md'), 'utf8')
    || 'API.md is out of date: run npx projen docgen').toBe(true);
}, 120_000);

test('docs/ is what the library says of its codes', () => {
  const read = (directory: string) => Object.fromEntries(fs.readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.md')).sort().map(file => [file, fs.readFileSync(path.join(directory, file), 'utf8')]));
  const written = path.join(temp, 'docs');
  execFileSync(bin('tsx'), [path.join('projenrc', 'docs.ts'), written], { cwd: ROOT, env, stdio: 'pipe' });
  const [is, wanted] = [read(path.join(ROOT, 'docs')), read(written)];
  expect(Object.keys(wanted).length).toBeGreaterThan(4);
  const stale = [...new Set([...Object.keys(is), ...Object.keys(wanted)])].filter(file => is[file] !== wanted[file]);
  expect(stale.length === 0 || `docs/ is out of date, run npx projen docs: ${stale.join(', ')}`).toBe(true);
}, 120_000);

test('the snippets of README.md and of every docstring compile', () => {
  const extract = () => execFileSync(bin('jsii-rosetta'), ['extract', '--compile', '--strict', '--fail', '--output', path.join(temp, 'snippets.json'), ROOT],
    { cwd: ROOT, env, stdio: 'pipe', encoding: 'utf8' });
  expect(() => {
    try {
      extract();
    } catch (e: any) {
      throw new Error(`${e.stdout}\n${e.stderr}`);
    }
  }).not.toThrow();
  const snippets = Object.keys(JSON.parse(fs.readFileSync(path.join(temp, 'snippets.json'), 'utf8')).snippets);
  expect(snippets.length).toBeGreaterThan(0);
}, 120_000);
