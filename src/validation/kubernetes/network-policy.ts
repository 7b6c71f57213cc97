import { checkRange, isWithin } from './addresses';
import { Field } from './field';
import { checkSelector } from './labels';
import { checkPortOrName } from './ports';

export function checkNetworkPolicy(policy: Field): void {
  const spec = policy.get('spec');
  checkSelector(spec.get('podSelector'));
  for (const [direction, peers] of [['ingress', 'from'], ['egress', 'to']]) {
    for (const rule of spec.items(direction)) {
      rule.items('ports').forEach(checkPort);
      rule.items(peers).forEach(checkPeer);
    }
  }
  const types = spec.items('policyTypes');
  if (types.length > 2) { return spec.get('policyTypes').invalid('may not specify more than two policyTypes'); }
  for (const type of types) {
    if (!['Ingress', 'Egress'].includes(type.value)) { type.unsupported(['Ingress', 'Egress']); }
  }
}

function checkPort(rule: Field): void {
  const port = rule.get('port');
  const end = rule.get('endPort');
  rule.find('protocol')?.mayBe(['TCP', 'UDP', 'SCTP']);
  if (!port.given) {
    if (end.given) { end.invalid('may not be specified when `port` is not specified'); }
    return;
  }
  checkPortOrName(port);
  if (!end.given) { return; }
  if (typeof port.value === 'string') { return end.invalid('may not be specified when `port` is non-numeric'); }
  if (end.value < port.value) { end.invalid('must be greater than or equal to `port`', port.value); }
  end.inRange(1, 65535);
}

function checkPeer(peer: Field): void {
  const block = peer.get('ipBlock');
  checkSelector(peer.get('podSelector'));
  checkSelector(peer.get('namespaceSelector'));
  const others = peer.get('podSelector').given || peer.get('namespaceSelector').given;
  if (!others && !block.given) { return peer.required('must specify a peer'); }
  if (!block.given) { return; }
  if (others) { peer.forbidden('may not specify both ipBlock and another peer'); }
  const cidr = block.get('cidr');
  if (!cidr.value) { return cidr.required(); }
  const whole = checkRange(cidr);
  if (!whole) { return; }
  for (const except of block.items('except')) {
    const part = checkRange(except);
    if (part && !isWithin(part, whole)) { except.invalid('must be a strict subset of `cidr`'); }
  }
}
