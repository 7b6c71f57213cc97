/** A cluster's control plane: an API server on the run's etcd, and the controllers that make Pods and EndpointSlices. */
import { execFileSync } from 'child_process';
import { generateKeyPairSync, randomBytes } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { Api } from './api';
import { Toolbox } from '../setup/build';
import { NODE_ADDRESS } from '../system/network';
import { Processes } from '../system/processes';
import { waitFor } from '../system/wait';

const ETCD = 'http://127.0.0.1:2379';

export async function startEtcd(processes: Processes, folder: string): Promise<void> {
  // in memory: faster, and nothing to clean up
  const data = path.join(folder, 'etcd');
  fs.mkdirSync(data);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'mode=0700', 'etcd', data]);
  const etcd = processes.start('etcd', 'etcd', ['--data-dir', data, '--listen-client-urls', ETCD, '--advertise-client-urls', ETCD,
    '--listen-peer-urls', 'http://127.0.0.1:2380', '--log-level', 'warn', '--logger', 'zap', '--quota-backend-bytes', '2147483648'],
  // without it etcd 3.4 starts on x86-64 only
  { env: { ETCD_UNSUPPORTED_ARCH: process.arch } });
  await waitFor('etcd', 20, async () => {
    etcd.check();
    return (await fetch(`${ETCD}/health`)).ok;
  }, () => etcd.tail());
}

export interface ControlPlane {
  readonly name: string;
  readonly api: Api;
  readonly folder: string;
  /** Kubeconfig as cluster administrator; for programs on the node and in its namespaces. */
  readonly kubeconfig: string;
  /** The same as `user`, one of the token file's. */
  kubeconfigAs(user: 'admin' | 'istiod'): string;
}

/** @param index clusters of one run differ in their ports and address ranges by it */
export async function startControlPlane(tools: Toolbox, processes: Processes, folder: string, name: string, index: number): Promise<ControlPlane> {
  const here = path.join(folder, name);
  fs.mkdirSync(here, { recursive: true });
  const port = 6443 + index;
  const tokens = { admin: randomBytes(16).toString('hex'), istiod: randomBytes(16).toString('hex') };
  fs.writeFileSync(path.join(here, 'tokens.csv'), [
    `${tokens.admin},admin,admin,"system:masters"`,
    `${tokens.istiod},system:serviceaccount:istio-system:istiod,istiod,"system:serviceaccounts,system:serviceaccounts:istio-system"`,
  ].join('\n'));
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = path.join(here, 'service-account.key');
  const pub = path.join(here, 'service-account.pub');
  fs.writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  fs.writeFileSync(pub, publicKey.export({ type: 'spki', format: 'pem' }));

  const server = processes.start(`${name}.kube-apiserver`, path.join(tools.kubernetes, 'kube-apiserver'), [
    `--etcd-servers=${ETCD}`, `--etcd-prefix=/${path.basename(folder)}/${name}`, `--secure-port=${port}`, '--bind-address=0.0.0.0', `--advertise-address=${NODE_ADDRESS}`,
    `--cert-dir=${here}`, `--token-auth-file=${path.join(here, 'tokens.csv')}`, '--authorization-mode=RBAC', '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${pub}`, `--service-account-signing-key-file=${key}`, '--enable-aggregator-routing=true', '--profiling=false',
    `--service-cluster-ip-range=${serviceRange(index)}`, '--allow-privileged=true',
  ]);
  const certificate = path.join(here, 'apiserver.crt');
  const ca = await waitFor(`the API server's certificate (${name})`, 30, () => {
    server.check();
    return fs.existsSync(certificate) && fs.readFileSync(certificate);
  }, () => server.tail());
  const api = new Api(port, ca, tokens.admin);
  await waitFor(`the API server (${name})`, 60, async () => {
    server.check();
    return (await api.request('GET', '/readyz')).status === 200;
  }, () => server.tail());

  const kubeconfigAs = (user: 'admin' | 'istiod') => {
    const file = path.join(here, `${user}.kubeconfig`);
    fs.writeFileSync(file, JSON.stringify({
      'apiVersion': 'v1',
      'kind': 'Config',
      'clusters': [{ name, cluster: { 'server': `https://${NODE_ADDRESS}:${port}`, 'certificate-authority-data': ca.toString('base64') } }],
      'users': [{ name: user, user: { token: tokens[user] } }],
      'contexts': [{ name, context: { cluster: name, user } }],
      'current-context': name,
    }));
    return file;
  };
  const kubeconfig = kubeconfigAs('admin');
  const controllers = processes.start(`${name}.kube-controller-manager`, path.join(tools.kubernetes, 'kube-controller-manager'), [
    `--kubeconfig=${kubeconfig}`, `--root-ca-file=${certificate}`, '--leader-elect=false', `--secure-port=${10257 + index}`, '--bind-address=127.0.0.1', `--cert-dir=${here}/controllers`,
    '--controllers=deployment-controller,replicaset-controller,statefulset-controller,daemonset-controller,endpointslice-controller,'
      + 'serviceaccount-controller,root-ca-certificate-publisher-controller,garbage-collector-controller,namespace-controller',
    '--concurrent-deployment-syncs=2', '--kube-api-qps=200', '--kube-api-burst=400',
  ]);
  await waitFor(`the controllers (${name})`, 60, async () => {
    controllers.check();
    return await api.tryGet('/api/v1/namespaces/default/serviceaccounts/default') !== undefined;
  }, () => controllers.tail());
  return { name, api, folder: here, kubeconfig, kubeconfigAs };
}

/** The first cluster's range holds the addresses that the users' documents name. */
function serviceRange(index: number): string {
  return index === 0 ? '192.168.0.0/16' : `10.${96 + index}.0.0/16`;
}

/** What `istioctl` and the like print, run with a kubeconfig. */
export function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
}
