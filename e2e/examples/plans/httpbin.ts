import { Manifest } from '../../cluster/manifest';
import { gatewayFixture } from '../../fixtures/gateway';
import { ask } from '../../requests/ask';
import { sendMany } from '../../requests/send';
import { waitFor } from '../../system/wait';
import { Plan } from '../plan';
import { Stage } from '../stage';

const HOST = 'httpbin.example.com';

export const httpbin: Plan = {
  fragment: manifest => isFragment(manifest) ? ['spec.gatewayClassName: Required', 'spec.listeners: Required'] : undefined,
  fixtures: files => [{
    manifests: [
      ...gatewayFixture({ name: 'ingress', namespace: 'istio-gateways', labels: { app: 'ingress' }, ports: [{ name: 'http', port: 80 }] }),
      ...files.some(({ kind, metadata }) => kind === 'Service' && metadata.name === 'httpbin') ? [] : application(),
    ],
  }],
  checks: [
    { name: 'the fragment with a host name, completed: a gateway deployed by hand answers', run: gatewayByHand },
    { name: 'the fragment with an IP address, completed: the gateway answers there', run: gatewayByAddress },
  ],
};

/** What the routes end at, where the example leaves it to the reader. */
function application(): Manifest[] {
  const labels = { app: 'httpbin' };
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'httpbin' }, spec: { selector: labels, ports: [{ name: 'http', port: 8000, targetPort: 8080 }] } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'httpbin' },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'httpbin', image: 'httpbin' }] } } },
    },
  ];
}

const isFragment = ({ apiVersion, kind, spec }: Manifest) => apiVersion.startsWith('gateway.networking.k8s.io/') && kind === 'Gateway' && !spec.gatewayClassName;

/** The fragment with what it lacks, and a route to httpbin through it. */
function completed(stage: Stage, addressType: string): Manifest[] {
  const fragment = stage.example.files.flatMap(file => file.manifests).find(one => isFragment(one) && one.spec.addresses?.[0].type === addressType);
  if (!fragment) { throw new Error(`the example has no Gateway with an address of type ${addressType}`); }
  // Istio lets a Gateway name a Service of its own namespace only
  const namespace = addressType === 'Hostname' ? fragment.spec.addresses[0].value.split('.')[1] : fragment.metadata.namespace ?? 'default';
  const listener = { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } };
  const gateway = { ...fragment, metadata: { ...fragment.metadata, namespace }, spec: { ...fragment.spec, gatewayClassName: 'istio', listeners: [listener] } };
  const route = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'completed', namespace: 'default' },
    spec: { parentRefs: [{ name: fragment.metadata.name, namespace }], hostnames: [HOST], rules: [{ backendRefs: [{ name: 'httpbin', port: 8000 }] }] },
  };
  return [gateway, route];
}

function gatewayByHand(stage: Stage): Promise<string> {
  const manifests = completed(stage, 'Hostname');
  const { name, namespace } = manifests[0].metadata;
  return stage.with(manifests, async () => {
    const says = await ask(stage, {
      name: 'by hand', through: { gateway: `${namespace}/${name}` }, host: HOST, path: '/get', expect: { status: 200, destinations: [{ service: 'default/httpbin', port: 8000 }] },
    });
    const made = await stage.main.api.tryGet(`/apis/apps/v1/namespaces/${namespace}/deployments/${name}-istio`);
    if (made) { throw new Error(`Istio should have deployed nothing, it made Deployment ${namespace}/${name}-istio`); }
    return says;
  });
}

function gatewayByAddress(stage: Stage): Promise<string> {
  const manifests = completed(stage, 'IPAddress');
  const { name, namespace } = manifests[0].metadata;
  const address = manifests[0].spec.addresses[0].value;
  return stage.with(manifests, async () => {
    await waitFor(`an answer of 200 at ${address}`, 30, async () => {
      const [hit] = await sendMany({ address, port: 80, scheme: 'http', method: 'GET', path: '/get', headers: { host: HOST } }, 1);
      if (hit.status !== 200) { throw new Error(hit.error ?? `got ${hit.status}`); }
      return true;
    }, () => stage.complaints().join('\n'));
    const service = await stage.main.api.tryGet(`/api/v1/namespaces/${namespace}/services/${name}-istio`);
    return `Service ${namespace}/${name}-istio at ${service?.status?.loadBalancer.ingress[0].ip}`;
  });
}
