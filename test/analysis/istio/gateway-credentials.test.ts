import { EXPIRED, GOOD, TOO_EARLY } from '../certificates';
import { analyze, beside, found, foundOf, gateway } from '../support';

const secret = (data: { [key: string]: string } | undefined, namespace = 'istio-system', field = 'stringData') =>
  ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'cert', namespace }, [field]: data });
const WEB = gateway('web', ['x.com'], { server: { tls: { mode: 'SIMPLE', credentialName: 'cert' } } });
const complaint = (data: { [key: string]: string }) => analyze([WEB, secret(data)]).map(f => `${f.code} ${f.message}`);

test('the Secret is where the pods are', () => {
  expect(found([WEB, secret({ 'tls.crt': GOOD, 'tls.key': 'k' })])).toEqual([]);
  expect(found([WEB, secret({ 'tls.crt': GOOD, 'tls.key': 'k' }, 'a')])).toEqual(['IST0101 Gateway web spec.servers[0].tls.credentialName']);
  expect(analyze([WEB, secret({ 'tls.crt': GOOD, 'tls.key': 'k' }, 'a')])[0].hint).toBe('it is in namespace a: proxies read Secrets of their own namespace only');
  expect(found([WEB])).toHaveLength(1);
});

test('the Secret may be made by a controller, or only known to be there', () => {
  expect(found([WEB], beside(secret(undefined)))).toEqual([]);
  expect(found([WEB, secret(undefined)])).toEqual(['IST0161 Gateway web spec.servers[0].tls.credentialName']);
  const made = (apiVersion: string, kind: string, spec: object) => ({ apiVersion, kind, metadata: { name: 'cert', namespace: 'istio-system' }, spec });
  expect(found([WEB, { ...made('cert-manager.io/v1', 'Certificate', { secretName: 'cert' }), metadata: { name: 'x', namespace: 'istio-system' } }])).toEqual([]);
  expect(found([WEB, made('external-secrets.io/v1', 'ExternalSecret', {})])).toEqual([]);
  expect(found([WEB, made('external-secrets.io/v1', 'ExternalSecret', { target: { name: 'other' } })])).toHaveLength(1);
  expect(found([WEB, made('bitnami.com/v1alpha1', 'SealedSecret', {})])).toEqual([]);
  expect(found([WEB, made('secrets.hashicorp.com/v1beta1', 'VaultPKISecret', { destination: { name: 'cert', create: true } })])).toEqual([]);
  expect(found([WEB, made('external-secrets.io/v1', 'ClusterExternalSecret', { namespaces: ['istio-system'] })])).toEqual([]);
});

test('of a Secret that SOPS encrypted nothing is known', () => {
  const data = { 'tls.crt': 'ENC[AES256_GCM,data:x,iv:a,tag:b,type:str]', 'tls.key': 'ENC[AES256_GCM,data:x,iv:a,tag:b,type:str]' };
  const all = (more: object) => foundOf('K8S0001 K8S0003 IST0101 IST0161', [WEB, { ...secret(data, 'istio-system', 'data'), ...more }], { only: undefined }).map(text => text.split(' ')[0]);
  expect(all({ sops: { mac: 'ENC[AES256_GCM,data:x,iv:a,tag:b,type:str]', version: '3.8.1' } })).toEqual([]);
  expect(all({})).toContain('IST0161');
});

test('the Secret holds a certificate that is in force, and its key', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  expect(found([WEB, secret({ 'tls.crt': base64(GOOD), 'tls.key': base64('k') }, 'istio-system', 'data')])).toEqual([]);
  expect(complaint({ cert: `text\n${GOOD}`, key: 'k' })).toEqual([]);
  expect(complaint({ 'tls.crt': GOOD })).toEqual(['IST0161 Secret istio-system/cert is of no use for it: it has neither tls.crt and tls.key nor cert and key']);
  expect(complaint({ 'tls.crt': 'x', 'tls.key': 'k' })).toEqual(['IST0161 Secret istio-system/cert is of no use for it: tls.crt is not PEM']);
  expect(complaint({ 'tls.crt': GOOD.replace(/\n\w{20}/, '\nx'), 'tls.key': 'k' })).toEqual(['IST0161 Secret istio-system/cert is of no use for it: tls.crt holds no certificate']);
  expect(complaint({ 'tls.crt': EXPIRED, 'tls.key': 'k' })[0]).toContain('the certificate in tls.crt expired on Feb  1 00:00:00 2020 GMT');
  expect(complaint({ 'tls.crt': TOO_EARLY, 'tls.key': 'k' })[0]).toContain('the certificate in tls.crt is not in force before Jan  1 00:00:00 2100 GMT');
});
