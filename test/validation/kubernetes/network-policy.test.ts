import { networkPolicy, refused } from './support';

test.each<[object, string[]]>([
  [networkPolicy({}), []],
  [networkPolicy({ policyTypes: ['Both'], podSelector: { matchLabels: { a: 'b c' } } }), [
    'spec.podSelector.matchLabels: Invalid value: "b c": a valid label must be an empty string or consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character',
    'spec.policyTypes[0]: Unsupported value: "Both": supported values: "Ingress", "Egress"',
  ]],
  [networkPolicy({ ingress: [{ from: [{}], ports: [{ protocol: 'tcp', port: 0 }, { port: 80, endPort: 70 }, { port: 'http', endPort: 80 }, { endPort: 80 }] }] }), [
    'spec.ingress[0].ports[0].protocol: Unsupported value: "tcp": supported values: "TCP", "UDP", "SCTP"',
    'spec.ingress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
    'spec.ingress[0].ports[1].endPort: Invalid value: 80: must be greater than or equal to `port`',
    'spec.ingress[0].ports[2].endPort: Invalid value: 80: may not be specified when `port` is non-numeric',
    'spec.ingress[0].ports[3].endPort: Invalid value: 80: may not be specified when `port` is not specified',
    'spec.ingress[0].from[0]: Required value: must specify a peer',
  ]],
  [networkPolicy({ egress: [{ to: [{ ipBlock: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8', '11.0.0.0/16', 'x', '10.1.0.0/16'] }, podSelector: {} }] }] }), [
    'spec.egress[0].to[0].ipBlock.cidr: Required value',
    'spec.egress[0].to[1]: Forbidden: may not specify both ipBlock and another peer',
    'spec.egress[0].to[1].ipBlock.except[0]: Invalid value: "10.0.0.0/8": must be a strict subset of `cidr`',
    'spec.egress[0].to[1].ipBlock.except[1]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`',
    'spec.egress[0].to[1].ipBlock.except[2]: Invalid value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
  ]],
  [networkPolicy({ egress: [{ to: [{ ipBlock: { cidr: '10.0.0.1/8' } }, { ipBlock: { cidr: '::ffff:1.2.3.0/120' } }, { ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } }] }] }), [
    'spec.egress[0].to[0].ipBlock.cidr: Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length',
    'spec.egress[0].to[1].ipBlock.cidr: Invalid value: "::ffff:1.2.3.0/120": must not have an IPv4-mapped IPv6 address',
  ]],
])('policies: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});
