import { Complaints } from './complaints';
import { listed } from './go';

type Json = any;

const CIPHERS = new Set([
  'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-RSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA', 'AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'AES128-SHA', 'AES256-SHA', 'DES-CBC3-SHA',
]);

/** What begins with a sign is an expression of ciphers. */
const isCipher = (name: string) => name === '' || name === 'ALL' || CIPHERS.has(name) || !/^[A-Za-z0-9\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]/.test(firstByte(name));

/** The webhook looks at the first byte of a name for a letter or digit. */
const firstByte = (name: string) => String.fromCharCode(Buffer.from(name)[0]);

export const modeOf = (tls: Json): string => tls.mode ?? 'PASSTHROUGH';

/** TLS of a server: of a Gateway, or of the ingress of a Sidecar. */
export function serverTls(tls: Json, said: Complaints): void {
  const { minProtocolVersion: version, cipherSuites = [] } = tls;
  if ((version === 'TLSV1_0' || version === 'TLSV1_1') && cipherSuites.length === 0) {
    said.warning(
      'TLS version below TLSV1_2 require setting compatible ciphers as by default they no longer include compatible ciphers.',
      'give cipherSuites, or TLSV1_2 or later', 'minProtocolVersion',
    );
  }
  if (cipherSuites.length > 0) { ciphers(cipherSuites, said); }
  const mode = modeOf(tls);
  if (mode === 'ISTIO_MUTUAL') { return meshCertificates(tls, said); }
  if (mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH') {
    const given = [...CERTIFICATES, 'caCrl'].find(field => tls[field]?.length > 0);
    if (given !== undefined) { said.warning(`${mode} mode does not use certificates, they will be ignored`, 'drop it, or give another mode', given); }
  }
  sources(tls, said, mode);
}

const CERTIFICATES = ['serverCertificate', 'privateKey', 'caCertificates', 'tlsCertificates', 'credentialName', 'credentialNames'];

function ciphers(names: readonly string[], said: Complaints): void {
  const [invalid, valid, twice] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const name of names) { (!isCipher(name) ? invalid : valid.has(name) ? twice : valid).add(name); }
  if (invalid.size > 0) { said.warning(`ignoring invalid cipher suites: ${listed([...invalid].sort())}`, 'give names of OpenSSL that Envoy knows', 'cipherSuites'); }
  if (twice.size > 0) { said.warning(`ignoring duplicate cipher suites: ${listed([...twice].sort())}`, 'give each once', 'cipherSuites'); }
}

const MESH_WORDS: { [field: string]: string } = {
  serverCertificate: 'server certificate', privateKey: 'private key', caCertificates: 'CA bundle',
};

function meshCertificates(tls: Json, said: Complaints): void {
  for (const field of CERTIFICATES) {
    if (!(tls[field]?.length > 0)) { continue; }
    said.error(`ISTIO_MUTUAL TLS cannot have associated ${MESH_WORDS[field] ?? field}`, "drop it: the mesh's own certificates are used", field);
  }
}

/** Certificates come from one place. */
function sources(tls: Json, said: Complaints, mode: string): void {
  const { serverCertificate = '', privateKey = '', caCertificates = '', credentialName = '', caCrl = '', credentialNames = [], tlsCertificates = [] } = tls;
  const given = [serverCertificate !== '' && privateKey !== '', credentialName !== '', credentialNames.length > 0, tlsCertificates.length > 0];
  if (given.filter(is => is).length > 1) {
    said.error('only one of credential_name, credential_names, server_certificate/private_key, tls_certificates should be specified', 'keep one of them');
  }
  const terminates = mode === 'SIMPLE' || mode === 'MUTUAL' || mode === 'OPTIONAL_MUTUAL';
  if (terminates && (credentialName !== '' || credentialNames.length > 0)) { return; }
  if (terminates) {
    const name = mode === 'SIMPLE' ? 'SIMPLE TLS' : 'MUTUAL TLS';
    const hint = 'give credentialName, the name of a Secret beside the gateway, or files that are mounted into it';
    if (mode !== 'SIMPLE' && caCertificates === '') { said.error(`${name} requires a client CA bundle`, hint, 'caCertificates'); }
    const pairs: [Json, (string | number)[]][] = tlsCertificates.length > 0 ? tlsCertificates.map((pair: Json, i: number) => [pair, ['tlsCertificates', i]]) : [[tls, []]];
    for (const [pair, steps] of pairs) {
      if (!pair.serverCertificate) { said.error(`${name} requires a server certificate`, hint, ...steps, 'serverCertificate'); }
      if (!pair.privateKey) { said.error(`${name} requires a private key`, hint, ...steps, 'privateKey'); }
    }
  }
  if (caCrl !== '' && credentialName !== '') {
    said.error('CRL is not supported with credentialName. CRL has to be specified in the credential', 'put it into the Secret', 'caCrl');
  }
  if (caCrl !== '' && mode === 'SIMPLE') { said.error('CRL is not supported with SIMPLE TLS', 'drop it: no client shows a certificate', 'caCrl'); }
}
