import * as fc from 'fast-check';
import { describeWithIstio, IstioMessage } from './istio-oracle';
import { mesh, meshAsYaml } from './meshes';
import { check } from '../../src/check';
import { Finding, Manifests } from '../../src/manifests';

const RUNS = Number(process.env.RUNS ?? 300);

/** The codes that are compared. Whoever adds rules adds their codes, and their kinds to `meshes.ts`. */
const CODES = new Set([
  'IST0101', 'IST0109', 'IST0112', 'IST0128', 'IST0129', 'IST0130', 'IST0131', 'IST0132', 'IST0138', 'IST0140', 'IST0145', 'IST0149',
  'IST0161', 'IST0162', 'IST0165', 'IST0166', 'IST0173', 'IST0174',
]);

/** Codes for which Istio points at the line of a field, which must be ours. For others it points at the whole object. */
const WITH_LINE = new Set(['IST0101', 'IST0109', 'IST0112', 'IST0132', 'IST0138', 'IST0161', 'IST0162', 'IST0165']);

const ours = ({ code, severity, manifest, path, steps }: Finding): string => {
  const line = WITH_LINE.has(code) && !path.includes('mirrors') ? manifest.line(steps) : manifest.line();
  return `${code} ${severity} ${manifest.kind} ${manifest.namespace}/${manifest.name} :${line}`;
};

const theirs = ({ code, level, origin, reference }: IstioMessage): string => `${code} ${level.toLowerCase()} ${origin} ${reference?.replace(/^.*:/, ':')}`;

/*
 * Where ours is to differ from istioctl, as it is wrong, random or blind there, `meshes.ts` makes no such mesh:
 * - IST0145 of three or more Gateways, and of several servers of one port in a Gateway
 * - IST0101 and IST0161 of credentials for Gateways with pods in several namespaces: we complain if it is in none of them
 * - IST0101 of subsets: a DestinationRule for a wildcard, or in another namespace for a host outside of the cluster, makes them, too
 * - IST0101 of mirrors, for which it looks for a wrong path and so merges those of one host
 * - IST0101 of VirtualServices that name a Gateway of Gateway API, which later releases of Istio find
 * - IST0101 of Sidecars and policies without any workload in the manifests, where those that they select may be in the cluster
 * - IST0112 and ports of several ServiceEntries for one host, of which it takes any
 * - IST0173: addresses of ServiceEntries and WorkloadEntries are as good as pods, and labels that only a cluster gives are taken to be there
 * - IST0162 of ports without a protocol, which the API server makes TCP, and of the ports to which Istio's own ingress gateway passes on
 * - IST0130 and IST0131 of rules with the same name, which it merges; we say of at most ten what they are at odds with
 */
describeWithIstio('istioctl analyze, with a cluster that holds a mesh', oracle => {
  test('says the same of the same mesh, at the same lines', () => {
    const meshes = fc.sample(mesh, { numRuns: RUNS, seed: Number(process.env.FAST_CHECK_SEED ?? 5) }).map(meshAsYaml);
    const seen = new Set<string>();
    oracle.analyze(meshes.map(({ withPods }) => ({ yaml: withPods }))).forEach(({ messages, error }, i) => {
      const { manifests } = meshes[i];
      const wanted = messages.filter(m => CODES.has(m.code)).map(theirs).sort();
      const found = check(Manifests.fromYaml(manifests), { only: ['analysis'] }).findings.filter(f => CODES.has(f.code)).map(ours).sort();
      expect({ manifests, error, found }).toEqual({ manifests, error: undefined, found: wanted });
      for (const { code } of messages) { seen.add(code); }
    });
    expect([...CODES].filter(code => !seen.has(code))).toEqual([]);
  }, 60_000 + RUNS * 200);

  test('knows the same wildcards of DestinationRules', () => {
    const hosts = ['cart', '*.shop.svc.cluster.local', '*.svc.cluster.local', '*.local', '*', '*cart.shop.svc.cluster.local', '*.example.com', '*.a.example.com', '*.com', '*.wild.com', '*.a.wild.com'];
    const declared = JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace: 'shop' }, spec: { ports: [{ name: 'http', port: 80 }] } })
      + ['a.example.com', '*.wild.com'].map((host, i) => '\n---\n' + JSON.stringify({
        apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: `se-${i}`, namespace: 'shop' }, spec: { hosts: [host], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }] },
      })).join('');
    const yamls = hosts.flatMap(host => ['shop', 'istio-system'].map(namespace =>
      `${declared}\n---\n${JSON.stringify({ apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'r', namespace }, spec: { host } })}`));
    const known = (codes: { readonly code: string }[]) => !codes.some(({ code }) => code === 'IST0174');
    const wanted = oracle.analyze(yamls.map(yaml => ({ yaml }))).map(({ messages }) => known(messages));
    expect(yamls.map(yaml => known([...check(Manifests.fromYaml(yaml), { only: ['analysis'] }).findings]))).toEqual(wanted);
    expect(new Set(wanted)).toEqual(new Set([true, false]));
  });
});
