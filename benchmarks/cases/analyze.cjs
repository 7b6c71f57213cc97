/**
 * Prints the milliseconds, or with `memory` the megabytes, of a whole process on YAML of that many resources:
 * `analyze.cjs ours|js-yaml|kubeconform|istioctl RESOURCES [memory]`. What a peer needs that is not there ends it with code 3.
 */
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { manifests } = require('./manifests.cjs');

const [, , program, count, measure] = process.argv;
const ROOT = path.join(__dirname, '..', '..');
const directory = path.join(os.tmpdir(), 'cdk8s-istio-bench-manifests');
const file = path.join(directory, `${count}.yaml`);
fs.mkdirSync(directory, { recursive: true });
const text = manifests(Number(count));
if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) { fs.writeFileSync(file, text); }

function istioctl() {
  const bin = path.join(ROOT, 'e2e', '.bin');
  const found = fs.existsSync(bin) ? fs.readdirSync(bin).filter(name => name.startsWith('istio-')).map(name => path.join(bin, name, 'istioctl')).find(f => fs.existsSync(f)) : undefined;
  return found ? [found, 'analyze', '--use-kube=false', file] : process.exit(3);
}

function kubeconform() {
  const peers = path.join(ROOT, 'benchmarks', 'peers');
  const found = path.join(peers, '.bin', 'kubeconform');
  if (!fs.existsSync(found)) { process.exit(3); }
  return [found, '-schema-location', `${peers}/.bin/schemas/{{ .Group }}-{{ .ResourceKind }}-{{ .ResourceAPIVersion }}.json`, '-summary', file];
}

const COMMANDS = {
  ours: () => [process.execPath, path.join(ROOT, 'bin', 'cdk8s-istio'), 'analyze', file, '--fail-on', 'never'],
  kubeconform,
  istioctl,
};

if (program === 'js-yaml') {
  // the parse alone, as the figures of others were taken
  const yaml = require('js-yaml');
  const content = fs.readFileSync(file, 'utf8');
  const start = process.hrtime.bigint();
  yaml.loadAll(content);
  console.log(Number(process.hrtime.bigint() - start) / 1e6);
} else {
  const [command, ...args] = COMMANDS[program]();
  const start = process.hrtime.bigint();
  const { status, stderr } = measure === 'memory'
    ? spawnSync('/usr/bin/env', ['-S', process.execPath, '-e', `
        const { main } = require(${JSON.stringify(path.join(ROOT, 'lib/src/cli/main.js'))});
        process.argv = ['node', ...${JSON.stringify(args)}];
        main();
        process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS / 1024)));`], { encoding: 'utf8', maxBuffer: 1e9 })
    : spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1e9 });
  const time = Number(process.hrtime.bigint() - start) / 1e6;
  if (status === null || status > 1 && program === 'ours') { throw new Error(stderr); }
  console.log(measure === 'memory' ? Number(stderr) : time);
}
