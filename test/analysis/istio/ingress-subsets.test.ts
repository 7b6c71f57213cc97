import { analyze, found, gateway, istio, route, service, virtualService, workload } from '../support';

const MESH = [
  service('reviews'), workload('reviews', { labels: { app: 'reviews', version: 'v1' } }), gateway('web', ['*']),
  istio('DestinationRule', 'reviews', { host: 'reviews', subsets: [{ name: 'v1', labels: { version: 'v1' } }] }),
];
const inner = virtualService('reviews', { http: [route('reviews', { subset: 'v1' })] });
const outer = (...http: object[]) => virtualService('shop', { gateways: ['web'], http });

test('subsets that are chosen within the mesh do not hold for requests of a gateway', () => {
  expect(found([...MESH, inner, outer(route('reviews'))])).toEqual(['IST0140 VirtualService shop spec.http[0].route[0].destination.host']);
  expect(found([...MESH, inner, outer(route('reviews', { subset: 'v1' }))])).toEqual([]);
  expect(found([...MESH, inner, virtualService('shop', { http: [route('reviews')] })])).toEqual([]);
  expect(found([...MESH, virtualService('reviews', { http: [route('reviews')] }), outer(route('reviews'))])).toEqual([]);
});

test('it is said once for each that chooses', () => {
  const other = virtualService('ratings', { hosts: ['reviews'], gateways: ['web'], http: [route('reviews', { subset: 'v1' })] });
  const rules = [{ match: [{ port: 80 }], ...route('reviews') }, route('reviews')];
  expect(found([...MESH, inner, other, outer(...rules)]).filter(f => f.includes('shop'))).toHaveLength(2);
});

test('of a VirtualService that does both by itself, nothing wrong is said', () => {
  // GIVEN a header that leads to a subset, for requests of a gateway and of sidecars alike
  const rules = [{ match: [{ headers: { beta: { exact: '1' } } }], ...route('reviews', { subset: 'v1' }) }, route('reviews')];
  // WHEN
  const findings = analyze([...MESH, virtualService('reviews', { hosts: ['reviews.example.com', 'reviews'], gateways: ['web', 'mesh'], http: rules })]);
  // THEN istioctl's code has words that hold
  expect(findings.map(({ code, path }) => [code, path])).toEqual([['IST0140', 'spec.http[1].route[0].destination.host']]);
  expect(findings[0].message).toContain('nothing is wrong if it is meant');
  expect(findings[0].hint).toContain('galley.istio.io/analyze-suppress: IST0140');
  expect(findings[0].hint).not.toContain('delegate');
});
