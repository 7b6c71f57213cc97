/** istiod, as what stands for the container `discovery` of its own Deployment. */
import * as fs from 'fs';
import * as path from 'path';
import { istioManifests } from './istio-manifests';
import { ControlPlane } from '../cluster/api-server';
import { Runtime } from '../cluster/node';
import { Toolbox } from '../setup/build';
import { Network } from '../system/network';
import { Processes } from '../system/processes';
import { waitFor } from '../system/wait';

/** Where every Envoy finds istiod, whichever cluster it runs for. */
export const ISTIOD_ADDRESS = '10.244.0.10';

export const istiodRuntime = (tools: Toolbox, processes: Processes, network: Network): Runtime => ({
  address: ISTIOD_ADDRESS,
  takes: pod => pod.spec.containers.some((container: any) => container.name === 'discovery'),
  start: async (pod, address, cluster) => {
    const networkNamespace = network.namespace(address);
    const cwd = path.join(cluster.folder, 'istiod');
    fs.mkdirSync(cwd, { recursive: true });
    const literals = pod.spec.containers[0].env.filter((one: any) => one.value !== undefined).map((one: any) => [one.name, one.value]);
    const program = processes.start(`${cluster.name}.istiod`, path.join(tools.istio, 'pilot-discovery'), [
      'discovery', '--kubeconfig', cluster.kubeconfigAs('istiod'), '--httpAddr', ':8080', '--log_output_level', 'default:info',
    ], {
      cwd,
      namespace: networkNamespace,
      env: {
        ...Object.fromEntries(literals),
        POD_NAME: pod.metadata.name,
        POD_NAMESPACE: 'istio-system',
        SERVICE_ACCOUNT: 'istiod',
        KUBECONFIG: '',
        CLUSTER_ID: cluster.name,
        REVISION: 'default',
        ENABLE_LEADER_ELECTION: 'false',
        PILOT_ENABLE_METADATA_EXCHANGE: 'false',
        PILOT_ENABLE_ALPN_FILTER: 'false',
        PILOT_DEBOUNCE_AFTER: '20ms',
        XDS_AUTH_PLAINTEXT: 'true',
        ENABLE_DEBUG_ENDPOINT_AUTH: 'false',
      },
    });
    return {
      ready: async () => {
        program.check();
        return (await fetch(`http://${ISTIOD_ADDRESS}:8080/ready`).catch(() => undefined))?.ok ?? false;
      },
      stop: async () => {
        await program.stop();
        network.removeNamespace(networkNamespace);
      },
    };
  },
});

/** Installs Istio, and waits until its webhooks are those of the running istiod. */
export async function installIstio(tools: Toolbox, cluster: ControlPlane): Promise<void> {
  const { api } = cluster;
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } });
  const manifests = istioManifests(tools, cluster.folder);
  // the node runs one istiod, whatever the load
  for (const manifest of manifests.filter(({ kind }) => kind !== 'CustomResourceDefinition' && kind !== 'HorizontalPodAutoscaler')) {
    await api.apply(manifest, { lax: true });
  }
  // Envoy has no certificates here, so inbound listeners must not wait for them
  await api.apply({
    apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name: 'default', namespace: 'istio-system' }, spec: { mtls: { mode: 'DISABLE' } },
  });
  await waitFor('istiod to be ready', 60, async () => {
    const pods = await api.list('/api/v1/namespaces/istio-system/pods?labelSelector=app%3Distiod');
    return pods.some(pod => pod.status?.conditions?.some((one: any) => one.type === 'Ready' && one.status === 'True'));
  });
  await waitFor('Istio\'s webhooks to be filled in', 60, async () => {
    const validating = await api.list('/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations');
    const mutating = await api.list('/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations');
    const webhooks = (all: typeof validating) => all.flatMap(configuration => configuration.webhooks);
    return webhooks([...validating, ...mutating]).every(webhook => webhook.clientConfig.caBundle) && webhooks(validating).every(webhook => webhook.failurePolicy === 'Fail');
  });
}
