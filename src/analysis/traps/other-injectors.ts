import { Pods } from '../../manifests';
import { Mesh } from '../mesh';

/** Which templates Istio is to inject; `sidecar` is the one that it takes where nothing is said. */
const TEMPLATES = 'inject.istio.io/templates';

/** What Istio's own template, whose ports are known, goes by. */
const OF_ISTIO = /^(sidecar\.istio\.io\/|istio-injection$)/;

/** Injectors name their marks after what they do, as in `linkerd.io/inject` and `vault.hashicorp.com/agent-inject`; Dapr does not. */
const ASKS = /inject|^dapr\.io\/enabled$/i;
const REFUSES = /^(false|disabled|no|n|off|0|)$/i;

type Marks = { readonly [key: string]: unknown };

/** Whether pods ask, by a label or an annotation of their own or of their namespace, an injector for containers of which nothing is known. */
export function asksOtherInjectors({ manifests }: Mesh, { workload, labels, annotations }: Pods): boolean {
  const namespace = manifests.find('', 'Namespace', manifests.namespaceOf(workload));
  return [labels, annotations, namespace?.labels ?? {}, namespace?.annotations ?? {}].some(asks);
}

function asks(marks: Marks): boolean {
  return Object.entries(marks).some(([key, value]) =>
    ASKS.test(key) && !OF_ISTIO.test(key) && !REFUSES.test(String(value)) && !(key === TEMPLATES && value === 'sidecar'));
}
