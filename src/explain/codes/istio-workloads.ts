import { example } from '../example';
import { CART, documents, INJECTED_SHOP } from '../example-manifests';
import { Explanation } from '../explanation';

const DEPLOYMENT = documents(INJECTED_SHOP, CART);

const GATEWAY_SPEC = `
    metadata:
      labels:
        app: gateway
    spec:
      containers:
      - name: istio-proxy
        image: auto
`;

const service = (name: string, port: string) => `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    app: cart
  ports:
  - ${port}
`;

export const ISTIO_WORKLOAD_EXPLANATIONS: readonly Explanation[] = [
  example('IST0116',
    'A sidecar takes TCP only, and UDP goes past it. Where Services that select a pod say that one port is TCP and UDP, routes, policies and mTLS hold for half of what comes to it. '
    + 'Where both are meant, as for DNS, it may be suppressed.',
    DEPLOYMENT + service('cart', '{ name: http, port: 8080 }') + service('cart-metrics', '{ name: udp-stats, port: 8080, protocol: UDP }'),
    ['udp-stats, port: 8080', 'udp-stats, port: 8125']),
  example('IST0118',
    'Istio reads the protocol of a port from its name or its appProtocol. Without it the proxy waits for the first bytes of each connection and guesses, '
    + 'so protocols in which the server speaks first hang, and what is taken for TCP has no routes, retries or HTTP metrics.',
    service('cart', '{ name: api, port: 8080 }').replace('---\n', ''), ['name: api', 'name: http-api']),
  example('IST0137',
    'The sidecar of a pod knows one Service port for each port of its container. Two Service ports that lead to one container port make it take the settings of either, '
    + 'so policies and routes of the other do not hold.',
    DEPLOYMENT + service('cart', '{ name: http, port: 80, targetPort: 8080 }') + service('cart-internal', '{ name: http, port: 8080, targetPort: 8080 }'),
    ['port: 8080, targetPort: 8080', 'port: 80, targetPort: 8080']),
  example('IST0144',
    'User 1337 is the proxy itself: the rules that lead traffic into the sidecar leave out what that user sends. An application that runs as it goes past the sidecar, without routes, mTLS and telemetry.',
    DEPLOYMENT.replace('    spec:\n      containers', '    spec:\n      securityContext:\n        runAsUser: 1337\n      containers'), ['runAsUser: 1337', 'runAsUser: 1000']),
  example('IST0146',
    'The image auto stands for the proxy that injection puts in. Where no injector takes the pods, Kubernetes tries to pull an image of that name, and they never start.',
    `apiVersion: v1
kind: Namespace
metadata:
  name: ingress
  labels:
    istio-injection: disabled
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: gateway
  namespace: ingress
spec:
  selector:
    matchLabels:
      app: gateway
  template:${GATEWAY_SPEC}`, ['istio-injection: disabled', 'istio-injection: enabled']),
  example('IST0147',
    'The image auto stands for the proxy that injection puts in. Where no injector takes the pods of a workload that is no Deployment, they try to pull an image of that name and never start. '
    + 'A Pod of its own is created once, so there is nothing to put it right after an injection that failed.',
    `apiVersion: v1
kind: Namespace
metadata:
  name: ingress
  labels:
    istio-injection: disabled
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: gateway
  namespace: ingress
spec:
  selector:
    matchLabels:
      app: gateway
  template:${GATEWAY_SPEC}`, ['istio-injection: disabled', 'istio-injection: enabled']),
  example('IST0150',
    'An ExternalName Service has no address of its own, so its plain TCP port gives the proxy a listener for all addresses. It takes the traffic to that port of every other host, too.',
    `apiVersion: v1
kind: Service
metadata:
  name: payments
spec:
  type: ExternalName
  externalName: payments.example.com
  ports:
  - name: tcp
    port: 443
`, ['name: tcp', 'name: tls']),
];
