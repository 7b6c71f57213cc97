import { Given, saidOf } from './support';

describe('TLS of a server', () => {
  test.each<[string, ...Given]>([
    ['takes certificates from a Secret', 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'MUTUAL', credentialName: 'x' } }] }],
    ['takes certificates from files', 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'SIMPLE', serverCertificate: '/a', privateKey: '/b' } }] }],
    ['takes a Secret and but one of the files', 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: 'x', serverCertificate: '/a' } }] }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['needs certificates', [
      'IST0106 spec.servers[0].tls.serverCertificate: SIMPLE TLS requires a server certificate',
      'IST0106 spec.servers[0].tls.privateKey: SIMPLE TLS requires a private key',
    ], 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'SIMPLE' } }] }],
    ['needs a CA to know clients', [
      'IST0106 spec.servers[0].tls.caCertificates: MUTUAL TLS requires a client CA bundle',
    ], 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'MUTUAL', serverCertificate: '/a', privateKey: '/b' } }] }],
    ['needs both of each pair', [
      'IST0106 spec.servers[0].tls.tlsCertificates[0].privateKey: SIMPLE TLS requires a private key',
      'IST0106 spec.servers[0].tls.tlsCertificates[1].serverCertificate: SIMPLE TLS requires a server certificate',
    ], 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'SIMPLE', tlsCertificates: [{ serverCertificate: '/a' }, { privateKey: '/b' }] } }] }],
    ['has one source of certificates', [
      'IST0106 spec.servers[0].tls: only one of credential_name, credential_names, server_certificate/private_key, tls_certificates should be specified',
    ], 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: 'x', serverCertificate: '/a', privateKey: '/b' } }] }],
    ["takes no certificates but the mesh's for ISTIO_MUTUAL", [
      'IST0106 spec.servers[0].tls.serverCertificate: ISTIO_MUTUAL TLS cannot have associated server certificate',
      'IST0106 spec.servers[0].tls.privateKey: ISTIO_MUTUAL TLS cannot have associated private key',
      'IST0106 spec.servers[0].tls.caCertificates: ISTIO_MUTUAL TLS cannot have associated CA bundle',
      'IST0106 spec.servers[0].tls.credentialName: ISTIO_MUTUAL TLS cannot have associated credentialName',
    ], 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'ISTIO_MUTUAL', serverCertificate: '/a', privateKey: '/b', caCertificates: '/c', credentialName: 'x' } }] }],
    ['ignores certificates that it passes through', [
      'IST0133 spec.servers[0].tls.credentialName: PASSTHROUGH mode does not use certificates, they will be ignored',
    ], 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'PASSTHROUGH', credentialName: 'x' } }] }],
    ['has no use for a list of the revoked', [
      'IST0106 spec.servers[0].tls.caCrl: CRL is not supported with SIMPLE TLS',
    ], 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'SIMPLE', serverCertificate: '/a', privateKey: '/b', caCrl: '/c' } }] }],
    ['ignores unknown and repeated ciphers', [
      'IST0133 spec.servers[0].tls.cipherSuites: ignoring invalid cipher suites: [FOO]',
      'IST0133 spec.servers[0].tls.cipherSuites: ignoring duplicate cipher suites: [AES128-SHA]',
    ], 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: 'x', cipherSuites: ['FOO', 'AES128-SHA', 'AES128-SHA', '-OLD', 'ALL'] } }] }],
    ['needs ciphers for old versions', [
      'IST0133 spec.servers[0].tls.minProtocolVersion: TLS version below TLSV1_2 require setting compatible ciphers as by default they no longer include compatible ciphers.',
    ], 'Gateway', { servers: [{ port: { number: 443, name: 'a', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: 'x', minProtocolVersion: 'TLSV1_1' } }] }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
