/**
 * `npm run e2e`: the real Kubernetes API server, istiod, Envoy and nginx against every example.
 *
 * This process looks at the machine and builds; then it runs itself again in namespaces of its own, where everything
 * else happens and with which everything ends. See README.md.
 */
import { spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { runAll } from './run';
import { build, Toolbox } from './setup/build';
import { readOptions, USAGE } from './setup/options';
import { missing, namespaceFlags } from './setup/preflight';

const INSIDE = 'E2E_INSIDE';

/** What shells say of a program that was ended by Ctrl-C. */
const INTERRUPTED = 130;

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (process.env[INSIDE]) {
    endWithParent();
    const { folder, tools } = JSON.parse(process.env[INSIDE]) as { folder: string; tools: Toolbox };
    return runAll(options, tools, folder);
  }
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const lacks = missing();
  if (lacks.length > 0) {
    console.error(['The end-to-end run cannot start here:', ...lacks.map(one => `- ${one}`)].join('\n'));
    return 2;
  }
  const tools = build(line => console.log(line));
  if (options.buildOnly) { return 0; }

  const folder = ownFolder();
  const status = await isolated({ folder, tools });
  if ((status === 0 || status === INTERRUPTED) && !options.keep) {
    fs.rmSync(folder, { recursive: true, force: true });
  } else {
    console.log(`logs: ${path.relative(process.cwd(), folder)}`);
  }
  return status;
}

/** Runs this file again in its own network, mounts and processes, and ends all of them when it ends. */
function isolated(inside: { folder: string; tools: Toolbox }): Promise<number> {
  const child = spawn('unshare', [...namespaceFlags(), process.execPath, ...process.execArgv, __filename, ...process.argv.slice(2)], {
    env: { ...process.env, [INSIDE]: JSON.stringify(inside) },
    // its end tells the child that this process is gone, however that came about
    stdio: ['pipe', 'inherit', 'inherit'],
    // a Ctrl-C of the terminal comes here alone and is passed on as a kill, which takes everything along
    detached: true,
  });
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupted = true;
      child.kill('SIGKILL');
    });
  }
  process.on('exit', () => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', code => {
      if (interrupted) { console.error('interrupted: everything that was started is gone'); }
      resolve(interrupted ? INTERRUPTED : code ?? 1);
    });
  });
}

/** A folder for this run; those of runs that are over go away. */
function ownFolder(): string {
  const runs = path.join(__dirname, '.run');
  fs.mkdirSync(runs, { recursive: true });
  for (const name of fs.readdirSync(runs)) {
    const pid = /^run-(\d+)$/.exec(name)?.[1];
    if (pid && !fs.existsSync(`/proc/${pid}`)) { fs.rmSync(path.join(runs, name), { recursive: true, force: true }); }
  }
  const folder = path.join(runs, `run-${process.pid}`);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder);
  return folder;
}

function endWithParent(): void {
  process.stdin.on('close', () => process.exit(INTERRUPTED));
  process.stdin.resume();
}

main().then(code => process.exit(code), error => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
