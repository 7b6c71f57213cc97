import { example } from '../example';
import { CART } from '../example-manifests';
import { Explanation } from '../explanation';

const namespace = (labels: string) => `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    ${labels}
`;

const annotated = (annotation: string) => CART.replace('        app: cart\n', `        app: cart
      annotations:
        ${annotation}
`);

export const ISTIO_NAMESPACE_EXPLANATIONS: readonly Explanation[] = [
  example('IST0102',
    'Pods in a namespace without a label for injection get no sidecar: routes, mTLS and policies do not reach them. A namespace where that is meant can say so.',
    namespace('team: shop'), ['team: shop', 'team: shop\n    istio-injection: enabled']),
  example('IST0123',
    'Each of the labels asks for something else: sidecars of the default installation, sidecars of a revision, or ambient mode. istio-injection goes before the others, which do nothing then.',
    namespace('istio-injection: enabled\n    istio.io/rev: canary'), ['istio-injection: enabled\n    ', '']),
  example('IST0148',
    'Istio is installed so that it injects into every namespace that does not refuse. A namespace without a label is injected, which nobody sees who reads its manifest.',
    `apiVersion: v1
kind: ConfigMap
metadata:
  name: istio-sidecar-injector
  namespace: istio-system
data:
  values: '{ "sidecarInjectorWebhook": { "enableNamespacesByDefault": true } }'
---
${namespace('team: shop')}`, ['team: shop', 'team: shop\n    istio-injection: enabled']),
  example('IST0107',
    'Istio reads most annotations from pods. On the Deployment itself, beside the template, they are taken without complaint and do nothing.',
    CART.replace('  namespace: shop\n', '  namespace: shop\n  annotations:\n    sidecar.istio.io/proxyCPU: 100m\n'),
    ['  annotations:\n    sidecar.istio.io/proxyCPU: 100m\n', ''], ['        app: cart\n', '        app: cart\n      annotations:\n        sidecar.istio.io/proxyCPU: 100m\n']),
  example('IST0108',
    'The annotation has a prefix of Istio\'s, but Istio reads none of that name, so it does nothing. Upper and lower case count.',
    annotated('sidecar.istio.io/proxyCpu: 100m'), ['proxyCpu', 'proxyCPU']),
  example('IST0125',
    'Injection refuses pods with an annotation whose value it cannot read: the Deployment makes no pods, and its ReplicaSet says why.',
    annotated('traffic.sidecar.istio.io/excludeOutboundPorts: "5432,db"'), ['"5432,db"', '"5432"']),
  example('IST0135',
    'The annotation still works and will be dropped in a version to come.',
    annotated('sidecar.istio.io/inject: "true"'), ['app: cart\n      annotations:\n        sidecar.istio.io/inject', 'app: cart\n        sidecar.istio.io/inject']),
];
