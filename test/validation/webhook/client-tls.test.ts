import { Given, saidOf } from './support';

describe('TLS towards a destination', () => {
  test.each<[string, ...Given]>([
    ['is sound', 'DestinationRule', { host: 'a', trafficPolicy: { tls: { mode: 'MUTUAL', clientCertificate: '/a', privateKey: '/b' } } }],
    ['verifies nothing, nor a name', 'DestinationRule', { host: 'a', trafficPolicy: { tls: { mode: 'SIMPLE', insecureSkipVerify: true, subjectAltNames: [] } } }],
    ['takes certificates from a ConfigMap of its namespace', 'DestinationRule', { host: 'a', trafficPolicy: { tls: { mode: 'SIMPLE', credentialName: 'configmap://ns/x' } } }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['shows a certificate', [
      'IST0106 spec.trafficPolicy.tls.clientCertificate: client certificate required for mutual tls',
      'IST0106 spec.trafficPolicy.tls.privateKey: private key required for mutual tls',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { tls: { mode: 'MUTUAL' } } }],
    ['takes certificates from a Secret or from files', [
      'IST0106 spec.trafficPolicy.tls.credentialName: cannot specify client certificates or CA certificate or CA CRL If credentialName is set',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { tls: { mode: 'MUTUAL', credentialName: 'x', caCertificates: '/c' } } }],
    ['verifies or does not', [
      'IST0106 spec.trafficPolicy.tls.insecureSkipVerify: cannot specify CaCertificates or CredentialName or SubjectAltNames when InsecureSkipVerify is set true',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { tls: { mode: 'SIMPLE', insecureSkipVerify: true, subjectAltNames: ['a'] } } }],
    ['verifies or does not where it shows a certificate', [
      'IST0106 spec.trafficPolicy.tls.insecureSkipVerify: cannot specify CaCertificates or SubjectAltNames when InsecureSkipVerify is set true',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { tls: { mode: 'MUTUAL', insecureSkipVerify: true, caCertificates: '/c', clientCertificate: '/a', privateKey: '/b' } } }],
    ['takes certificates from no other', [
      'IST0106 spec.trafficPolicy.tls.credentialName: invalid configmap:// credentialName: namespace must match the configuration namespace "ns"',
      'IST0106 spec.trafficPolicy.portLevelSettings[0].tls.credentialName: invalid configmap:// credentialName: invalid resource name "configmap://x". Expected namespace and name',
      'IST0106 spec.trafficPolicy.portLevelSettings[1].tls.credentialName: invalid configmap:// credentialName: invalid resource name "configmap:///x". Expected namespace',
      'IST0106 spec.trafficPolicy.portLevelSettings[2].tls.credentialName: invalid configmap:// credentialName: invalid resource name "configmap://ns/". Expected name',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { tls: { mode: 'SIMPLE', credentialName: 'configmap://other/x' }, portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'SIMPLE', credentialName: 'configmap://x' } }, { port: { number: 80 }, tls: { mode: 'SIMPLE', credentialName: 'configmap:///x' } }, { port: { number: 80 }, tls: { mode: 'SIMPLE', credentialName: 'configmap://ns/' } }] } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
