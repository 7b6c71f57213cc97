/**
 * Prints the milliseconds, or with `memory` the megabytes, of a whole process on YAML of that many resources:
 * `analyze.cjs ours|js-yaml|kubeconform|istioctl RESOURCES [memory]`.
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

const istioctl = () => {
  const bin = path.join(ROOT, 'e2e', '.bin');
  return fs.readdirSync(bin).map(name => path.join(bin, name, 'istioctl')).find(candidate => fs.existsSync(candidate));
};
const peers = path.join(ROOT, 'benchmarks', 'peers', '.bin');

const COMMANDS = {
  ours: () => [process.execPath, path.join(ROOT, 'bin', 'cdk8s-istio'), 'analyze', file, '--fail-on', 'never'],
  kubeconform: () => [path.join(peers, 'kubeconform'), '-schema-location', `${peers}/schemas/{{ .ResourceKind }}{{ .KindSuffix }}.json`, '-summary', file],
  istioctl: () => [istioctl(), 'analyze', '--use-kube=false', file],
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
  // the process itself knows best how much memory it took
  const watch = measure === 'memory' ? ['-r', path.join(__dirname, 'print-memory.cjs')] : [];
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(command, [...watch, ...args], { encoding: 'utf8', maxBuffer: 1e9 });
  const time = Number(process.hrtime.bigint() - start) / 1e6;
  // istioctl ends with the number of a finding's level
  if (status === null || (status !== 0 && program !== 'istioctl')) { throw new Error(`${program}: ${status} ${stdout.slice(-1000)} ${stderr.slice(-1000)}`); }
  console.log(measure === 'memory' ? Number(stderr) : time);
}
