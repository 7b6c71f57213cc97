/**
 * The annotations that Istio knows: a fact sheet after istio.io/api v1.31.1, annotation/annotations.yaml. Which kinds each is for,
 * and which are deprecated.
 */
const OF_ISTIO: { readonly [resources: string]: string } = {
  'Any': 'galley.istio.io/analyze-suppress gateway.istio.io/controller-version',
  'AuthorizationPolicy': 'istio.io/dry-run',
  'Gateway': 'gateway.istio.io/name-override gateway.istio.io/service-account networking.istio.io/service-type',
  'Gateway, GatewayClass': 'ambient.istio.io/waypoint-inbound-binding',
  'Ingress': 'kubernetes.io/ingress.class',
  'Namespace': 'topology.istio.io/controlPlaneClusters',
  'Namespace, Service, ServiceEntry': 'istio.io/use-waypoint-canary-weight networking.istio.io/traffic-distribution',
  'Service': `alpha.istio.io/canonical-serviceaccounts alpha.istio.io/kubernetes-serviceaccounts networking.istio.io/exportTo
    traffic.istio.io/nodeSelector`,
  'WorkloadEntry': 'istio.io/autoRegistrationGroup istio.io/connectedAt istio.io/disconnectedAt istio.io/workloadController',
  'Pod': `ambient.istio.io/bypass-inbound-capture ambient.istio.io/dns-capture ambient.istio.io/redirection inject.istio.io/templates
    istio.io/reroute-virtual-interfaces istio.io/rev prometheus.istio.io/merge-metrics proxy.istio.io/config proxy.istio.io/overrides
    readiness.status.sidecar.istio.io/applicationPorts readiness.status.sidecar.istio.io/failureThreshold
    readiness.status.sidecar.istio.io/initialDelaySeconds readiness.status.sidecar.istio.io/periodSeconds
    sidecar.istio.io/agentLogLevel sidecar.istio.io/bootstrapOverride sidecar.istio.io/componentLogLevel sidecar.istio.io/discoveryAddress
    sidecar.istio.io/extraStatTags sidecar.istio.io/inject sidecar.istio.io/interceptionMode sidecar.istio.io/logLevel
    sidecar.istio.io/nativeSidecar sidecar.istio.io/proxyCPU sidecar.istio.io/proxyCPULimit sidecar.istio.io/proxyImage
    sidecar.istio.io/proxyImageType sidecar.istio.io/proxyMemory sidecar.istio.io/proxyMemoryLimit sidecar.istio.io/rewriteAppHTTPProbers
    sidecar.istio.io/statsCompression sidecar.istio.io/statsEvictionInterval sidecar.istio.io/statsFlushInterval
    sidecar.istio.io/statsHistogramBins sidecar.istio.io/statsHistogramBuckets sidecar.istio.io/statsInclusionPrefixes
    sidecar.istio.io/statsInclusionRegexps sidecar.istio.io/statsInclusionSuffixes sidecar.istio.io/status sidecar.istio.io/userVolume
    sidecar.istio.io/userVolumeMount status.sidecar.istio.io/port traffic.sidecar.istio.io/excludeInboundPorts
    traffic.sidecar.istio.io/excludeInterfaces traffic.sidecar.istio.io/excludeOutboundIPRanges
    traffic.sidecar.istio.io/excludeOutboundPorts traffic.sidecar.istio.io/includeInboundPorts
    traffic.sidecar.istio.io/includeOutboundIPRanges traffic.sidecar.istio.io/includeOutboundPorts
    traffic.sidecar.istio.io/kubevirtInterfaces`,
};

/** What to use for those that are deprecated. */
export const REPLACEMENTS = new Map([
  ['alpha.istio.io/canonical-serviceaccounts', 'drop it: Istio takes service accounts from the pods'],
  ['alpha.istio.io/kubernetes-serviceaccounts', 'drop it: Istio takes service accounts from the pods'],
  ['sidecar.istio.io/discoveryAddress', 'set discoveryAddress in proxy.istio.io/config'],
  ['sidecar.istio.io/extraStatTags', 'set extraStatTags in proxy.istio.io/config, or tags by Telemetry'],
  ['sidecar.istio.io/inject', 'set the label of the same name'],
  ['sidecar.istio.io/statsCompression', 'set statsCompression in proxy.istio.io/config'],
  ['sidecar.istio.io/statsInclusionPrefixes', 'set proxyStatsMatcher in proxy.istio.io/config'],
  ['sidecar.istio.io/statsInclusionRegexps', 'set proxyStatsMatcher in proxy.istio.io/config'],
  ['sidecar.istio.io/statsInclusionSuffixes', 'set proxyStatsMatcher in proxy.istio.io/config'],
  ['traffic.sidecar.istio.io/kubevirtInterfaces', 'set istio.io/reroute-virtual-interfaces'],
]);

/** Kinds that an annotation is for, by its name. */
export const ANNOTATIONS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(OF_ISTIO)
  .flatMap(([resources, names]) => names.split(/\s+/).map(name => [name, resources.split(', ')] as const)));

/** Those that controllers set. */
export const SET_BY_ISTIO: ReadonlySet<string> = new Set(['sidecar.istio.io/status', 'gateway.istio.io/controller-version', 'istio.io/rev']);
