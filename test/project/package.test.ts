import { execFileSync, spawnSync } from 'child_process';
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

test('the package holds lib, the program, .jsii and README, and is under 1 MB', () => {
  const outside = pack.files.map(f => f.path).filter(f => !f.startsWith('lib/')).sort();
  expect(outside).toEqual(['.jsii', 'LICENSE', 'README.md', 'bin/cdk8s-istio', 'package.json']);
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

describe('a new cdk8s app that installs the package', () => {
  let app: string;

  beforeAll(() => {
    // GIVEN an app of a user, with the first example of the README
    app = path.join(temp, 'app');
    fs.mkdirSync(app);
    const { peerDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    fs.writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name: 'app', private: true, dependencies: peerDependencies }));
    fs.writeFileSync(path.join(app, 'tsconfig.json'), JSON.stringify({
      compilerOptions: { target: 'es2022', module: 'node16', strict: true, types: [], skipLibCheck: false }, files: ['main.ts'],
    }));
    fs.writeFileSync(path.join(app, 'main.ts'), firstExample());
    run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', path.join(temp, pack.filename)], app);
    run(path.join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', '.'], app);
    run(process.execPath, ['main.js'], app);
  }, 300_000);

  test('synthesizes the YAML that stands beside its code in the README', () => {
    const outputs = fs.readdirSync(path.join(app, 'dist'));
    expect(outputs).toHaveLength(1);
    expect(fs.readFileSync(path.join(app, 'dist', outputs[0]), 'utf8').trim()).toBe(readmeBlock('yaml'));
  });

  test('has the command', () => {
    const command = path.join(app, 'node_modules', '.bin', 'cdk8s-istio');
    expect(run(command, ['--version'], app).trim()).toBe(JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')).version);
    expect(run(command, ['analyze', 'dist', '-o', 'json', '--only', 'schema'], app)).toContain('"summary": {"resources":3,"errors":0,"warnings":0,"infos":0}');
    expect(run(command, ['explain', 'K8S0001'], app)).toContain('K8S0001 InvalidBySchema (error)');
  });

  test('has the plugin of cdk8s-cli, which reports in text and JSON', () => {
    // GIVEN an object that nothing of the library looks at
    fs.writeFileSync(path.join(app, 'bare.js'), `
      const { ApiObject, App, Chart } = require('cdk8s');
      const app = new App();
      new ApiObject(new Chart(app, 'bare'), 'route', {
        apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'bad' }, spec: { hostnames: ['a_b'] },
      });
      app.synth();`);
    const configure = (properties: object) => fs.writeFileSync(path.join(app, 'cdk8s.yaml'), JSON.stringify({
      language: 'typescript',
      app: `${process.execPath} bare.js`,
      output: 'out',
      validations: [{ package: './node_modules/cdk8s-istio', version: '0.0.0', class: 'IstioValidation', properties }],
    }));
    const synth = (...args: string[]) => spawnSync(path.join(ROOT, 'node_modules', '.bin', 'cdk8s'), ['synth', '--check-upgrade=false', ...args], {
      cwd: app, encoding: 'utf8', env: { ...process.env, CDK8S_OUTDIR: undefined, CI: 'true' },
    });
    // WHEN
    configure({});
    const failed = synth('--validation-reports-output-file', 'report.json');
    configure({ ignore: ['K8S0001'] });
    const passed = synth();
    // THEN
    expect(failed.status).toBe(2);
    expect(failed.stdout).toMatch(/error K8S0001 InvalidBySchema \(1 occurrences\)[^]*Construct Path: bare\/route[^]*Resource Name: bad[^]*> spec.hostnames\[0\] \(line 7\)/);
    const [report] = JSON.parse(fs.readFileSync(path.join(app, 'report.json'), 'utf8')).reports;
    expect(report.summary).toMatchObject({ status: 'failure', metadata: { Resources: '1', Errors: '1' } });
    expect(report.violations[0].violatingConstructs).toMatchObject([{ constructPath: 'bare/route', manifestPath: 'out/bare.k8s.yaml' }]);
    expect([passed.status, passed.stderr]).toEqual([0, '']);
  }, 120_000);

  test('has the matchers, with their types', () => {
    // GIVEN a test as users write it, one with the globals of jest and one without
    const body = `
      import { App, Chart } from 'cdk8s';
      test('one', () => {
        expect(new Chart(new App(), 'chart')).toHaveNoFindings();
        expect('apiVersion: v1\\nkind: Service\\nmetadata: {}').toHaveFinding('K8S0001', { path: 'metadata.name' });
        // @ts-expect-error a code is a text
        expect(() => expect('').toHaveFinding(1)).toThrow('there is no code 1');
      });`;
    fs.writeFileSync(path.join(app, 'a.test.ts'), `import 'cdk8s-istio/jest';${body}`);
    fs.writeFileSync(path.join(app, 'b.test.ts'), `import { expect, test } from '@jest/globals';\nimport 'cdk8s-istio/jest-globals';${body}`);
    for (const name of ['jest', '@jest', '@types', 'expect', 'jest-snapshot', 'jest-mock', 'pretty-format', '@sinclair']) {
      fs.rmSync(path.join(app, 'node_modules', name), { recursive: true, force: true });
      if (fs.existsSync(path.join(ROOT, 'node_modules', name))) { fs.symlinkSync(path.join(ROOT, 'node_modules', name), path.join(app, 'node_modules', name)); }
    }
    // WHEN
    const tsc = (file: string, types: string) => run(path.join(ROOT, 'node_modules', '.bin', 'tsc'),
      ['--target', 'es2022', '--module', 'node16', '--strict', '--skipLibCheck', '--ignoreConfig', '--types', types, file], app);
    tsc('a.test.ts', 'jest');
    tsc('b.test.ts', 'node');
    // as the apps that cdk8s-cli makes are set up
    const asTemplate = ['--target', 'es2022', '--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0', '--noEmit'];
    for (const [file, types] of [['a.test.ts', 'jest'], ['b.test.ts', 'node']]) {
      run(path.join(ROOT, 'node_modules', '.bin', 'tsc'), [...asTemplate, '--strict', '--skipLibCheck', '--ignoreConfig', '--types', types, file], app);
    }
    // THEN
    const { status, stderr } = spawnSync(path.join(ROOT, 'node_modules', '.bin', 'jest'), ['--rootDir', app, '--testMatch', '**/*.test.js'], { cwd: app, encoding: 'utf8' });
    expect([status, /Tests: +2 passed/.test(stderr) || stderr]).toEqual([0, true]);
  }, 120_000);
});

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
