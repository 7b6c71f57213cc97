import { analyze, found, route, service, virtualService } from '../support';

const conflicts = (...objects: object[]) => found([service('reviews'), ...objects]).filter(f => f.startsWith('IST0109')).map(f => f.split(' ')[2]);
const of = (name: string, host: string, more: object = {}, namespace = 'default') =>
  virtualService(name, { hosts: [host], http: [route('reviews.default.svc.cluster.local')], ...more }, namespace);

test('VirtualServices of sidecars share no host, however it is written', () => {
  expect(conflicts(of('x', 'reviews'), of('y', 'reviews.default.svc.cluster.local', {}, 'b'), of('z', 'ratings'))).toEqual(['x', 'y']);
  expect(conflicts(of('x', 'reviews'), of('y', 'reviews', {}, 'b'))).toEqual([]);
  expect(conflicts(of('x', 'reviews'), of('y', 'reviews', { gateways: ['default/web'] }))).toEqual([]);
  expect(conflicts(of('x', 'reviews'), of('y', 'reviews', { gateways: ['default/web', 'mesh'] }))).toEqual(['x', 'y']);
  expect(conflicts(virtualService('x', { hosts: ['reviews', 'reviews.default.svc.cluster.local'], http: [route('reviews')] }))).toEqual(['x']);
});

test('they share none in the namespaces that see both', () => {
  expect(conflicts(of('x', 'reviews', { exportTo: ['b'] }), of('y', 'reviews', { exportTo: ['c'] }))).toEqual([]);
  expect(conflicts(of('x', 'reviews', { exportTo: ['b', 'c'] }), of('y', 'reviews', { exportTo: ['c'] }))).toEqual(['x', 'y']);
  expect(conflicts(of('x', 'a.example.com', { exportTo: ['.'] }), of('y', '*.example.com'))).toEqual(['x', 'y']);
  expect(conflicts(of('x', 'a.example.com'), of('y', '*.example.com'))).toEqual([]);
});

test('manifests of one name are not there at the same time', () => {
  expect(conflicts(of('x', 'reviews'), of('x', 'reviews'))).toEqual([]);
});

test('it is said with whom', () => {
  const [first] = analyze([service('reviews'), of('x', 'reviews'), of('y', 'reviews'), of('z', 'reviews')]);
  expect(first.message).toBe('sidecars take the routes of reviews.default.svc.cluster.local from one VirtualService, but there are several for it: this one and default/y, default/z');
});
