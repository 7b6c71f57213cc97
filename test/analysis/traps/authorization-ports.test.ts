import { hint, messages } from './support';
import { beside, istio, service, workload } from '../support';

const CART = service('cart', { ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
const pods = (pod: object = {}) => workload('cart', { labels: { app: 'cart' }, ...pod });
const policy = (ports: string[], spec: object = {}, of?: string) =>
  istio('AuthorizationPolicy', 'p', { selector: { matchLabels: { app: 'cart' } }, rules: [{ to: [{ operation: { ports } }] }], ...spec }, { namespace: of });
/** With it Istio's own ingress gateway is not taken for granted. */
const ISTIOD = workload('istiod', { labels: { app: 'istiod' }, containers: [{ name: 'discovery', image: 'pilot', ports: [{ containerPort: 15010 }] }] }, { namespace: 'istio-system' });
const container = (...ports: object[]) => ({ containers: [{ name: 'a', image: 'a', ports }] });

test('the port of a Service is not that of its pods', () => {
  const documents = [CART, pods(), policy(['9090', '80'])];
  expect(messages('CDI0243', documents)).toEqual([
    'p spec.rules[0].to[0].operation.ports[1]: port 80 is that of Service default/cart, whose pods take connections on 8080, which is what policies compare, so nothing comes to port 80',
  ]);
  expect(hint('CDI0243', documents)).toBe('write "8080", the targetPort');
});

test('the ports of all pods are told', () => {
  const other = service('cart', { ports: [{ name: 'http', port: 80, targetPort: 9090 }] }, { name: 'cart-2' });
  expect(messages('CDI0243', [CART, other, pods(), policy(['80'])])[0]).toContain('whose pods take connections on 8080, 9090,');
});

test.each<[string, object[], number]>([
  ['of the pods', [CART, pods(), policy(['8080'])], 0],
  ['of both, as the policy says', [CART, pods(), policy(['80', '8080'])], 0],
  ['of a Service whose ports gateways take as they are', [service('cart', CART.spec, { labels: { 'networking.istio.io/disableGatewayPortTranslation': 'true' } }), pods(), policy(['80'])], 0],
  ['of nobody', [CART, pods(), policy(['9090'])], 0],
  ['of the Service', [CART, pods(), policy(['80'])], 1],
  ['of both', [service('cart', { ports: [{ name: 'http', port: 80 }] }), pods(), policy(['80'])], 0],
  ['of both, as a container says', [CART, pods(container({ containerPort: 80 })), policy(['80'])], 0],
  ['of both, as another Service says', [CART, service('cart', { ports: [{ name: 'http', port: 81, targetPort: 80 }] }, { name: 'cart-2' }), pods(), policy(['80'])], 0],
  ['of a Service by a name', [service('cart', { ports: [{ name: 'http', port: 80, targetPort: 'web' }] }), pods(container({ name: 'web', containerPort: 8080 })), policy(['80'])], 1],
  ['of a Service by a name that is not known', [service('cart', { ports: [{ name: 'http', port: 80, targetPort: 'web' }] }), pods(), policy(['80'])], 0],
  ['of a Service that selects nothing', [{ ...CART, spec: { ports: (CART.spec as any).ports } }, pods(), policy(['80'])], 0],
  ['of a Service of other pods', [CART, workload('x', { labels: { app: 'x' } }), policy(['80'], { selector: { matchLabels: { app: 'x' } } })], 0],
  ['for all pods of the namespace', [CART, pods(), policy(['80'], { selector: undefined })], 1],
  ['for all pods of the namespace, of which one has it', [CART, pods(), workload('x', { labels: { app: 'x' }, ...container({ containerPort: 80 }) }), policy(['80'], { selector: undefined })], 0],
  ['for all pods of the namespace, of which one says nothing of its ports', [CART, pods(), workload('x', { labels: { app: 'x' } }), policy(['80'], { selector: undefined })], 0],
  ['for all pods of the namespace, beside a machine', [CART, pods(), istio('WorkloadEntry', 'vm', { address: '10.0.0.1' }), policy(['80'], { selector: undefined })], 0],
  ['for all pods of the namespace, beside what a controller may make', [CART, pods(), { apiVersion: 'db.example.com/v1', kind: 'Database', metadata: { name: 'db' } }, policy(['80'], { selector: undefined })], 0],
  ['of the root namespace', [CART, pods(), policy(['80'], {}, 'istio-system')], 1],
  ['for all pods of the mesh, of which not all are known', [ISTIOD, CART, pods(), policy(['80'], { selector: undefined }, 'istio-system')], 0],
  ['of a machine', [CART, pods(), istio('WorkloadEntry', 'vm', { address: '10.0.0.1', labels: { app: 'cart' } }), policy(['80'])], 0],
  ['of a headless Service, whose ports nobody translates', [service('cart', { ...CART.spec, clusterIP: 'None' }), pods(), policy(['80'])], 0],
  ['of the pods of another namespace', [CART, pods(), policy(['80'], {}, 'other')], 0],
  ['of a waypoint', [CART, pods(), policy(['80'], { selector: undefined, targetRefs: [{ kind: 'Service', group: '', name: 'cart' }] })], 0],
  ['of a waypoint, by the old field', [CART, pods(), policy(['80'], { selector: undefined, targetRef: { kind: 'Service', group: '', name: 'cart' } })], 0],
  ['of one of two Services', [CART, service('cart', { ports: [{ name: 'http', port: 81 }] }, { name: 'cart-2' }), pods(), policy(['80', '81'])], 1],
  ['in a condition', [CART, pods(), policy([], { rules: [{ when: [{ key: 'destination.port', values: ['80'] }] }] })], 1],
  ['in another condition', [CART, pods(), policy([], { rules: [{ when: [{ key: 'request.headers[x]', values: ['80'] }] }] })], 0],
])('%s', (_, documents, findings) => {
  expect(messages('CDI0243', documents)).toHaveLength(findings);
});

test('of pods that are not known, nothing is said', () => {
  expect(messages('CDI0243', [CART, policy(['80'])], beside(pods()))).toEqual([]);
  const declared = beside({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'other', namespace: 'default' }, spec: { template: { metadata: { labels: { app: 'other' } } } } });
  expect(messages('CDI0243', [CART, pods(), policy(['80'])], declared)).toHaveLength(1);
  expect(messages('CDI0243', [CART, pods(), policy(['80'], { selector: undefined })], declared)).toEqual([]);
});
