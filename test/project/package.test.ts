import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as source from '../../src';

const ROOT = path.join(__dirname, '..', '..');
const run = (command: string, args: string[], cwd: string) => {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, CDK8S_OUTDIR: undefined } });
  } catch (e: any) {
    throw new Error(`${command} ${args.join(' ')}\n${e.stdout}\n${e.stderr}`);
  }
};

let temp: string;
let pack: { filename: string; size: number; files: { path: string }[] };

beforeAll(() => {
  if (!fs.existsSync(path.join(ROOT, 'lib', 'src', 'index.js'))) { throw new Error('the library is not compiled: run npx projen compile first'); }
  temp = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-package-'));
  pack = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', temp], ROOT))[0];
}, 120_000);
afterAll(() => fs.rmSync(temp, { recursive: true, force: true }));

test('the package holds lib, .jsii and the documents, and is under 1 MB', () => {
  const outside = pack.files.map(f => f.path).filter(f => !f.startsWith('lib/')).sort();
  expect(outside).toEqual(['.jsii', 'API.md', 'LICENSE', 'README.md', 'bin/cdk8s-istio', 'package.json']);
  expect(pack.files.filter(f => !/\.(js|d\.ts)$/.test(f.path) && f.path.startsWith('lib/'))).toEqual([]);
  expect(pack.size).toBeLessThan(1_000_000);
});

test('the compiled library exports what the source does, and loads it when it is asked for', () => {
  const script = `
    const library = require(${JSON.stringify(ROOT)});
    const loaded = () => Object.keys(require.cache).filter(file => file.startsWith(${JSON.stringify(path.join(ROOT, 'lib'))})).length;
    const before = loaded();
    const missing = Object.keys(library).filter(name => library[name] === undefined);
    console.log(JSON.stringify({ names: Object.keys(library), before, after: loaded(), missing, again: library.Gateway === library.Gateway }));`;
  const { names, before, after, missing, again } = JSON.parse(run(process.execPath, ['-e', script], ROOT));
  // what cdk8s-cli looks for is no part of the API
  expect(names).toEqual([...Object.keys(source), 'IstioValidation'].sort());
  expect({ before, missing, again }).toEqual({ before: 1, missing: [], again: true });
  expect(after).toBeGreaterThan(50);
  const named = run(process.execPath, ['--input-type=module', '-e', 'import { Gateway } from "cdk8s-istio"; console.log(Gateway.name);'], ROOT);
  expect(named.trim()).toBe('Gateway');
});

test('a new cdk8s app that installs the package compiles and synthesizes', () => {
  // GIVEN an app of a user, with the first example of the README
  const app = path.join(temp, 'app');
  fs.mkdirSync(app);
  const peers = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')).peerDependencies;
  fs.writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name: 'app', private: true, dependencies: peers }));
  fs.writeFileSync(path.join(app, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { target: 'es2022', module: 'node16', strict: true, types: [], skipLibCheck: false }, files: ['main.ts'],
  }));
  fs.writeFileSync(path.join(app, 'main.ts'), firstExample());
  // WHEN
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', path.join(temp, pack.filename)], app);
  run(path.join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', '.'], app);
  run(process.execPath, ['main.js'], app);
  // THEN its output is the YAML that stands beside it in the README
  const outputs = fs.readdirSync(path.join(app, 'dist'));
  expect(outputs).toHaveLength(1);
  expect(fs.readFileSync(path.join(app, 'dist', outputs[0]), 'utf8').trim()).toBe(readmeBlock('yaml'));
}, 300_000);

/** The first code block of a language in README.md. */
function readmeBlock(language: string): string {
  const readme = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const block = new RegExp(`^\`\`\`${language}[^\\n]*\\n([\\s\\S]*?)^\`\`\``, 'm').exec(readme);
  if (!block) { throw new Error(`README.md has no block of ${language}`); }
  return block[1].trim();
}

function firstExample(): string {
  return readmeBlock('ts');
}
