/**
 * Gateways on old kernels: what istiod's real webhook makes of a gateway's Pod, with its own template and with the patched
 * one, and what istiod deploys for a Gateway with and without the options ConfigMap.
 */
import * as fs from 'fs';
import * as path from 'path';
import { Manifest, title } from '../../cluster/manifest';
import { istioManifests } from '../../mesh/istio-manifests';
import { ask } from '../../requests/ask';
import { waitFor } from '../../system/wait';
import { Plan } from '../plan';
import { Stage } from '../stage';

const SYSCTL = 'net.ipv4.ip_unprivileged_port_start';
const NAMESPACE = 'istio-ingress';

/** The users' texts leave these names to the reader. */
const PLACEHOLDER = /<[a-z-]+>/;

export const gatewayInjection: Plan = {
  fragment: ({ metadata }) => PLACEHOLDER.test(`${metadata.name} ${metadata.namespace}`) ? [`namespaces "${metadata.namespace}" not found`] : undefined,
  fixtures: () => [{ manifests: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } }, ...application()] }],
  checks: [
    { name: 'injected with istiod\'s own template: the proxy and the sysctl', run: stage => injected(stage, true) },
    { name: 'the injected gateway serves HTTPS: its Role lets it have the certificate', run: servesHttps },
    { name: 'injected with the template of the merge patch: the proxy and no sysctl', run: stage => injectedWith(stage, mergePatch(stage)) },
    { name: 'injected with the template of the Istio resource: the proxy and no sysctl', run: stage => injectedWith(stage, istioResource(stage)) },
    { name: 'deployed by istiod for a Gateway: the sysctl', run: stage => deployedForGateway(stage, false) },
    { name: 'deployed by istiod for a Gateway with the options ConfigMap: no sysctl', run: stage => deployedForGateway(stage, true) },
  ],
};

/** The Deployment that asks for the gateway template. */
function gatewayDeployment(stage: Stage): Manifest {
  const found = stage.example.files.flatMap(file => file.manifests)
    .find(one => ['Deployment', 'DaemonSet'].includes(one.kind) && one.spec.template.metadata.annotations?.['inject.istio.io/templates'] === 'gateway');
  if (!found) { throw new Error('the example has no Deployment whose Pods have the annotation inject.istio.io/templates: gateway'); }
  return found;
}

/** What a Pod of the Deployment comes back as from the API server, its webhooks included. */
async function throughWebhook(stage: Stage, { metadata, spec }: Manifest): Promise<Manifest> {
  const namespace = metadata.namespace ?? 'default';
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { ...spec.template.metadata, name: `${metadata.name}-probe` }, spec: spec.template.spec };
  return stage.main.api.call('POST', `/api/v1/namespaces/${namespace}/pods?dryRun=All`, pod);
}

const sysctlsOf = (spec: any): string[] => (spec.securityContext?.sysctls ?? []).map((one: any) => one.name);

function checkProxy(pod: Manifest): void {
  const proxy = pod.spec.containers.find((container: any) => container.name === 'istio-proxy');
  if (!proxy) { throw new Error(`Pod ${pod.metadata.name} came back without a container istio-proxy`); }
  if (proxy.image === 'auto' || !proxy.args?.includes('router')) { throw new Error(`Pod ${pod.metadata.name} was not injected: image ${proxy.image}, args ${JSON.stringify(proxy.args)}`); }
}

/** Both the probe and the Pods that the controllers made. */
async function injected(stage: Stage, withSysctl: boolean): Promise<string> {
  const deployment = gatewayDeployment(stage);
  const pods = await podsOf(stage, deployment);
  if (pods.length === 0) { throw new Error(`${title(deployment)} has no Pods`); }
  for (const pod of [await throughWebhook(stage, deployment), ...pods]) {
    checkProxy(pod);
    const sysctls = sysctlsOf(pod.spec);
    if (sysctls.includes(SYSCTL) !== withSysctl) { throw new Error(`Pod ${pod.metadata.name} should ${withSysctl ? '' : 'not '}have the sysctl ${SYSCTL}, it has ${JSON.stringify(sysctls)}`); }
  }
  return `${pods.length} Pods of ${title(deployment)}`;
}

interface IstioSpec {
  readonly spec: { readonly values: Record<string, any> };
}

const mergePatch = (stage: Stage): IstioSpec => JSON.parse(fs.readFileSync(path.join(stage.example.folder, 'dist', 'istio-template-patch.json'), 'utf8'));

function istioResource(stage: Stage): IstioSpec {
  const found = stage.example.files.flatMap(file => file.manifests).find(({ apiVersion, kind }) => apiVersion.startsWith('sailoperator.io/') && kind === 'Istio');
  if (!found) { throw new Error('the example has no resource of kind Istio'); }
  return found as Manifest & IstioSpec;
}

/** As Sail's operator does it: the values of the Istio resource, patched or not, end up in Istio's Helm chart. */
async function injectedWith(stage: Stage, { spec }: IstioSpec): Promise<string> {
  const deployment = gatewayDeployment(stage);
  const injectors = (values?: Record<string, any>) => istioManifests(stage.tools, stage.folder, values)
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'istio-sidecar-injector');
  const install = async (manifests: Manifest[], withSysctl: boolean) => {
    for (const manifest of manifests) { await stage.main.api.apply(manifest, { lax: true }); }
    await waitFor('istiod to use the template', 30, async () => sysctlsOf((await throughWebhook(stage, deployment)).spec).includes(SYSCTL) === withSysctl);
  };
  const before = await throughWebhook(stage, deployment);
  await install(injectors(spec.values), false);
  try {
    const changed = differences(comparable(before), comparable(await throughWebhook(stage, deployment)));
    if (changed.length > 0) { throw new Error(`the template should change nothing but the sysctls, it changes\n${changed.join('\n')}`); }
    await replacePods(stage, deployment);
    return await injected(stage, false);
  } finally {
    await install(injectors(), true);
  }
}

/** A Pod without its sysctls, and without what differs from one answer of the API server to the next. */
function comparable({ metadata: { labels, annotations }, spec }: Manifest): object {
  const { sysctls, ...securityContext } = spec.securityContext;
  const pod = { labels, annotations, spec: { ...spec, securityContext } };
  // a divisor of 0 is one of 1
  return JSON.parse(JSON.stringify(pod).replaceAll(/kube-api-access-\w+/g, 'kube-api-access').replaceAll('"divisor":"1"', '"divisor":"0"'));
}

/** Paths at which two values differ. */
function differences(left: any, right: any, at = ''): string[] {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return left === right ? [] : [`${at}: ${JSON.stringify(left)} became ${JSON.stringify(right)}`];
  }
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap(key => differences(left[key], right[key], `${at}/${key}`));
}

async function replacePods(stage: Stage, deployment: Manifest): Promise<void> {
  const before = await podsOf(stage, deployment);
  for (const pod of before) { await stage.main.api.delete({ ...pod, apiVersion: 'v1', kind: 'Pod' }); }
  const old = new Set(before.map(pod => pod.metadata.uid));
  await waitFor(`new Pods of ${title(deployment)}`, 30, async () => {
    const now = await podsOf(stage, deployment);
    return now.length > 0 && now.every(pod => !old.has(pod.metadata.uid));
  });
}

function podsOf(stage: Stage, { metadata, spec }: Manifest): Promise<Manifest[]> {
  const selector = Object.entries(spec.selector.matchLabels).map(([key, value]) => `${key}=${value}`).join(',');
  return stage.main.api.list(`/api/v1/namespaces/${metadata.namespace ?? 'default'}/pods?labelSelector=${encodeURIComponent(selector)}`);
}

/** A certificate in the gateway's namespace reaches Envoy only if the gateway's ServiceAccount may read Secrets there. */
function servesHttps(stage: Stage): Promise<string> {
  const deployment = gatewayDeployment(stage);
  const namespace = deployment.metadata.namespace ?? 'default';
  const pem = (file: string) => fs.readFileSync(path.join(stage.main.folder, file), 'utf8');
  const host = 'secure.example.com';
  return stage.with([
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'secure', namespace }, type: 'kubernetes.io/tls', stringData: { 'tls.crt': pem('apiserver.crt'), 'tls.key': pem('apiserver.key') } },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'secure', namespace },
      spec: {
        selector: deployment.spec.selector.matchLabels,
        servers: [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: [host], tls: { mode: 'SIMPLE', credentialName: 'secure' } }],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'secure', namespace },
      spec: { hosts: [host], gateways: ['secure'], http: [{ route: [{ destination: { host: 'echo.default.svc.cluster.local' } }] }] },
    },
  ], () => ask(stage, {
    name: 'https', through: { gateway: `${namespace}/secure` }, scheme: 'https', host, expect: { status: 200, destinations: [{ service: 'default/echo' }] },
  }));
}

/** @param withOptions as the users' text has it, else the same Gateway without `parametersRef` */
function deployedForGateway(stage: Stage, withOptions: boolean): Promise<string> {
  const name = withOptions ? 'with-options' : 'without-options';
  const named = stage.example.files.flatMap(file => file.manifests).filter(manifest => gatewayInjection.fragment!(manifest))
    .map(manifest => JSON.parse(JSON.stringify(manifest).replaceAll('<your-gateway-namespace>', NAMESPACE).replaceAll('<your-gateway-name>', name)) as Manifest);
  const gateway = named.find(one => one.kind === 'Gateway');
  if (!gateway) { throw new Error('the example has no Gateway <your-gateway-namespace>/<your-gateway-name>'); }
  const { infrastructure, ...rest } = gateway.spec;
  const completed = { ...gateway, spec: { gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }], ...rest, ...withOptions ? { infrastructure } : {} } };
  return stage.with([...named.filter(one => one !== gateway), completed], async () => {
    const deployment = await waitFor(`istiod to deploy ${name}-istio`, 30, () => stage.main.api.tryGet(`/apis/apps/v1/namespaces/${NAMESPACE}/deployments/${name}-istio`));
    const sysctls = sysctlsOf(deployment.spec.template.spec);
    if (sysctls.includes(SYSCTL) === withOptions) { throw new Error(`${title(deployment)} should ${withOptions ? 'not ' : ''}have the sysctl ${SYSCTL}, it has ${JSON.stringify(sysctls)}`); }
    return `${title(deployment)} has sysctls ${JSON.stringify(sysctls)}`;
  });
}

/** What the gateway's requests end at. */
function application(): Manifest[] {
  const labels = { app: 'echo' };
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'echo' }, spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 8080 }] } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'echo' },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'echo', image: 'echo' }] } } },
    },
  ];
}
