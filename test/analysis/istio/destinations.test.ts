import { analyze, beside, found, istio, ports, route, service, virtualService, workload } from '../support';

const REVIEWS = service('reviews');
const to = (host: string, more: object = {}) => virtualService('shop', { http: [route(host, more)] });
const hint = (objects: object[]) => analyze(objects).map(f => f.hint)[0];

describe('hosts of destinations', () => {
  test('are known by their short name in their namespace, and in full everywhere', () => {
    expect(found([REVIEWS, to('reviews')])).toEqual([]);
    expect(found([REVIEWS, to('reviews.default.svc.cluster.local')])).toEqual([]);
    expect(found([REVIEWS, virtualService('shop', { http: [route('reviews.default.svc.cluster.local')] }, 'b')])).toEqual([]);
    expect(found([REVIEWS, virtualService('shop', { http: [route('reviews')] }, 'b')])).toEqual(['IST0101 VirtualService shop spec.http[0].route[0].destination.host']);
  });

  test('are of Services that every cluster has', () => {
    expect(found([to('istiod.istio-system.svc.cluster.local', { port: { number: 15012 } }), istio('DestinationRule', 'api', { host: 'kubernetes.default.svc.cluster.local' })])).toEqual([]);
    expect(found([to('kube-dns.kube-system.svc.cluster.local', { port: { number: 54 } })])).toEqual(['IST0101 VirtualService shop spec.http[0].route[0].destination.host']);
  });

  test('are looked for in every kind of route', () => {
    const spec = {
      http: [{ ...route('a1'), match: [{ port: 80 }], mirror: { host: 'a2' } }, { ...route('reviews'), mirrors: [{ destination: { host: 'reviews' } }, { destination: { host: 'a3' } }] }],
      tcp: [route('a4')],
      tls: [{ match: [{ sniHosts: ['shop'] }], ...route('a5') }],
    };
    expect(found([REVIEWS, virtualService('shop', spec)]).map(f => f.replace('IST0101 VirtualService shop ', ''))).toEqual([
      'spec.tcp[0].route[0].destination.host', 'spec.tls[0].route[0].destination.host', 'spec.http[0].route[0].destination.host',
      'spec.http[0].mirror.host', 'spec.http[1].mirrors[1].destination.host',
    ]);
  });

  test('are seen where they are exported to', () => {
    const hidden = service('reviews', undefined, { annotations: { 'networking.istio.io/exportTo': '., b' } });
    const from = (namespace: string, exportTo?: string[]) => found([hidden, virtualService('shop', { exportTo, http: [route('reviews.default.svc.cluster.local')] }, namespace)]).length;
    expect([from('default'), from('b'), from('c'), from('default', ['*']), from('c', ['b'])]).toEqual([0, 0, 1, 1, 0]);
  });

  test('of ServiceEntries may be taken by a wildcard', () => {
    const entry = (hosts: string[], exportTo?: string[]) => istio('ServiceEntry', 'world', { hosts, exportTo, ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'NONE' }, { namespace: 'b' });
    expect(found([entry(['*.example.com']), to('api.example.com')])).toEqual([]);
    expect(found([entry(['*.example.com']), to('example.com')])).toEqual(['IST0101 VirtualService shop spec.http[0].route[0].destination.host']);
    expect(found([entry(['*.example.com'], ['.']), to('api.example.com')])).toHaveLength(1);
  });

  test('that are not there: the hint says what would be right', () => {
    expect(hint([REVIEWS, to('review')])).toBe('write reviews, which is there');
    expect(hint([REVIEWS, to('reviews.default')])).toBe('write reviews.default.svc.cluster.local: Istio takes a host with a dot as it stands');
    expect(hint([REVIEWS, virtualService('shop', { http: [route('reviews')] }, 'b')])).toBe('Service reviews is in namespace default: write reviews.default.svc.cluster.local');
    expect(hint([service('reviews', undefined, { annotations: { 'networking.istio.io/exportTo': 'b' } }), to('reviews')]))
      .toBe('Service reviews is exported to other namespaces only: correct what it is exported to');
    expect(hint([REVIEWS, to('something')])).toBe('correct the host, or add the Service that it is to name');
    expect(hint([REVIEWS, to('api.example.com')])).toBe('correct the host, or add the ServiceEntry that it is to name');
  });
});

describe('ports of destinations', () => {
  const TWO = service('reviews', { ports: ports(80, 9080) });

  test('must be there, and said if there are several', () => {
    expect(found([TWO, to('reviews', { port: { number: 9080 } })])).toEqual([]);
    expect(found([TWO, to('reviews')])).toEqual(['IST0112 VirtualService shop spec.http[0].route[0].destination.host']);
    expect(found([TWO, to('reviews', { port: { number: 8080 } })])).toEqual(['IST0101 VirtualService shop spec.http[0].route[0].destination.host']);
    expect(hint([TWO, to('reviews')])).toBe('set port.number of the destination to one of 80, 9080');
    expect(hint([TWO, to('reviews', { port: { number: 8080 } })])).toBe('give one of its ports: 80, 9080');
  });

  test('of a Service that is only known to be there are not known', () => {
    const declared = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'reviews', namespace: 'default' } };
    expect(found([to('reviews', { port: { number: 8080 } })], beside(declared))).toEqual([]);
    expect(found([to('reviews', { port: { number: 8080 } }), declared])).toHaveLength(1);
  });
});

describe('subsets of destinations', () => {
  const rule = (host: string, names: string[], namespace?: string) =>
    istio('DestinationRule', 'reviews', { host, subsets: names.map(name => ({ name, labels: { version: name } })) }, { namespace });
  const V1 = workload('reviews-v1', { labels: { app: 'reviews', version: 'v1' } });

  test('are made by DestinationRules, also for wildcards; Istio takes no notice that one of another namespace is of no use', () => {
    const wanted = to('reviews', { subset: 'v1' });
    expect(found([REVIEWS, V1, rule('reviews', ['v1']), wanted])).toEqual([]);
    expect(found([REVIEWS, V1, rule('reviews.default.svc.cluster.local', ['v1'], 'b'), wanted])).toEqual(['CDI0211 VirtualService shop spec.http[0].route[0].destination.subset']);
    expect(found([REVIEWS, V1, rule('*.default.svc.cluster.local', ['v1']), wanted])).toEqual(['IST0174 DestinationRule reviews spec.host']);
    expect(found([REVIEWS, V1, wanted])).toEqual(['IST0101 VirtualService shop spec.http[0].route[0].destination.host']);
  });

  test('that are not there: the hint says what would be right', () => {
    const many = istio('DestinationRule', 'reviews', { host: 'reviews', subsets: ['v1', 'v2', 'v3', 'v4', 'v5', 'stable'].map(name => ({ name })) });
    expect(hint([REVIEWS, V1, many, to('reviews', { subset: 'stabel' })])).toBe('write stable, which is there');
    expect(hint([REVIEWS, V1, rule('reviews', ['v1']), to('reviews', { subset: 'canary' })]))
      .toBe('give one of the subsets that are there (v1), or add canary to the DestinationRule of reviews');
    expect(hint([REVIEWS, to('reviews', { subset: 'v2' })])).toBe('add a DestinationRule with host reviews.default.svc.cluster.local and subset v2, or leave out the subset');
  });

  test('of a DestinationRule that is only known to be there are not known', () => {
    const declared = (spec?: object) => ({ apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'x', namespace: 'default' }, spec });
    const wanted = to('reviews', { subset: 'v1' });
    expect(found([REVIEWS, wanted], beside(declared({ host: 'reviews' })))).toEqual([]);
    expect(found([REVIEWS, wanted], beside(declared()))).toEqual([]);
    expect(found([REVIEWS, wanted], beside(declared({ host: 'ratings' })))).toHaveLength(1);
  });
});
