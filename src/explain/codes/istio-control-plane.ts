import { example } from '../example';
import { Explanation } from '../explanation';

const webhook = (kind: string, name: string, client: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}
metadata:
  name: ${name}
webhooks:
- name: namespace.sidecar-injector.istio.io
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig:
    ${client}
  namespaceSelector:
    matchLabels:
      istio-injection: enabled
`;

const ISTIOD = `apiVersion: v1
kind: Service
metadata:
  name: istiod
  namespace: istio-system
spec:
  selector:
    app: istiod
  ports:
  - name: https-webhook
    port: 443
`;

export const ISTIO_CONTROL_PLANE_EXPLANATIONS: readonly Explanation[] = [
  example('IST0002',
    'The field or kind still exists in some versions and will be dropped, or is passed over already. What replaces it does the same.',
    `apiVersion: v1
kind: Service
metadata:
  name: ratings
spec:
  selector:
    app: ratings
  ports:
  - name: http
    port: 9080
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ratings
spec:
  hosts: [ratings]
  http:
  - fault:
      delay:
        percent: 10
        fixedDelay: 5s
    route:
    - destination:
        host: ratings
`, ['percent: 10', 'percentage:\n          value: 10']),
  example('IST0139',
    'Two webhooks that take the same pods inject them twice; one that asks a Service that is not there keeps its pods from being created. Both are what an uninstalled revision leaves behind.',
    `${ISTIOD}---\n${webhook('MutatingWebhookConfiguration', 'istio-sidecar-injector', 'service: { name: istiod-canary, namespace: istio-system }')}`,
    ['istiod-canary', 'istiod']),
  example('IST0158',
    'Pods keep the proxy with which they were created. After an upgrade of the control plane they run the old one until they are restarted, without its fixes, and one day it is too old for istiod.',
    `apiVersion: v1
kind: ConfigMap
metadata:
  name: istio-sidecar-injector
  namespace: istio-system
data:
  values: '{ "global": { "hub": "docker.io/istio", "tag": "1.31.0", "proxy": { "image": "proxyv2" } } }'
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
spec:
  containers:
  - name: cart
    image: shop/cart:1.0
  - name: istio-proxy
    image: docker.io/istio/proxyv2:1.29.0
`, ['1.29.0', '1.31.0']),
  example('IST0163',
    'The webhook names nothing that the API server could ask, or a URL that is none. Pods are created without sidecars or not at all, as its failurePolicy says.',
    webhook('MutatingWebhookConfiguration', 'istio-sidecar-injector', 'url: "https://istiod.example.com:15017:inject"'), [':15017:inject', ':15017/inject']),
  example('IST0164',
    'The control plane outside the cluster is reached at an IP address. It changes when the load balancer does, and then no pod gets a sidecar; a hostname stays, and certificates are made for it.',
    webhook('MutatingWebhookConfiguration', 'istio-sidecar-injector', 'url: https://203.0.113.7:15017/inject'), ['203.0.113.7', 'istiod.example.com']),
  example('IST0171',
    'A controller has looked at the object and says in its status that it cannot do what is asked for. It comes for objects read from a cluster only.',
    `${ISTIOD}status:
  conditions:
  - type: istio.io/WaypointBound
    status: "False"
    reason: AttachedWaypointMissing
    message: waypoint istio-system/waypoint does not exist
`, ['status: "False"', 'status: "True"']),
  example('IST0175',
    'istiod fetches the keys that a RequestAuthentication names from any address. Whoever may write one can make istiod ask hosts inside the cluster or the metadata of its machine.',
    `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: jwt
spec:
  jwtRules:
  - issuer: https://accounts.example.com
    jwksUri: https://accounts.example.com/keys
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: istiod
  namespace: istio-system
  labels:
    app: istiod
spec:
  selector:
    matchLabels:
      app: istiod
  template:
    metadata:
      labels:
        app: istiod
        sidecar.istio.io/inject: "false"
    spec:
      containers:
      - name: discovery
        image: istio/pilot:1.31.0
`, ['1.31.0\n', '1.31.0\n        env:\n        - name: BLOCKED_CIDRS_IN_JWKS_URIS\n          value: 169.254.0.0/16,10.0.0.0/8\n']),
  example('IST0176',
    'istiod does not read objects whose CRD is older than what it is written for. They are accepted by the API server, and nothing routes by them.',
    `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: tlsroutes.gateway.networking.k8s.io
  annotations:
    gateway.networking.k8s.io/bundle-version: v1.4.0
spec:
  group: gateway.networking.k8s.io
  names:
    kind: TLSRoute
    plural: tlsroutes
`, ['v1.4.0', 'v1.5.0']),
];
