import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { IstioGatewayBasicConfiguration, IstioGatewayExternalTrafficPolicy } from './basic-configuration';
import { CompressorConfiguration, GzipCompressorConfiguration } from './compression';
import { KernelParameters } from './kernel';
import { checkCountOrPercentage, checkInteger, checkIp, checkObject } from '../core/checks';
import { checkKinds, Kinds } from '../core/kinds';
import { checkResources } from '../core/resources';
import { checkServicePorts } from '../core/service-ports';

const INT32 = 2 ** 31 - 1;
const UINT32 = 2 ** 32 - 1;
const SERVICE_TYPES = [kplus.ServiceType.CLUSTER_IP, kplus.ServiceType.NODE_PORT, kplus.ServiceType.LOAD_BALANCER];

const KINDS: Kinds<IstioGatewayBasicConfiguration> = {
  replicaCount: 'elsewhere',
  autoscaleEnabled: 'truth',
  minReplicas: 'elsewhere',
  maxReplicas: 'elsewhere',
  cpu: 'struct',
  memory: 'struct',
  serviceType: SERVICE_TYPES,
  loadBalancerIp: 'text',
  loadBalancerClass: 'text',
  loadBalancer: 'elsewhere',
  externalTrafficPolicy: Object.values(IstioGatewayExternalTrafficPolicy),
  serviceAnnotations: 'map',
  podAnnotations: 'map',
  serviceLabels: 'labels',
  podLabels: 'labels',
  resources: 'struct',
  env: 'structs',
  ports: 'elsewhere',
  meshExpansionPorts: 'elsewhere',
  nodeSelector: 'labels',
  applicationPorts: 'text',
  requestedNetworkView: 'text',
  affinity: 'struct',
  tolerations: 'structs',
  secretVolumes: 'structs',
  configVolumes: 'structs',
  rollingMaxSurge: 'elsewhere',
  rollingMaxUnavailable: 'elsewhere',
  kernel: 'struct',
  compression: 'struct',
  runAsRoot: 'truth',
  lifecycle: 'struct',
  readinessProbe: 'struct',
  hostNetwork: 'truth',
  dnsPolicy: Object.values(kplus.DnsPolicy),
  autoCreateGatewayYaml: 'truth',
  sds: 'struct',
  disableContainerPortExposed: 'truth',
};

const COMPRESSOR_KINDS: Kinds<CompressorConfiguration> = {
  enabled: 'truth',
  minContentLength: 'elsewhere',
  contentType: 'texts',
  disableOnEtagHeader: 'truth',
  removeAcceptEncodingHeader: 'truth',
  gzip: 'struct',
};

const GZIP_KINDS: Kinds<GzipCompressorConfiguration> = {
  memoryLevel: 'elsewhere',
  compressionLevel: 'text',
  compressionStrategy: 'text',
  windowBits: 'elsewhere',
  chunkSize: 'elsewhere',
};

/**
 * The values of a configuration that are wrong whatever surrounds them.
 *
 * @param path of the configuration, e.g. `overrides.c1.`; nothing for the gateway's own
 */
export function checkValues(scope: IConstruct, path: string, config: IstioGatewayBasicConfiguration): void {
  checkKinds(scope, path.slice(0, -1), config, KINDS);
  if (config.loadBalancerIp !== undefined) { checkIp(scope, `${path}loadBalancerIp`, config.loadBalancerIp); }
  checkParts(scope, path, config);

  const { readinessProbe, compression } = config;
  const integer = (field: string, value: number | undefined, min: number, max: number) => {
    if (value !== undefined) { checkInteger(scope, path + field, value, min, max); }
  };
  integer('replicaCount', config.replicaCount, 0, INT32);
  integer('minReplicas', config.minReplicas, 0, INT32);
  integer('maxReplicas', config.maxReplicas, 0, INT32);
  integer('cpu.targetAverageUtilization', config.cpu?.targetAverageUtilization, 0, INT32);
  integer('memory.targetAverageUtilization', config.memory?.targetAverageUtilization, 0, INT32);
  integer('readinessProbe.failureThreshold', readinessProbe?.failureThreshold, 0, INT32);
  integer('readinessProbe.periodSeconds', readinessProbe?.periodSeconds, 0, INT32);
  integer('readinessProbe.successThreshold', readinessProbe?.successThreshold, 0, INT32);
  integer('compression.minContentLength', compression?.minContentLength, 0, UINT32);
  integer('compression.gzip.memoryLevel', compression?.gzip?.memoryLevel, 1, 9);
  integer('compression.gzip.windowBits', compression?.gzip?.windowBits, 9, 15);
  integer('compression.gzip.chunkSize', compression?.gzip?.chunkSize, 0, UINT32);

  const amount = (field: string, value: string | undefined) => {
    if (value !== undefined) { checkCountOrPercentage(scope, path + field, String(value)); }
  };
  amount('rollingMaxSurge', config.rollingMaxSurge);
  amount('rollingMaxUnavailable', config.rollingMaxUnavailable);

  checkResources(scope, `${path}resources`, config.resources);
  checkResources(scope, `${path}sds.resources`, config.sds?.resources);
  checkServicePorts(scope, `${path}ports`, config.ports, { zeroTargetPort: true });
  checkServicePorts(scope, `${path}meshExpansionPorts`, config.meshExpansionPorts, { zeroTargetPort: true });
}

/** The structs in a configuration. */
function checkParts(scope: IConstruct, path: string, config: IstioGatewayBasicConfiguration) {
  const { kernel, compression, sds, secretVolumes, configVolumes } = config;
  if (kernel) {
    checkKinds(scope, `${path}kernel`, kernel, { enabled: 'truth', parameters: 'struct' });
    const parameters = Object.fromEntries(Object.keys(kernel.parameters ?? {}).map(name => [name, 'text']));
    checkKinds(scope, `${path}kernel.parameters`, kernel.parameters ?? {}, parameters as Kinds<KernelParameters>);
  }
  if (compression) {
    checkKinds(scope, `${path}compression`, compression, COMPRESSOR_KINDS);
    checkKinds(scope, `${path}compression.gzip`, compression.gzip ?? {}, GZIP_KINDS);
  }
  if (sds) { checkKinds(scope, `${path}sds`, sds, { enabled: 'truth', resources: 'struct' }); }
  secretVolumes?.forEach((volume, i) => {
    const field = `${path}secretVolumes[${i}]`;
    checkObject(scope, `${field}.secret`, volume.secret, 'name', 'a Secret');
    checkKinds(scope, field, volume, { name: 'text', secret: 'named', mountPath: 'text' });
  });
  configVolumes?.forEach((volume, i) => {
    const field = `${path}configVolumes[${i}]`;
    checkObject(scope, `${field}.configMap`, volume.configMap, 'name', 'a ConfigMap');
    checkKinds(scope, field, volume, { name: 'text', configMap: 'named', mountPath: 'text' });
  });
}
