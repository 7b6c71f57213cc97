/** What is found only because of something that is complained of already is not said. */
import { check } from '../../src/check';
import { Manifests } from '../../src/manifests';

const CART = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace: 'shop' }, spec: { selector: { app: 'cart' }, ports: [{ name: 'http', port: 8080 }, { name: 'http-admin', port: 9090 }] } };
const to = (destination: object, more: object = {}) => ({ route: [{ destination }], ...more });
const routes = (...http: object[]) =>
  ({ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'cart', namespace: 'shop' }, spec: { hosts: ['cart.example.com'], http } });
const found = (...objects: object[]) => check(Manifests.fromObjects([CART, ...objects])).findings.map(({ code, path }) => `${code} ${path}`);
const only = (...destinations: object[]) => found(routes(...destinations.map((d, i) => to(d, { match: [{ uri: { prefix: `/${i}/` } }] }))));

const PORT = 'spec.http[0].route[0].destination.port';

test('a scalar in quotes is taken as it is meant', () => {
  expect(only({ host: 'cart', port: { number: '8080' } })).toEqual([`K8S0001 ${PORT}.number`]);
  expect(only({ host: 'cart', port: { number: '80' } })).toEqual([`K8S0001 ${PORT}.number`, 'IST0101 spec.http[0].route[0].destination.host']);
  const header = (exact: unknown) => to({ host: 'cart', port: { number: 8080 } }, { match: [{ headers: { beta: { exact } } }] });
  expect(found(routes(header(true), to({ host: 'cart', port: { number: 8080 } })))).toEqual(['K8S0001 spec.http[0].match[0].headers.beta.exact']);
});

test('beside a value of the wrong type nothing is found', () => {
  expect(only({ host: 'cart', port: { number: 'http' } })).toEqual([`K8S0001 ${PORT}.number`]);
  expect(only({ host: 'cart', port: 'http' })).toEqual([`K8S0001 ${PORT}`]);
  expect(found({ ...routes(), spec: { hosts: { a: 'b' }, gateways: [{ a: 1 }], http: [to({ host: 'cart', port: { number: 8080 } })] } }).filter(text => !text.startsWith('K8S'))).toEqual([]);
});

test('beside a field that is not known nothing is found, where the manifest is refused', () => {
  const messages = only({ host: 'cart', port: { name: 'http' } });
  expect(messages).toEqual([`K8S0003 ${PORT}.name`, `IST0106 ${PORT}.number`]);
  // it is taken, so what is wrong with it is said
  expect(only({ host: 'carts', weight: 1 })).toEqual(['K8S0003 spec.http[0].route[0].destination.weight', 'IST0101 spec.http[0].route[0].destination.host']);
});

test('what is found elsewhere in the manifest is said', () => {
  expect(only({ host: 'cart', port: { number: 'http' } }, { host: 'carts' })).toEqual([`K8S0001 ${PORT}.number`, 'IST0101 spec.http[1].route[0].destination.host']);
});

test('of a manifest of a version that there is not, only that is said', () => {
  const route = { apiVersion: 'gateway.networking.k8s.io/v1alpha2', kind: 'HTTPRoute', metadata: { name: 'cart', namespace: 'shop' }, spec: { parentRefs: [{ name: 'web' }] } };
  expect(found(route)).toEqual(['K8S0001 apiVersion']);
  // it is there for others
  const service = { ...CART, apiVersion: 'v2', metadata: { name: 'old', namespace: 'shop', annotations: { 'networking.istio.io/exportTo': 1 } } };
  expect(found(service, routes(to({ host: 'old' })))).toEqual(['K8S0001 apiVersion']);
});
