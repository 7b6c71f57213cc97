/** Istio's own objects: what `istioctl manifest generate` makes with the values that this harness needs. */
import * as fs from 'fs';
import * as path from 'path';
import { run } from '../cluster/api-server';
import { Manifest, parseManifests } from '../cluster/manifest';
import { Toolbox } from '../setup/build';

/** The fields of an access log line, read by `access-log.ts`. */
const ACCESS_LOG = {
  peer: '%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%',
  route: '%ROUTE_NAME%',
  cluster: '%UPSTREAM_CLUSTER_RAW%',
  upstream: '%UPSTREAM_HOST%',
  code: '%RESPONSE_CODE%',
  flags: '%RESPONSE_FLAGS%',
  details: '%RESPONSE_CODE_DETAILS%',
};

/** @param values Helm values on top, as Sail's Istio resource has them under `spec.values` */
export function istioManifests(tools: Toolbox, folder: string, values: Record<string, any> = {}): Manifest[] {
  const operator = path.join(folder, 'istio-operator.json');
  fs.writeFileSync(operator, JSON.stringify({
    apiVersion: 'install.istio.io/v1alpha1',
    kind: 'IstioOperator',
    spec: {
      profile: 'minimal',
      meshConfig: {
        // Envoy without its agent has no certificates and none of Istio's own filters
        enableAutoMtls: false,
        accessLogFile: '/dev/stdout',
        accessLogEncoding: 'JSON',
        accessLogFormat: JSON.stringify(ACCESS_LOG),
      },
      values: {
        // without it nothing validates objects outside of a revision
        defaultRevision: 'default',
        telemetry: { enabled: false },
        ...values,
      },
    },
  }));
  return parseManifests(run(path.join(tools.istio, 'istioctl'), 'manifest', 'generate', '-f', operator));
}
