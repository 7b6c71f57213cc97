import { analyze, beside, found, foundOf, gateway, workload } from '../support';

const POD = workload('edge', { labels: { istio: 'edge', app: 'edge' } }, { namespace: 'b' });
const balancer = (ports: { port: number; [field: string]: unknown }[] | undefined, selector: object | undefined = { istio: 'edge' }, namespace = 'b') =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'edge', namespace }, spec: { selector, ports: ports?.map(port => ({ name: 'http', ...port })) } });
const at = (number: number, selector: object = { istio: 'edge' }) => gateway('web', ['x.com'], { selector, server: { port: { number, name: 'http', protocol: 'HTTP' } } });

test('a Gateway has pods, in any namespace', () => {
  expect(found([POD, balancer([{ port: 80 }]), at(80)])).toEqual([]);
  expect(found([at(80, { istio: 'edge', app: 'x' })])).toEqual(['IST0101 Gateway web spec.selector.app']);
  expect(analyze([POD, balancer([{ port: 80 }]), at(80, { istio: 'egde' })])[0].hint).toBe('write istio: edge, which pods have');
  // what leaves the mesh does not go through the ingress gateway
  expect(analyze([at(80, { istio: 'egressgateway' })])[0].hint).not.toContain('write istio: ingressgateway');
});

test('a Service of the pods has the port, or passes on to it', () => {
  const missing = (number: number, ports: Parameters<typeof balancer>[0], selector?: object, namespace?: string) =>
    foundOf('IST0162', [POD, balancer(ports, selector, namespace), at(number)]).length;
  expect([missing(80, [{ port: 80 }]), missing(8080, [{ port: 80, targetPort: 8080 }]), missing(80, [{ port: 80, targetPort: 8080 }]), missing(80, [{ port: 80, targetPort: 'http' }])])
    .toEqual([0, 0, 0, 0]);
  expect([missing(81, [{ port: 80 }]), missing(80, [{ port: 80, protocol: 'UDP' }]), missing(80, [{ port: 80 }], { app: 'x' }), missing(80, [{ port: 80 }], undefined, 'a'), missing(80, undefined)])
    .toEqual([1, 1, 1, 1, 1]);
  expect(found([POD, balancer([{ port: 80 }]), at(81)])).toEqual(['IST0162 Gateway web spec.selector.istio']);
});

test('of a Service whose ports are not known, nothing is said', () => {
  expect(found([POD, at(81)], beside(balancer(undefined)))).toEqual([]);
});

test('Istio\'s own ingress gateway is there', () => {
  const istios = (number: number, selector?: object) => found([gateway('web', ['x.com'], { selector, server: { port: { number, name: 'http', protocol: 'HTTP' } } })]);
  expect(istios(80)).toEqual([]);
  // as Istio's samples have it: the port of its pods, and the other of their labels
  expect(istios(8080)).toEqual([]);
  expect(istios(80, { app: 'istio-ingressgateway' })).toEqual([]);
  expect(istios(9443)).toEqual(['IST0162 Gateway web spec.selector.istio']);
});

test('a port that it lacks is told as one of what is taken for granted, unless its Service is known', () => {
  const web = gateway('web', ['x.com'], { server: { port: { number: 9080, name: 'http', protocol: 'HTTP' } } });
  const own = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'istio-ingressgateway', namespace: 'istio-system' }, spec: { selector: { istio: 'ingressgateway' }, ports: [{ port: 80 }] } };
  const [granted] = analyze([web]);
  expect(granted.message).toContain('the manifests hold none, and the one that Istio installs by default has other ports');
  expect(granted.hint).toContain('listen on one of those (80, 443, 8080, 8443, 15021, 15443, 31400), or, if the Service of your gateway has port 9080');
  const [known] = analyze([web], beside(own));
  expect(known.message).toContain('no Service of its pods (istio=ingressgateway) has');
  expect(known.hint).toBe('give the Service port 9080, or listen on one that it has: 80');
});
