import { found, gateway, istio, route, service, virtualService, workload } from '../support';

const byHeader = (header: string) => virtualService('shop', {
  gateways: ['web', 'default/web', 'mesh'],
  http: [{ match: [{ headers: { other: { exact: 'x' } } }, { headers: { [header]: { exact: 'x' } } }], ...route('reviews') }],
});
const MESH = [service('reviews'), service('edge'), workload('edge', { labels: { app: 'edge' } }), workload('edge', { labels: { app: 'edge' } }, { namespace: 'b' }), gateway('web', ['shop'], { selector: { app: 'edge' } })];
const claims = (...objects: object[]) => found([...MESH, ...objects]).filter(f => f.startsWith('IST0149'));
const authentication = (namespace: string, labels?: object) => istio('RequestAuthentication', 'tokens', { selector: labels && { matchLabels: labels } }, { namespace });

test('claims are known where tokens are looked at', () => {
  const shop = byHeader('@request.auth.claims.group');
  expect(claims(shop)).toEqual(['IST0149 VirtualService shop spec.http[0].match[1].headers.@request.auth.claims.group']);
  expect(claims(shop, authentication('istio-system'))).toEqual([]);
  expect(claims(shop, authentication('default', { app: 'edge' }), authentication('b'))).toEqual([]);
  expect(claims(shop, authentication('default', { app: 'edge' }))).toHaveLength(1);
  expect(claims(shop, authentication('istio-system', { app: 'other' }))).toHaveLength(1);
});

test.each([
  ['@request.auth.claims[group][a]', true], ['@Request.Auth.Claims.group', true], ['@request.auth.claims', false], ['@request.auth.claims.', false], ['@request.auth.claims[]', false],
])('%s is a claim: %s', (header, expected) => {
  expect(claims(byHeader(header)).length > 0).toBe(expected);
});
