/**
 * The network of a run: one node with a bridge, in a network namespace that only this run sees.
 *
 * Backends are addresses of the node; what listens on 0.0.0.0 (Envoy, nginx) gets a namespace of its own on the bridge.
 */
import { execFileSync } from 'child_process';
import * as fs from 'fs';

export const NODE_ADDRESS = '10.244.0.1';

export class Network {
  private pods = 0;
  private balancers = 0;
  private namespaces = 0;
  private readonly addresses = new Set<string>();

  constructor() {
    // the mounts of this run are its own, so its names for namespaces are too
    execFileSync('mount', ['-t', 'tmpfs', 'run', '/run']);
    fs.mkdirSync('/run/netns');
    ip('link set lo up');
    // without an address of its own a bridge takes the lowest of its ports', and whoever knew the former one is cut off
    ip('link add node0 address 02:00:00:00:00:01 type bridge');
    ip(`address add ${NODE_ADDRESS}/16 dev node0`);
    ip('link set node0 up');
  }

  /** An address for a Pod. */
  public podAddress(): string {
    this.pods += 1;
    return `10.244.${1 + Math.floor(this.pods / 250)}.${1 + this.pods % 250}`;
  }

  public loadBalancerAddress(): string {
    this.balancers += 1;
    return `172.18.0.${this.balancers}`;
  }

  /** Makes an address one of the node's. */
  public add(address: string): void {
    if (this.addresses.has(address)) { return; }
    ip(`address add ${address}/32 dev lo`);
    this.addresses.add(address);
  }

  public remove(address: string): void {
    if (!this.addresses.delete(address)) { return; }
    ip(`address del ${address}/32 dev lo`);
  }

  /** A network namespace with one address, and the node as its way to everything else. */
  public namespace(address: string): string {
    this.namespaces += 1;
    const name = `ns${this.namespaces}`;
    ip(`netns add ${name}`);
    ip(`link add veth${this.namespaces} type veth peer name eth0 netns ${name}`);
    ip(`link set veth${this.namespaces} master node0 up`);
    ip(`-n ${name} link set lo up`);
    ip(`-n ${name} address add ${address}/16 dev eth0`);
    ip(`-n ${name} link set eth0 up`);
    ip(`-n ${name} route add default via ${NODE_ADDRESS}`);
    return name;
  }

  public removeNamespace(name: string): void {
    ip(`netns delete ${name}`);
  }

  /** Sends every connection that starts in the namespace to Envoy's port 15001, save those that Envoy marks as its own. */
  public redirectToEnvoy(name: string, mark: number): void {
    const rules = ['type nat hook output priority -100;', `meta mark ${mark} return;`, 'ip daddr 127.0.0.0/8 return;', 'meta l4proto tcp redirect to :15001;'];
    execFileSync('nsenter', [`--net=/run/netns/${name}`, 'nft', '-f', '-'], { input: `table ip mesh { chain output { ${rules.join(' ')} }; }`, stdio: ['pipe', 'ignore', 'pipe'] });
  }
}

function ip(args: string): void {
  execFileSync('ip', args.split(' '), { stdio: ['ignore', 'ignore', 'pipe'] });
}
