import * as kplus from 'cdk8s-plus-28';
import { IstioGatewayBasicConfiguration } from './basic-configuration';
import {
  IstioGatewaySpecOverridesDnsPolicy, IstioGatewaySpecOverridesExternalTrafficPolicy, IstioGatewaySpecOverridesServiceType,
  toJson_IstioGatewaySpecOverrides,
} from '../../imports/istio.alibabacloud.com';

const k8s = kplus.k8s;

/** A configuration as the spec, or one of its overrides, has it. */
export function renderConfiguration(config: IstioGatewayBasicConfiguration): { [field: string]: unknown } {
  const {
    resources, env, ports, meshExpansionPorts, affinity, tolerations, lifecycle, sds, secretVolumes, configVolumes, ...plain
  } = config;
  return withoutEmpty({
    ...toJson_IstioGatewaySpecOverrides({
      ...plain,
      serviceType: plain.serviceType as string as IstioGatewaySpecOverridesServiceType,
      externalTrafficPolicy: plain.externalTrafficPolicy as string as IstioGatewaySpecOverridesExternalTrafficPolicy,
      dnsPolicy: plain.dnsPolicy as string as IstioGatewaySpecOverridesDnsPolicy,
      rollingMaxSurge: text(plain.rollingMaxSurge),
      rollingMaxUnavailable: text(plain.rollingMaxUnavailable),
      secretVolumes: secretVolumes?.map(({ name, secret, mountPath }) => ({ name, secretName: secret.name, mountPath })),
      configVolumes: configVolumes?.map(({ name, configMap, mountPath }) => ({ name, configMapName: configMap.name, mountPath })),
    }),
    resources: k8s.toJson_ResourceRequirements(resources),
    env: env?.map(k8s.toJson_EnvVar),
    ports: ports?.map(k8s.toJson_ServicePort),
    meshExpansionPorts: meshExpansionPorts?.map(k8s.toJson_ServicePort),
    affinity: k8s.toJson_Affinity(affinity),
    tolerations: tolerations?.map(k8s.toJson_Toleration),
    lifecycle: k8s.toJson_Lifecycle(lifecycle),
    sds: sds && { enabled: sds.enabled, resources: k8s.toJson_ResourceRequirements(sds.resources) },
  });
}

/** Overrides that say something. */
export function renderOverrides(
  overrides: { readonly [clusterId: string]: IstioGatewayBasicConfiguration },
): { [clusterId: string]: unknown } | undefined {
  const rendered = Object.entries(overrides).map(([id, config]) => [id, renderConfiguration(config)] as const);
  const telling = rendered.filter(([, config]) => Object.keys(config).length > 0);
  return telling.length > 0 ? Object.fromEntries(telling) : undefined;
}

/** Structs that nothing is set in are left out. Lists stay as they are: an empty label selector in one selects all pods. */
function withoutEmpty(struct: { readonly [field: string]: unknown }): { [field: string]: unknown } {
  const out: { [field: string]: unknown } = {};
  for (const [field, given] of Object.entries(struct)) {
    const value = isStruct(given) ? withoutEmpty(given) : given;
    if (value === undefined || (isStruct(value) && Object.keys(value).length === 0)) { continue; }
    out[field] = value;
  }
  return out;
}

function isStruct(value: unknown): value is { [field: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Plain JavaScript may give a number, which the API server would refuse. */
function text(value: string | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
