import { X509Certificate } from 'node:crypto';
import { Json, record } from '../../manifests';

const PEM = /-----BEGIN ([^-\n]+)-----([^-]*)-----END \1-----/;

/** Why a proxy cannot use a Secret as a certificate of a server; nothing if it can. */
export function complaintOf(secret: Json): string | undefined {
  const text = (key: string): string => {
    const { [key]: plain } = record(secret.stringData);
    const { [key]: encoded } = record(secret.data);
    return typeof plain === 'string' ? plain : typeof encoded === 'string' ? Buffer.from(encoded, 'base64').toString('latin1') : '';
  };
  const [certificate] = [['cert', 'key'], ['tls.crt', 'tls.key']].filter(keys => keys.every(text)).map(([key]) => key);
  if (!certificate) { return 'it has neither tls.crt and tls.key nor cert and key'; }
  const pem = PEM.exec(text(certificate));
  if (!pem) { return `${certificate} is not PEM`; }
  let read: X509Certificate;
  try {
    read = new X509Certificate(Buffer.from(pem[2], 'base64'));
  } catch {
    return `${certificate} holds no certificate`;
  }
  const now = Date.now();
  if (now > Date.parse(read.validTo)) { return `the certificate in ${certificate} expired on ${read.validTo}`; }
  return now < Date.parse(read.validFrom) ? `the certificate in ${certificate} is not in force before ${read.validFrom}` : undefined;
}
