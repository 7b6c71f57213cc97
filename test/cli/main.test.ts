import { execFileSync, spawn, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { BAD, cli, directoryWith, GOOD } from './support';

const ROOT = path.join(__dirname, '..', '..');
const BIN = path.join(ROOT, 'bin', 'cdk8s-istio');
const directory = directoryWith({
  'bad.yaml': BAD,
  'many.yaml': Array.from({ length: 20_000 }, (_, i) => BAD.replace('name: bad', `name: bad-${i}`)).join('---\n'),
  'list.yaml': `apiVersion: v1\nkind: List\nitems:\n${Array.from({ length: 10_000 }, () => `- ${BAD.trimEnd().replaceAll('\n', '\n  ')}\n`).join('')}`,
});

test.each([[[]], [['--help']], [['-h']], [['help']]])('%j prints help', args => {
  const { code, out, err } = cli(...args);
  expect([code, err]).toEqual([0, []]);
  expect(out).toMatch(/^Usage: cdk8s-istio COMMAND\n[^]*\n {2}analyze .*\n {2}explain /);
});

test('every command has help of its own, which names every option', () => {
  expect(cli('analyze', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--mesh-config FILE') });
  expect(cli('analyze', 'x', '-h')).toMatchObject({ code: 0, out: expect.stringContaining('Usage: cdk8s-istio analyze') });
  expect(cli('explain', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage: cdk8s-istio explain') });
  expect(cli('help', 'explain')).toEqual(cli('explain', '--help'));
});

test('the help says which files are old', () => {
  expect(cli('analyze', '--help').out).toContain('new/ --old a.yaml b.yaml, or\n');
});

test('--version prints that of the package', () => {
  expect(cli('--version').out).toBe(`${JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')).version}\n`);
});

test('an unknown command names those there are', () => {
  expect(cli('analyse')).toEqual({ code: 2, out: '', err: ['cdk8s-istio: there is no command analyse; commands are analyze, explain; see cdk8s-istio --help'] });
});

describe('the program', () => {
  beforeAll(() => {
    if (!fs.existsSync(path.join(ROOT, 'lib', 'src', 'cli', 'main.js'))) { throw new Error('the library is not compiled: run npx projen compile first'); }
  });
  const program = (args: string[], options: { input?: string; env?: NodeJS.ProcessEnv } = {}) => {
    const { status, stdout, stderr } = spawnSync(BIN, args, { encoding: 'utf8', maxBuffer: 1e9, cwd: directory, ...options, env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, ...options.env } });
    return { status, stdout, stderr };
  };

  test('ends with the code, and says on stderr what it cannot use', () => {
    expect(program(['analyze', 'bad.yaml']).status).toBe(1);
    expect(program(['analyze', 'no.yaml'])).toEqual({ status: 2, stdout: '', stderr: 'cdk8s-istio: no.yaml: no such file or directory\n' });
  });

  test('reads standard input, once', () => {
    expect(program(['analyze', '-', '-'], { input: GOOD })).toEqual({ status: 0, stdout: '1 resource checked: no findings\n', stderr: '' });
    expect(program(['analyze', '-'], { input: '' })).toEqual({ status: 0, stdout: '0 resources checked: no findings\n', stderr: '' });
    expect(program(['analyze', '-'], { input: 'a: [' }).stderr).toBe('cdk8s-istio: -:1: not valid YAML: unexpected end of the stream within a flow collection\n');
    const { findings } = JSON.parse(program(['analyze', '-', '-o', 'json'], { input: BAD }).stdout);
    expect(findings.map((f: any) => [f.file, f.line])).toEqual([['-', 10], ['-', 9]]);
  });

  test('has colours where they are wanted', () => {
    const coloured = (env: NodeJS.ProcessEnv) => program(['analyze', 'bad.yaml'], { env }).stdout.includes('\u001b[31m');
    expect([coloured({}), coloured({ FORCE_COLOR: '1' }), coloured({ FORCE_COLOR: '0' }), coloured({ FORCE_COLOR: '1', NO_COLOR: '1' })]).toEqual([false, true, false, true]);
  });

  test('writes a large output whole, and ends quietly where nobody reads on', async () => {
    // GIVEN more than a pipe holds
    const { status, stdout } = program(['analyze', 'many.yaml', '-o', 'json']);
    expect([status, JSON.parse(stdout).findings.length]).toEqual([1, 40_000]);
    // WHEN the reader takes the first lines only
    const child = spawn(BIN, ['analyze', 'many.yaml'], { cwd: directory });
    let stderr = '';
    child.stderr.on('data', data => { stderr += data; });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise(resolve => child.on('close', resolve));
    // THEN
    expect([code, stderr]).toEqual([1, '']);
  }, 60_000);

  test('says in one line that the output cannot be written', () => {
    const full = fs.openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(BIN, ['analyze', 'bad.yaml'], { cwd: directory, encoding: 'utf8', stdio: ['ignore', full, 'pipe'] });
    fs.closeSync(full);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^cdk8s-istio: the output cannot be written: ENOSPC[^\n]*\n$/)]);
  });

  test('finds lines of many findings in one long list', () => {
    const start = Date.now();
    const { findings } = JSON.parse(program(['analyze', 'list.yaml', '-o', 'json']).stdout);
    expect(findings.map((f: any) => f.line).slice(-2)).toEqual([3 + 10 * 10_000, 2 + 10 * 10_000]);
    expect(Date.now() - start).toBeLessThan(20_000);
  }, 60_000);

  test('loads what it needs', () => {
    const loaded = execFileSync(process.execPath, ['-e', `
      process.argv = ['node', 'cdk8s-istio', 'analyze', 'bad.yaml'];
      require(${JSON.stringify(path.join(ROOT, 'lib', 'src', 'cli', 'main.js'))}).main();
      process.exitCode = 0;
      console.log(JSON.stringify(Object.keys(require.cache)));`], { cwd: directory, encoding: 'utf8' }).trimEnd().split('\n').pop()!;
    expect(JSON.parse(loaded).filter((file: string) => /node_modules|sarif|explain/.test(path.relative(ROOT, file)))).toEqual([]);
  });
});
