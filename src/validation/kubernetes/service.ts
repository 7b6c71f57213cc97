import { checkAddress, checkRange, isIPv6 } from './addresses';
import { Field, Struct } from './field';
import { checkLabels } from './labels';
import { checkPortOrName, PROTOCOLS } from './ports';
import { dnsLabel, dnsSubdomain, qualifiedName } from '../forms';
import { deepEqual } from '../ratchet';

type Json = any;

const ONLY_LOAD_BALANCER = "may only be used when `type` is 'LoadBalancer'";
const RANGES_ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';
/** The range that the API server gives node ports from, unless it is told another. */
const NODE_PORTS = [30_000, 32_767];

const typeOf = (spec: Json): string => spec?.type || 'ClusterIP';
const clusterIPsOf = (spec: Json): string[] => spec?.clusterIPs?.length ? spec.clusterIPs : spec?.clusterIP ? [spec.clusterIP] : [];
const isHeadless = (spec: Json) => clusterIPsOf(spec).length === 1 && clusterIPsOf(spec)[0] === 'None';
const isExternal = (spec: Json) => typeOf(spec) === 'LoadBalancer' || typeOf(spec) === 'NodePort' || (typeOf(spec) === 'ClusterIP' && spec?.externalIPs?.length > 0);
const needsHealthCheck = (spec: Json) => typeOf(spec) === 'LoadBalancer' && spec?.externalTrafficPolicy === 'Local';

export function checkService(service: Field, old?: Json): void {
  const spec = specOf(service, old);
  const type = typeOf(spec.value);
  const headless = isHeadless(spec.value);
  spec.find('type')?.isOneOf(['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']);
  checkPorts(spec, type, headless);
  checkLabels(spec.get('selector'));
  checkAffinity(spec);
  if (headless && (type === 'LoadBalancer' || type === 'NodePort')) { spec.get('clusterIPs').holding(['None']).elements()[0].invalid(`may not be set to 'None' for ${type} services`); }
  if (type === 'ExternalName') { checkExternalName(spec); } else { checkClusterIPs(spec); }
  for (const address of spec.items('externalIPs')) {
    if (checkAddress(address)) { checkNotSpecial(address); }
  }
  checkLoadBalancer(service, spec);
  checkTraffic(spec);
}

const isBalanced = (spec: Json) => typeOf(spec) === 'LoadBalancer';
const hasNodePorts = (spec: Json) => isBalanced(spec) || typeOf(spec) === 'NodePort';
const hasAddress = (spec: Json) => typeOf(spec) !== 'ExternalName';

/** Fields that go with what they depend on, unless they are changed at the same time. */
const DEPENDENT: { readonly [field: string]: (spec: Json) => boolean } = {
  clusterIP: hasAddress,
  clusterIPs: hasAddress,
  ipFamilies: hasAddress,
  ipFamilyPolicy: hasAddress,
  healthCheckNodePort: needsHealthCheck,
  externalTrafficPolicy: isExternal,
  allocateLoadBalancerNodePorts: isBalanced,
  loadBalancerClass: isBalanced,
};

/** The spec as the API server goes on with it in an update: with the address that the Service has, if it names none. */
function specOf(service: Field, old: Json): Field {
  const spec = service.get('spec');
  if (!old) { return spec; }
  const before = old.spec;
  const now: Json = { ...spec.object };
  for (const [name, has] of Object.entries(DEPENDENT)) {
    if (has(before) && !has(spec.value) && deepEqual(now[name], before?.[name])) { delete now[name]; }
  }
  if (hasNodePorts(before) && !hasNodePorts(now)) {
    const ports = (before?.ports ?? []).map((port: Json) => port?.nodePort);
    now.ports = now.ports?.map((port: Json) => ports.includes(port?.nodePort) ? { ...port, nodePort: undefined } : port);
  }
  if (clusterIPsOf(now).length === 0 && hasAddress(now) && hasAddress(before)) {
    now.clusterIP = before?.clusterIP;
    now.clusterIPs = before?.clusterIPs;
  }
  return spec.holding(now);
}

function checkPorts(spec: Field, type: string, headless: boolean): void {
  const ports = spec.items('ports');
  if (ports.length === 0 && !headless && type !== 'ExternalName') { spec.get('ports').required(); }
  const names = new Set<string>();
  const nodePorts = new Set<string>();
  const numbers = new Set<string>();
  for (const port of ports) {
    const { protocol: given, port: number = 0, nodePort = 0, targetPort = 0 } = port.object;
    const protocol = given || 'TCP';
    const name = port.get('name');
    if (ports.length > 1 && !name.value) { name.required(); }
    name.mayHaveForm(dnsLabel);
    if (name.value && names.has(name.value)) { name.duplicate(); }
    names.add(name.value);
    port.get('port').inRange(1, 65535);
    port.find('protocol')?.isOneOf(PROTOCOLS);
    checkPortOrName(port.get('targetPort').holding(targetPort || number));
    if (port.object.appProtocol !== undefined) { port.get('appProtocol').hasForm(qualifiedName); }
    if (nodePort !== 0) {
      const field = port.get('nodePort');
      if (type === 'ClusterIP') { field.forbidden("may not be used when `type` is 'ClusterIP'"); }
      if (nodePorts.has(`${nodePort}/${protocol}`)) { field.duplicate(); }
      nodePorts.add(`${nodePort}/${protocol}`);
      if ((type === 'NodePort' || type === 'LoadBalancer') && (nodePort < NODE_PORTS[0] || nodePort > NODE_PORTS[1])) {
        field.invalid(`provided port is not in the valid range. The range of valid ports is ${NODE_PORTS.join('-')}`);
      }
    }
    if (numbers.has(`${number}/${protocol}`)) { port.duplicate(new Struct({ Name: '', Protocol: protocol, AppProtocol: null, Port: number, TargetPort: 0, NodePort: 0 })); }
    numbers.add(`${number}/${protocol}`);
  }
}

function checkAffinity(spec: Field): void {
  const affinity = spec.get('sessionAffinity');
  affinity.isOneOf(['ClientIP', 'None']);
  if (affinity.value === 'ClientIP') {
    const timeout = spec.get('sessionAffinityConfig').get('clientIP').get('timeoutSeconds');
    if (timeout.value <= 0 || timeout.value > 86_400) { timeout.invalid('must be greater than 0 and less than 86400'); }
  }
}

function checkExternalName(spec: Field): void {
  const name = spec.get('externalName');
  const host = name.or('').replace(/\.$/, '');
  if (host === '') { name.required(); } else { name.hasForm(dnsSubdomain, host); }
  const ips = spec.get('clusterIPs');
  if (clusterIPsOf(spec.value).length > 0) { ips.forbidden('may not be set for ExternalName services'); }
  if (spec.object.ipFamilies?.length) { spec.get('ipFamilies').forbidden('may not be set for ExternalName services'); }
  if (spec.object.ipFamilyPolicy !== undefined) { spec.get('ipFamilyPolicy').forbidden('may not be set for ExternalName services'); }
}

function checkClusterIPs(spec: Field): void {
  const addresses = clusterIPsOf(spec.value);
  const ips = spec.get('clusterIPs').holding(addresses);
  const { clusterIP, ipFamilies = [], ipFamilyPolicy } = spec.object;
  if (!clusterIP && addresses.length > 0) { ips.invalid('must be empty when `clusterIP` is not specified'); }
  if (clusterIP && addresses[0] !== clusterIP) { ips.invalid('first value must match `clusterIP`'); }
  spec.items('ipFamilies').forEach((family, i) => {
    if (!['IPv4', 'IPv6'].includes(family.value)) { family.unsupported(['IPv4', 'IPv6']); }
    if (ipFamilies.indexOf(family.value) < i) { family.duplicate(); }
  });
  const policy = spec.get('ipFamilyPolicy');
  policy.mayBe(['PreferDualStack', 'RequireDualStack', 'SingleStack']);
  if (!addressesAreSound(ips, addresses)) { return; }
  if (addresses.length > 1 && (addresses.length > 2 || isIPv6(addresses[0]) === isIPv6(addresses[1]))) { ips.invalid('may specify no more than one IP for each IP family'); }
  if (!isHeadless(spec.value)) {
    ips.elements().slice(0, ipFamilies.length).forEach((ip, i) => {
      const is = isIPv6(ip.value) ? 'IPv6' : 'IPv4';
      if ((ipFamilies[i] === 'IPv4' || ipFamilies[i] === 'IPv6') && ipFamilies[i] !== is) { ip.invalid(`expected an ${ipFamilies[i]} value as indicated by \`ipFamilies[${i}]\``); }
    });
  }
  const isSingle = ipFamilyPolicy === 'SingleStack' || (ipFamilyPolicy === undefined && !(clusterIP === 'None' && Object.keys(spec.object.selector ?? {}).length === 0));
  if (isSingle) {
    for (const [list, what] of [[addresses, 'cluster IPs'], [ipFamilies, 'IP families']] as const) {
      if (list.length === 2) { policy.invalid(`must be 'RequireDualStack' or 'PreferDualStack' when multiple ${what} are specified`, ipFamilyPolicy ?? 'SingleStack'); }
    }
  }
}

function addressesAreSound(ips: Field, addresses: readonly string[]): boolean {
  let sound = true;
  ips.elements().forEach((ip, i) => {
    if (i === 0 && ip.value === 'None') {
      if (addresses.length === 1) { return; }
      ips.invalid("'None' must be the first and only value");
      sound = false;
    } else {
      const before = ip.complaints;
      checkAddress(ip);
      if (ip.complaints > before) { sound = false; }
    }
  });
  if (addresses.length > 2) { ips.invalid('may only hold up to 2 values'); }
  return sound;
}

/** Addresses that no traffic from elsewhere can have. */
function checkNotSpecial(address: Field): void {
  const value: string = address.value.toLowerCase();
  const zero = isIPv6(value) ? /^[0:]+$/.test(value) : value === '0.0.0.0';
  if (zero) { return address.invalid(`may not be unspecified (${address.value})`); }
  if (isIPv6(value) ? /^(0*:)*:?0*1$/.test(value) : value.startsWith('127.')) { address.invalid('may not be in the loopback range (127.0.0.0/8, ::1/128)'); }
  if (isIPv6(value) ? /^fe[89ab]/.test(value) : value.startsWith('169.254.')) { address.invalid('may not be in the link-local range (169.254.0.0/16, fe80::/10)'); }
  if (isIPv6(value) ? /^ff.2:/.test(value) : value.startsWith('224.0.0.')) { address.invalid('may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'); }
}

function checkLoadBalancer(service: Field, spec: Field): void {
  const balanced = isBalanced(spec.value);
  const ranges = spec.get('loadBalancerSourceRanges', '.LoadBalancerSourceRanges');
  const annotation = service.get('metadata').get('annotations').key(RANGES_ANNOTATION);
  if (ranges.value?.length) {
    if (!balanced) { ranges.forbidden(ONLY_LOAD_BALANCER); }
    ranges.elements().forEach(range => checkRange(range, range.or('').trim()));
  } else if (annotation.given) {
    if (!balanced) { annotation.forbidden(ONLY_LOAD_BALANCER); }
    if (annotation.value.trim() !== '') { annotation.value.split(',').forEach((range: string) => checkRange(annotation, range.trim())); }
  }
  if (balanced) {
    if (spec.object.loadBalancerClass !== undefined) { spec.get('loadBalancerClass').hasForm(qualifiedName); }
    return;
  }
  for (const name of ['allocateLoadBalancerNodePorts', 'loadBalancerClass']) {
    if (spec.get(name).given) { spec.get(name).forbidden(ONLY_LOAD_BALANCER); }
  }
}

const POLICIES = ['Cluster', 'Local'];

function checkTraffic(spec: Field): void {
  const external = spec.get('externalTrafficPolicy');
  if (isExternal(spec.value)) { external.isOneOf(POLICIES); } else if (external.value) { external.invalid('may only be set for externally-accessible services'); }
  const check = spec.get('healthCheckNodePort');
  if (!needsHealthCheck(spec.value)) {
    if (check.value) { check.invalid("may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"); }
  } else if (check.value) {
    check.inRange(1, 65535);
  }
  spec.find('internalTrafficPolicy')?.mayBe(POLICIES);
  spec.find('trafficDistribution')?.mayBe(['PreferClose', 'PreferSameZone', 'PreferSameNode']);
}

export function updateService(service: Field, old: Json): void {
  const spec = specOf(service, old);
  const before = old.spec;
  if (typeOf(spec.value) === 'ExternalName' || typeOf(before) === 'ExternalName') { return; }
  const ips = clusterIPsOf(spec.value);
  const field = spec.get('clusterIPs').holding(ips);
  clusterIPsOf(before).forEach((ip, i) => {
    if (ips[i] !== undefined && ips[i] !== ip) { spec.get('clusterIPs').holding(ips).elements()[i].invalid('may not change once set', field.value); }
  });
  const family: string | undefined = before?.ipFamilies?.[0];
  const families = spec.get('ipFamilies');
  if (family && families.object[0] && families.value[0] !== family && !isHeadless(spec.value)) { families.elements()[0].invalid('may not change once set', families.value); }
  if (isBalanced(spec.value) && isBalanced(before) && spec.object.loadBalancerClass !== before.loadBalancerClass) { spec.get('loadBalancerClass').invalid('may not change once set'); }
  if (needsHealthCheck(spec.value) && needsHealthCheck(before)) {
    const check = spec.get('healthCheckNodePort');
    if (check.value && before.healthCheckNodePort && check.value !== before.healthCheckNodePort) { check.forbidden('field is immutable'); }
  }
}
