import { Given, saidOf } from './support';

describe('a Sidecar', () => {
  test.each<[string, ...Given]>([
    ['is sound', 'Sidecar', { egress: [{ hosts: ['./*'] }], ingress: [{ port: { number: 80, protocol: 'HTTP', name: 'a' }, defaultEndpoint: '127.0.0.1:8080' }] }],
    ['sends to itself', 'Sidecar', { ingress: [{ port: { number: 80 }, defaultEndpoint: '[::1]:80' }, { port: { number: 81 }, defaultEndpoint: ':80' }, { port: { number: 82 }, defaultEndpoint: 'unix:///a' }] }],
    ['has TLS of its own', 'Sidecar', { ingress: [{ port: { number: 80, protocol: 'HTTPS', name: 'a' }, tls: { mode: 'SIMPLE', serverCertificate: '/a', privateKey: '/b' } }] }],
    ['sends all else to a proxy', 'Sidecar', { egress: [{ hosts: ['./*'] }], outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: 'a.com', port: { number: 80 } } } }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['says something', [
      'IST0106 spec: sidecar: empty configuration provided',
    ], 'Sidecar', {}],
    ['has hosts with a namespace', [
      'IST0133 spec.egress[0].hosts: `*/*` host select all resources, no other hosts can be added',
    ], 'Sidecar', { egress: [{ hosts: ['./a.com', '~x/b.com', '*/*'] }] }],
    ['has no other hosts', [
      'IST0106 spec.egress[0].hosts[0]: host must be of form namespace/dnsName',
      'IST0106 spec.egress[0].hosts[1]: invalid namespace value "n_s" in sidecar',
      'IST0106 spec.egress[0].hosts[2]: short names (non FQDN) are not allowed',
      'IST0106 spec.egress[0].hosts[3]: partial wildcard "*a.com" not allowed',
      'IST0106 spec.egress[0].hosts[4]: config namespace and dnsName in host entry cannot be empty',
      'IST0106 spec.egress[0].hosts[4]: short names (non FQDN) are not allowed',
      'IST0106 spec.egress[0].hosts[4]: empty domain name not allowed',
      'IST0106 spec.egress[0].hosts[4]: empty domain name not allowed',
      'IST0106 spec.egress[0].hosts[5]: domain name "2.3.4" invalid (top level domain "4" cannot be all-numeric)',
    ], 'Sidecar', { egress: [{ hosts: ['a.com', 'n_s/a.com', 'ns/short', 'ns/*a.com', '~/', 'ns/1.2.3.4'] }] }],
    ['has hosts once', [
      'IST0133 spec.egress[0].hosts[1]: duplicated egress host: ns/a.com',
      'IST0133 spec.egress[0].hosts[3]: duplicated egress host: b/c.com',
    ], 'Sidecar', { egress: [{ hosts: ['./a.com', 'ns/a.com', 'b/*', 'b/c.com'] }] }],
    ['has all hosts, or some', [
      'IST0133 spec.egress[0].hosts: `*/*` host select all resources, no other hosts can be added',
    ], 'Sidecar', { egress: [{ hosts: ['*/*', 'b/c.com'] }] }],
    ['has hosts', [
      'IST0106 spec.egress[0].hosts: sidecar: egress listener must contain at least one host',
    ], 'Sidecar', { egress: [{ hosts: [] }] }],
    ['has one listener without port, the last', [
      'IST0106 spec.egress[0]: sidecar: the egress listener with empty port should be the last listener in the list',
      'IST0106 spec.egress[1].port.number: sidecar: ports on IP bound listeners must be unique',
    ], 'Sidecar', { egress: [{ hosts: ['./*'] }, { port: { number: 80 }, hosts: ['./*'] }, { port: { number: 80 }, hosts: ['./*'] }] }],
    ['listens on sockets', [
      'IST0106 spec.egress[1].bind: sidecar: unix domain socket values for listeners must be unique',
      'IST0106 spec.egress[1].captureMode: sidecar: captureMode must be DEFAULT/NONE for unix domain socket listeners',
      'IST0106 spec.egress[2].bind: sidecar: ports with 0 value must have a unix domain socket bind address',
    ], 'Sidecar', { egress: [{ port: { protocol: 'TCP' }, bind: 'unix:///a', hosts: ['./*'] }, { port: { protocol: 'TCP' }, bind: 'unix:///a', captureMode: 'IPTABLES', hosts: ['./*'] }, { port: {}, bind: '1.2.3.4', hosts: ['./*'] }] }],
    ['listens on addresses', [
      'IST0106 spec.egress[0].port.targetPort: targetPort has no impact on Sidecars',
      'IST0106 spec.egress[0].port.name: invalid port name: a_b',
      'IST0106 spec.egress[0].port.protocol: unsupported protocol: foo',
      'IST0106 spec.egress[0].bind: x is not a valid IP',
    ], 'Sidecar', { egress: [{ port: { number: 80, name: 'a_b', protocol: 'foo', targetPort: 8 }, bind: 'x', hosts: ['./*'] }] }],
    ['listens on ports', [
      'IST0106 spec.ingress[1].port.number: sidecar: ports on IP bound listeners must be unique',
      'IST0106 spec.ingress[1].bind: x is not a valid IP',
      'IST0106 spec.ingress[2].port.targetPort: targetPort has no impact on Sidecars',
      'IST0106 spec.ingress[2].port.name: invalid port name: a_b',
      'IST0106 spec.ingress[2].port.protocol: unsupported protocol: foo',
      'IST0106 spec.ingress[2].port.number: port number 0 must be in the range 1..65535',
    ], 'Sidecar', { ingress: [{ port: { number: 80, protocol: 'HTTP', name: 'a' } }, { port: { number: 80, protocol: 'HTTP', name: 'a' }, bind: 'x' }, { port: { number: 0, name: 'a_b', protocol: 'foo', targetPort: 8 } }] }],
    ['sends to nobody else', [
      'IST0106 spec.ingress[0].defaultEndpoint: sidecar: defaultEndpoint must be of form 127.0.0.1:<port>,0.0.0.0:<port>,[::1]:port,[::]:port,unix://filepath or unset',
      'IST0106 spec.ingress[1].defaultEndpoint: address 127.0.0.1: missing port in address',
      'IST0106 spec.ingress[1].defaultEndpoint: sidecar: defaultEndpoint port () is not a number: strconv.Atoi: parsing "": invalid syntax',
      'IST0106 spec.ingress[2].defaultEndpoint: sidecar: defaultEndpoint port (x) is not a number: strconv.Atoi: parsing "x": invalid syntax',
      'IST0106 spec.ingress[3].defaultEndpoint: port number 0 must be in the range 1..65535',
      'IST0106 spec.ingress[4].defaultEndpoint: a/ is not an absolute path to a file',
      'IST0106 spec.ingress[5].defaultEndpoint: address ::1:80: too many colons in address',
      'IST0106 spec.ingress[5].defaultEndpoint: sidecar: defaultEndpoint port () is not a number: strconv.Atoi: parsing "": invalid syntax',
      "IST0106 spec.ingress[6].defaultEndpoint: address [::1: missing ']' in address",
      'IST0106 spec.ingress[6].defaultEndpoint: sidecar: defaultEndpoint port () is not a number: strconv.Atoi: parsing "": invalid syntax',
      'IST0106 spec.ingress[7].defaultEndpoint: address [::1]: missing port in address',
      'IST0106 spec.ingress[7].defaultEndpoint: sidecar: defaultEndpoint port () is not a number: strconv.Atoi: parsing "": invalid syntax',
    ], 'Sidecar', { ingress: [{ port: { number: 80 }, defaultEndpoint: '1.2.3.4:80' }, { port: { number: 81 }, defaultEndpoint: '127.0.0.1' }, { port: { number: 82 }, defaultEndpoint: ':x' }, { port: { number: 83 }, defaultEndpoint: ':0' }, { port: { number: 84 }, defaultEndpoint: 'unix://a/' }, { port: { number: 85 }, defaultEndpoint: '::1:80' }, { port: { number: 86 }, defaultEndpoint: '[::1' }, { port: { number: 87 }, defaultEndpoint: '[::1]' }] }],
    ['has no TLS that only gateways have', [
      'IST0106 spec.ingress[0].tls.subjectAltNames: sidecar: subjectAltNames is not supported in ingress tls',
      'IST0106 spec.ingress[0].tls.httpsRedirect: sidecar: httpsRedirect is not supported',
      'IST0106 spec.ingress[0].tls.credentialName: sidecar: credentialName is not currently supported',
      'IST0106 spec.ingress[0].tls.mode: configuration is invalid: cannot set mode to ISTIO_MUTUAL in sidecar ingress tls',
      'IST0106 spec.ingress[0].tls: server cannot have TLS settings for non HTTPS/TLS ports',
      'IST0106 spec.ingress[0].tls.credentialName: ISTIO_MUTUAL TLS cannot have associated credentialName',
    ], 'Sidecar', { ingress: [{ port: { number: 80, protocol: 'HTTP', name: 'a' }, tls: { mode: 'ISTIO_MUTUAL', httpsRedirect: true, credentialName: 'x', subjectAltNames: ['a'] } }] }],
    ['has limits for HTTP on ports of HTTP', [
      'IST0133 spec.ingress[0].connectionPool.http: sidecar: HTTP connection pool settings are configured for port 80 ("a") but its protocol is not HTTP (TCP); only TCP settings will apply',
    ], 'Sidecar', { ingress: [{ port: { number: 80, protocol: 'TCP', name: 'a' }, connectionPool: { http: { maxRetries: 1 } } }] }],
    ['has limits that say something', [
      'IST0106 spec.inboundConnectionPool: connection pool must have at least one field',
    ], 'Sidecar', { egress: [{ hosts: ['./*'] }], inboundConnectionPool: {} }],
    ['sends nothing to a proxy if it may send nothing', [
      'IST0106 spec.outboundTrafficPolicy.egressProxy: sidecar: egress_proxy must be set only with ALLOW_ANY outbound_traffic_policy mode',
    ], 'Sidecar', { egress: [{ hosts: ['./*'] }], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY', egressProxy: { host: 'a.com', port: { number: 80 } } } }],
    ['has a proxy with name and port', [
      'IST0106 spec.outboundTrafficPolicy.egressProxy.host: domain name "*.a.com" invalid (label "*" invalid)',
      'IST0106 spec.outboundTrafficPolicy.egressProxy.port: sidecar: egress_proxy port must be non-nil',
    ], 'Sidecar', { egress: [{ hosts: ['./*'] }], outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: '*.a.com' } } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
