import { quoted } from '../field-error';
import { Complaints } from './complaints';

type Json = any;

const CONFIG_MAP = 'configmap://';

/** TLS towards a destination. */
export function clientTls(tls: Json, said: Complaints, namespace: string): void {
  const { mode = 'DISABLE', credentialName = '', clientCertificate = '', privateKey = '', caCertificates = '', caCrl = '', subjectAltNames = [] } = tls;
  if (credentialName.startsWith(CONFIG_MAP)) { said.in(tls, 'credentialName', configMap, namespace); }
  const names = subjectAltNames.length > 0;
  if (tls.insecureSkipVerify === true && mode === 'SIMPLE' && (caCertificates !== '' || credentialName !== '' || names)) {
    said.error(
      'cannot specify CaCertificates or CredentialName or SubjectAltNames when InsecureSkipVerify is set true',
      'drop insecureSkipVerify, or what it makes useless', 'insecureSkipVerify',
    );
  }
  if (tls.insecureSkipVerify === true && mode === 'MUTUAL' && (caCertificates !== '' || names)) {
    said.error('cannot specify CaCertificates or SubjectAltNames when InsecureSkipVerify is set true', 'drop insecureSkipVerify, or what it makes useless', 'insecureSkipVerify');
  }
  if (credentialName !== '' && (mode === 'SIMPLE' || mode === 'MUTUAL')) {
    if (clientCertificate !== '' || caCertificates !== '' || privateKey !== '' || caCrl !== '') {
      said.error('cannot specify client certificates or CA certificate or CA CRL If credentialName is set', 'keep credentialName or the files', 'credentialName');
    }
  } else if (mode === 'MUTUAL') {
    if (clientCertificate === '') { said.error('client certificate required for mutual tls', 'give clientCertificate and privateKey, or credentialName', 'clientCertificate'); }
    if (privateKey === '') { said.error('private key required for mutual tls', 'give clientCertificate and privateKey, or credentialName', 'privateKey'); }
  }
}

function configMap(name: string, said: Complaints, own: string): void {
  const [namespace, map] = name.slice(CONFIG_MAP.length).split('/');
  const missing = map === undefined ? 'namespace and name' : namespace === '' ? 'namespace' : map === '' ? 'name' : undefined;
  const hint = `write configmap://${own}/NAME`;
  if (missing !== undefined) {
    said.error(`invalid configmap:// credentialName: invalid resource name ${quoted(name)}. Expected ${missing}`, hint);
  } else if (namespace !== own) {
    said.error(`invalid configmap:// credentialName: namespace must match the configuration namespace ${quoted(own)}`, hint);
  }
}
