import { found, gateway } from '../support';

const of = (name: string, tls: object, selector: object = { istio: 'ingressgateway' }) => gateway(name, [`${name}.com`], { selector, server: { tls } });
const duplicates = (...objects: object[]) => found(objects).filter(f => f.startsWith('IST0138'));

test('Gateways of the same pods have certificates of their own', () => {
  const one = of('one', { credentialName: 'c' });
  expect(duplicates(one, of('two', { credentialName: 'd' }))).toEqual([]);
  expect(duplicates(one, of('two', { credentialName: 'c' }))).toEqual(['IST0138 Gateway one metadata.name', 'IST0138 Gateway two metadata.name']);
  expect(duplicates(one, of('two', { credentialName: 'c' }, { istio: 'other' }))).toEqual([]);
  // only who has fewer labels is told
  expect(duplicates(one, of('two', { credentialName: 'c' }, { istio: 'ingressgateway', app: 'x' }))).toEqual(['IST0138 Gateway one metadata.name']);
});

test('files are a certificate, too', () => {
  const files = { serverCertificate: '/crt.pem', privateKey: '/key.pem' };
  expect(duplicates(of('one', files), of('two', files))).toHaveLength(2);
  expect(duplicates(of('one', files), of('two', { ...files, privateKey: '/other.pem' }))).toEqual([]);
  expect(duplicates(of('one', { serverCertificate: '/crt.pem' }), of('two', { serverCertificate: '/crt.pem' }))).toEqual([]);
});
