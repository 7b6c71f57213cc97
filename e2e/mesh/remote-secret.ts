/** Tells istiod of a cluster whose Services and Pods belong to the mesh, as `istioctl create-remote-secret` does. */
import * as fs from 'fs';
import { ControlPlane } from '../cluster/api-server';
import { Manifest } from '../cluster/manifest';

export function remoteSecret(cluster: ControlPlane): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `istio-remote-secret-${cluster.name}`,
      namespace: 'istio-system',
      labels: { 'istio/multiCluster': 'true' },
      annotations: { 'networking.istio.io/cluster': cluster.name },
    },
    stringData: { [cluster.name]: fs.readFileSync(cluster.kubeconfig, 'utf8') },
  };
}
