import { isIP } from 'net';
import { yaml } from '../../manifests';

/** What is wrong with the value of an annotation, in words that go on after it; nothing if it does. */
type Check = (value: string) => string | undefined;

const matching = (pattern: RegExp, wanted: string): Check => value => pattern.test(value) ? undefined : `is not ${wanted}`;

const each = (check: Check): Check => value => {
  for (const item of value.split(',')) {
    const problem = check(item);
    if (problem) { return item === value ? problem : item === '' ? 'has nothing between two commas' : `holds ${JSON.stringify(item.slice(0, 50))}, which ${problem}`; }
  }
  return undefined;
};

const unless = (allowed: string, check: Check): Check => value => value === allowed ? undefined : check(value);

const number = (most: number): Check => value => /^\d+$/.test(value) && Number(value) <= most ? undefined : `is not a whole number from 0 to ${most}`;

const port: Check = value => number(65535)(value.trim());
const ports: Check = value => value.trim() === '' ? undefined : each(port)(value);

const cidr: Check = value => {
  const slash = value.lastIndexOf('/');
  const address = value.slice(0, slash);
  const version = slash < 0 || address.includes('%') ? 0 : isIP(address);
  const bits = value.slice(slash + 1);
  const sound = version > 0 && /^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
  return sound ? undefined : 'is not a range of addresses like 10.0.0.0/8';
};

const networkInterface: Check = value => {
  const name = value.trim();
  return name.length <= 15 && /^[a-zA-Z][a-zA-Z0-9_.-]*$/.test(name) ? undefined : 'is not the name of a network interface (at most 15 characters)';
};

const quantity = matching(/^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/, 'a quantity like 100m or 128Mi');

/** Fields of it are not looked at: those that a ProxyConfig does not have are passed over. */
const proxyConfig: Check = value => {
  try {
    const [read] = yaml().loadAll(value);
    return read === null || read === undefined || (typeof read === 'object' && !Array.isArray(read)) ? undefined : 'is not a ProxyConfig: it has no fields';
  } catch (e) {
    return `is not YAML: ${(e as Error).message.split('\n')[0]}`;
  }
};

const optional = (check: Check): Check => unless('', check);

export const VALUE_CHECKS: ReadonlyMap<string, Check> = new Map([
  ['sidecar.istio.io/interceptionMode', matching(/^(REDIRECT|TPROXY|NONE)$/, 'REDIRECT, TPROXY or NONE')],
  ['status.sidecar.istio.io/port', port],
  ...['initialDelaySeconds', 'periodSeconds', 'failureThreshold'].map(name => [`readiness.status.sidecar.istio.io/${name}`, number(2 ** 32 - 1)] as const),
  ['traffic.sidecar.istio.io/includeOutboundIPRanges', unless('*', optional(each(cidr)))],
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', optional(each(cidr))],
  ['traffic.sidecar.istio.io/includeInboundPorts', unless('*', ports)],
  ['traffic.sidecar.istio.io/excludeInboundPorts', ports],
  ['traffic.sidecar.istio.io/excludeOutboundPorts', ports],
  ...['traffic.sidecar.istio.io/excludeInterfaces', 'traffic.sidecar.istio.io/kubevirtInterfaces', 'istio.io/reroute-virtual-interfaces']
    .map(name => [name, optional(each(networkInterface))] as const),
  ['prometheus.istio.io/merge-metrics', matching(/^([tf01TF]|true|True|TRUE|false|False|FALSE)$/, 'true or false')],
  ['proxy.istio.io/config', proxyConfig],
  ...['proxyCPU', 'proxyCPULimit', 'proxyMemory', 'proxyMemoryLimit'].map(name => [`sidecar.istio.io/${name}`, quantity] as const),
]);
