import { CheckOptions } from '../../../src/check';
import { analyze, beside, found, istio, service, workload } from '../support';

const REVIEWS = service('reviews');
const V1 = workload('reviews-v1', { labels: { app: 'reviews', version: 'v1' } }, { namespace: 'elsewhere' });
const rule = (labels: object, host = 'reviews') => istio('DestinationRule', 'reviews', { host, subsets: [{ name: 'one', labels }] });
const ofRule = (objects: object[], options?: CheckOptions) => found(objects, options).filter(f => f.includes('DestinationRule')).map(f => f.replace('DestinationRule reviews ', ''));

describe('subsets and their pods', () => {
  test('pods may be of any workload', () => {
    expect(ofRule([REVIEWS, V1, rule({ version: 'v1' })])).toEqual([]);
    expect(ofRule([REVIEWS, V1, rule({ version: 'v2' })])).toEqual(['IST0173 spec.subsets[0]']);
  });

  test('those of the pods there are shown', () => {
    const hint = (...objects: object[]) => analyze([service('reviews'), ...objects, rule({ version: 'v2' })]).find(f => f.code === 'IST0173')!.hint;
    expect(hint(V1)).toBe('correct the labels, or add a workload whose pods have them');
    expect(hint({ ...V1, metadata: { name: 'reviews-v1', namespace: 'default' } })).toBe('correct the labels (its pods have version=v1), or add a workload whose pods have them');
  });

  test('a subset without a name is not named', () => {
    const nameless = istio('DestinationRule', 'reviews', { host: 'reviews', subsets: [{ labels: { version: 'v2' } }] });
    expect(analyze([REVIEWS, V1, nameless])[0].message).toContain('subset without a name of reviews has no pods');
  });

  test('labels that only a cluster gives are taken to be there', () => {
    expect(ofRule([REVIEWS, V1, rule({ 'version': 'v1', 'topology.kubernetes.io/zone': 'z', 'statefulset.kubernetes.io/pod-name': 'reviews-0' })])).toEqual([]);
    expect(ofRule([REVIEWS, V1, rule({ 'version': 'v2', 'topology.kubernetes.io/zone': 'z' })])).toHaveLength(1);
  });

  test('where a pod runs on a node that is known, the node says where', () => {
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n', labels: { 'topology.kubernetes.io/zone': 'z' } } };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'default', labels: { app: 'reviews' } }, spec: { nodeName: 'n', containers: [{ name: 'app', image: 'app' }] } };
    const at = (labels: object) => ofRule([REVIEWS, node, pod, rule({ app: 'reviews', ...labels })]).length;
    expect([at({ 'topology.kubernetes.io/zone': 'z' }), at({ 'topology.kubernetes.io/zone': 'y' }), at({ 'kubernetes.io/hostname': 'n' }), at({ 'kubernetes.io/hostname': 'm' })])
      .toEqual([0, 1, 0, 1]);
  });

  test('machines and listed addresses are as good as pods', () => {
    const entry = (more: object) => istio('ServiceEntry', 'db', { hosts: ['db.local'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'STATIC', ...more });
    const machine = istio('WorkloadEntry', 'vm', { address: '10.0.0.1', labels: { app: 'db', version: 'v1' } });
    expect(ofRule([entry({ endpoints: [{ address: '10.0.0.1', labels: { version: 'v1' } }] }), rule({ version: 'v1' }, 'db.local')])).toEqual([]);
    expect(ofRule([entry({ workloadSelector: { labels: { app: 'db' } } }), machine, rule({ version: 'v1' }, 'db.local')])).toEqual([]);
    expect(ofRule([entry({ workloadSelector: { labels: { app: 'x' } } }), machine, V1, rule({ version: 'v1' }, 'db.local')])).toEqual(['IST0173 spec.subsets[0]']);
  });

  test('of a Service that is only known to be there, nothing is said', () => {
    expect(ofRule([rule({ version: 'v9' })], beside({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'reviews', namespace: 'default' } }))).toEqual([]);
    expect(ofRule([rule({ version: 'v9' }, 'istiod.istio-system.svc.cluster.local')])).toEqual([]);
  });

  test('of a host that is not there, the host is said', () => {
    expect(ofRule([rule({ version: 'v9' })])).toEqual(['IST0174 spec.host']);
  });

  const declaring = (...hosts: string[]) => istio('ServiceEntry', 'se', { hosts, ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'NONE' });
  const ofHost = (host: string, ...objects: object[]) => analyze([...objects, istio('DestinationRule', 'all', { host })]).find(f => f.code === 'IST0174')?.message;

  test.each([
    ['*.default.svc.cluster.local', REVIEWS, 'Service default/reviews'],
    ['*.example.com', declaring('a.example.com'), 'ServiceEntry default/se'],
    ['*.com', declaring('*.example.com'), 'ServiceEntry default/se'],
  ])('a wildcard %s that nobody declares is said to take what it takes, as istioctl warns of it', (host, object, taken) => {
    expect(ofHost(host, object)).toContain(`no ServiceEntry declares the host ${host}, so istioctl takes it for unknown; proxies apply the rule to all hosts that it takes, such as that of ${taken}`);
  });

  test.each([
    ['*', ', such as that of Service default/reviews'],
    ['*.istio-system.svc.cluster.local', ''],
  ])('what is only taken for granted is no example of what a wildcard %s takes', (host, example) => {
    expect(ofHost(host, REVIEWS)).toMatch(new RegExp(`proxies apply the rule to all hosts that it takes${example}$`));
  });

  test('a wildcard that takes nothing is said to be for no traffic', () => {
    expect(ofHost('*.other.svc.cluster.local', REVIEWS)).toContain('so the rule is for no traffic');
    const hidden = { ...declaring('a.example.com'), spec: { ...declaring('a.example.com').spec, exportTo: ['elsewhere'] } };
    expect(ofHost('*.example.com', hidden)).toContain('so the rule is for no traffic');
    expect(ofHost('shop', REVIEWS)).toContain('so the rule is for no traffic');
  });

  test('a wildcard is there if a ServiceEntry declares it, or a wider one', () => {
    expect(ofHost('*.example.com', declaring('*.example.com'))).toBeUndefined();
    expect(ofHost('*.a.example.com', declaring('*.example.com'))).toBeUndefined();
  });
});

describe('certificates of servers', () => {
  const tls = (trafficPolicy: object, more: object = {}) => ofRule([REVIEWS, istio('DestinationRule', 'reviews', { host: 'reviews', trafficPolicy, ...more })]);

  test('are looked at if it is said by what', () => {
    expect(tls({ tls: { mode: 'SIMPLE' } })).toEqual(['IST0128 spec.trafficPolicy.tls.caCertificates']);
    expect(tls({ tls: { mode: 'MUTUAL', credentialName: 'c' } })).toEqual(['IST0128 spec.trafficPolicy.tls.caCertificates']);
    expect(tls({ tls: { mode: 'SIMPLE', caCertificates: '/ca.pem' } })).toEqual([]);
    expect(tls({ tls: { mode: 'ISTIO_MUTUAL' } })).toEqual([]);
    expect(tls({ tls: { mode: 'SIMPLE', credentialName: 'c' } }, { workloadSelector: { matchLabels: { app: 'x' } } })).toEqual([]);
  });

  test('are looked at for each port', () => {
    expect(tls({ portLevelSettings: [{ port: { number: 80 } }, { port: { number: 443 }, tls: { mode: 'SIMPLE' } }] }))
      .toEqual(['IST0129 spec.trafficPolicy.portLevelSettings[1].tls.caCertificates']);
  });
});
