import { example } from '../example';
import { documents, httpGateway, service } from '../example-manifests';
import { Explanation } from '../explanation';

const deployment = (name: string, version: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}-${version}
  namespace: shop
spec:
  selector:
    matchLabels:
      app: ${name}
      version: ${version}
  template:
    metadata:
      labels:
        app: ${name}
        version: ${version}
    spec:
      containers:
        - name: ${name}
          image: registry.example.com/${name}:${version}
`;

const virtualService = (http: string, head = '', name = 'cart') => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: shop
spec:
${head || '  hosts:\n    - cart\n'}  http:
${http}`;

const route = (host = 'cart', more = '') => `      route:
        - destination:
            host: ${host}
            port:
              number: 8080
${more}`;

const split = (v1: number, v2: number) => `    - route:
        - destination:
            host: cart
            subset: v1
          weight: ${v1}
        - destination:
            host: cart
            subset: v2
          weight: ${v2}
`;

const subsets = (namespace = 'shop') => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: cart
  namespace: ${namespace}
spec:
  host: cart.shop.svc.cluster.local
  subsets:
    - name: v1
      labels:
        version: v1
    - name: v2
      labels:
        version: v2
`;

const namespace = (name = 'shop') => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    istio-injection: enabled
`;

const CART = documents(service('cart'), deployment('cart', 'v1'), deployment('cart', 'v2'), namespace());

const gateway = (port = 80) => httpGateway('cart.example.com', port);

const BEHIND_GATEWAY = `  hosts:
    - cart.example.com
  gateways:
    - web
`;

const ROUTED_GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: web
  namespace: shop
spec:
  gatewayClassName: istio
  listeners:
    - name: http
      port: 80
      protocol: HTTP
`;

/** A gateway of the user's own, that Istio injects. */
const ingress = (annotations: string, targetPort = 8080) => documents(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: ingress
  namespace: edge
spec:
  selector:
    matchLabels:
      istio: ingress
  template:
    metadata:
${annotations}      labels:
        istio: ingress
        sidecar.istio.io/inject: "true"
    spec:
      containers:
        - name: istio-proxy
          image: auto
`, `apiVersion: v1
kind: Service
metadata:
  name: ingress
  namespace: edge
spec:
  selector:
    istio: ingress
  ports:
    - name: http2
      port: 80
      targetPort: ${targetPort}
`, namespace('edge'), gateway().replace('istio: ingressgateway', 'istio: ingress'), virtualService(`    -${route().slice(5)}`, BEHIND_GATEWAY), CART);

const INJECTED = `      annotations:
        inject.istio.io/templates: gateway
`;

export const TRAP_EXPLANATIONS: readonly Explanation[] = [
  example('CDI0101',
    'Failover moves requests away from endpoints that fail, and outlier detection is what finds those. The policy of a port replaces that of the host as a whole, so what the host says of it does not count there.',
    documents(`apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: cart
  namespace: shop
spec:
  host: cart.shop.svc.cluster.local
  trafficPolicy:
    outlierDetection:
      consecutive5xxErrors: 5
    portLevelSettings:
      - port:
          number: 8080
        loadBalancer:
          simple: ROUND_ROBIN
          localityLbSetting:
            failover:
              - from: us-east
                to: us-west
`, CART), ['        loadBalancer:', '        outlierDetection:\n          consecutive5xxErrors: 5\n        loadBalancer:']),
  example('CDI0201',
    'The weights of a canary stand twice, once for clients in the mesh and once for those that come through a gateway. Here they differ, so the new version gets more requests on one way than on the other, mostly because one was changed and the other forgotten.',
    documents(virtualService(split(90, 10)), virtualService(split(50, 50), BEHIND_GATEWAY, 'cart-web'), gateway(), subsets(), CART),
    ['weight: 50', 'weight: 90'], ['weight: 50', 'weight: 10']),
  example('CDI0202',
    'The first rule that matches a request is taken. A rule behind one that takes all of its requests never gets any, and Istio does not tell.',
    documents(virtualService(`    - match:
        - uri:
            prefix: /cart
${route()}    - match:
        - uri:
            exact: /cart/status
      directResponse:
        status: 204
`), CART), ['prefix: /cart\n', 'prefix: /cart/items\n']),
  example('CDI0203',
    'Weights are shares of their total, whatever it is. Where they do not add to 100 they are mostly meant as percentages, and are not.',
    documents(virtualService(split(90, 20)), subsets(), CART), ['weight: 20', 'weight: 10']),
  example('CDI0204',
    'A rule that hands its requests on to another VirtualService is left out where that one does not exist, has hosts of its own, or is not exported: its requests go to later rules or get 404.',
    documents(virtualService(`    - match:
        - uri:
            prefix: /cart
      delegate:
        name: cart-rules
`, BEHIND_GATEWAY), gateway(), `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart-rule
  namespace: shop
spec:
  http:
    -${route().slice(5)}`, CART), ['name: cart-rule\n', 'name: cart-rules\n']),
  example('CDI0205',
    'Istio replaces the prefix as text. With prefix /cart and rewrite / the path /cart/items becomes //items, which many servers do not know, and /cartoon becomes /oon.',
    documents(virtualService(`    - match:
        - uri:
            prefix: /cart
      rewrite:
        uri: /
${route()}`), CART), ['prefix: /cart\n', 'prefix: /cart/\n        - uri:\n            exact: /cart\n']),
  example('CDI0206',
    'Istio writes port behind the authority even if that has a port already. Clients are sent to an address with two ports, which is none.',
    documents(virtualService(`    - redirect:
        authority: cart.example.com:8443
        port: 443
`, BEHIND_GATEWAY), gateway()), ['authority: cart.example.com:8443', 'authority: cart.example.com']),
  example('CDI0207',
    'A server that passes TLS through sees nothing of the requests within, so it uses tls routes alone; one that terminates HTTPS or speaks HTTP uses http routes, and other servers use tcp routes. '
    + 'Routes of another protocol are taken and never used: connections are closed, or requests get 404.',
    documents(
      virtualService(`    -${route().slice(5)}`, BEHIND_GATEWAY),
      gateway(443).replace('name: http\n        protocol: HTTP', 'name: https\n        protocol: HTTPS\n      tls:\n        mode: PASSTHROUGH'),
      CART.replace('name: http\n', 'name: https\n'),
    ).replaceAll('8080', '8443'),
    ['  http:\n    -', '  tls:\n    - match:\n        - port: 443\n          sniHosts:\n            - cart.example.com\n     ']),
  example('CDI0208',
    'A match may narrow a rule to some of the gateways of its VirtualService. It binds the VirtualService to none: for a gateway that spec.gateways does not name the match never counts.',
    documents(virtualService(`    - match:
        - gateways:
            - mesh
${route()}`, BEHIND_GATEWAY), gateway(), CART), ['    - web\n', '    - web\n    - mesh\n'], ['    - cart.example.com\n', '    - cart.example.com\n    - cart\n']),
  example('CDI0209',
    'The port of a match is that of the Gateway\'s server, not that of the Service behind it. With a port that no server has the match takes no requests, which go to later rules or get 404. '
    + 'In sidecars it is the port of the Service that clients ask, not that of its pods.',
    documents(virtualService(`    - match:
        - port: 8080
${route()}`, BEHIND_GATEWAY), gateway(), CART), ['- port: 8080', '- port: 80']),
  example('CDI0211',
    'A DestinationRule counts in the namespace of the client, else in that of the Service, else in the root namespace of the mesh. One that lies elsewhere makes no subsets for the others: their requests get 503.',
    documents(virtualService(split(90, 10)), subsets('platform'), CART), ['name: cart\n  namespace: platform', 'name: cart\n  namespace: shop']),
  example('CDI0212',
    'A gateway knows the VirtualServices that are exported to the namespace of its pods. One that is kept from there does not count, and its hosts answer 404.',
    documents(virtualService(`    -${route().slice(5)}`, `  exportTo:
    - .
${BEHIND_GATEWAY}`), gateway(), CART), ['    - .\n', '    - .\n    - istio-system\n']),
  example('CDI0213',
    'A Gateway of Gateway API takes HTTPRoutes and their like. Istio binds no VirtualService to it: the name of the Gateway is found, the rules are not, and requests get 404.',
    documents(virtualService(`    -${route().slice(5)}`, BEHIND_GATEWAY), ROUTED_GATEWAY, CART), [ROUTED_GATEWAY, gateway()]),
  example('CDI0221',
    'Which proxy Istio injects is told by the annotation inject.istio.io/templates. Without it the pods become sidecars: the Gateway does not reach them, and nothing listens on its ports.',
    ingress(''), ['    metadata:\n      labels', `    metadata:\n${INJECTED}      labels`]),
  example('CDI0222',
    'The injection template was replaced by one without the sysctl net.ipv4.ip_unprivileged_port_start, as it must be for kernels older than 4.11. '
    + 'Pods may then not listen below 1024 without the capability NET_BIND_SERVICE: the listener fails, and connections are refused.',
    documents(`apiVersion: sailoperator.io/v1
kind: Istio
metadata:
  name: default
spec:
  version: v1.28.0
  namespace: istio-system
  values:
    sidecarInjectorWebhook:
      templates:
        gateway: |
          spec:
            containers:
              - name: istio-proxy
`, ingress(INJECTED, 80)), ['targetPort: 80\n', 'targetPort: 8080\n']),
  example('CDI0231',
    'An Ingress whose Service does not exist, or lacks the port, is taken by the API server. Its requests get 503.',
    documents(`apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: cart
  namespace: shop
spec:
  ingressClassName: nginx
  rules:
    - host: cart.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: cart
                port:
                  number: 80
`, CART), ['number: 80\n', 'number: 8080\n']),
  example('CDI0301',
    'Two documents describe one object differently. What is applied last replaces the other, and which one that is depends on the order of files.',
    documents(CART, service('cart', 9090)), ['name: cart\n  namespace: shop\nspec:\n  selector:\n    app: cart\n  ports:\n    - name: http\n      port: 9090', 'name: cart-admin\n  namespace: shop\nspec:\n  selector:\n    app: cart\n  ports:\n    - name: http\n      port: 9090']),
];
