import { example } from '../example';
import { deployment, documents, service } from '../example-manifests';
import { Explanation } from '../explanation';

const gateway = (listener = '', spec = '') => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: web
  namespace: infra
spec:
  gatewayClassName: istio
${spec}  listeners:
    - name: http
      port: 80
      protocol: HTTP
${listener}`;

const ALL_NAMESPACES = `      allowedRoutes:
        namespaces:
          from: All
`;

const route = (fields = '', rule = '', metadata = 'namespace: shop') => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: cart
  ${metadata}
spec:
  parentRefs:
    - name: web
      namespace: infra
${fields}  rules:
    - backendRefs:
        - name: cart
          port: 8080
${rule}`;

const namespace = (name: string, labels = '') => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    istio-injection: enabled
${labels}`;

const grant = (kind: string, to: string, at: string) => `apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata:
  name: web
  namespace: ${at}
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: ${kind}
      namespace: ${kind === 'Gateway' ? 'infra' : 'shop'}
  to:
    - group: ""
      kind: ${to}
`;

const tcp = (listeners: string, ...routes: readonly string[]) => documents(`apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: db
  namespace: shop
spec:
  gatewayClassName: istio
  listeners:
${listeners}`, ...routes.map((name, i) => `apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata:
  name: ${name}
  namespace: shop
spec:
  parentRefs:
    - name: db
      sectionName: ${i === 0 || !listeners.includes('second') ? 'first' : 'second'}
  rules:
    - backendRefs:
        - name: cart
          port: 8080
`), WORKLOAD);

const WORKLOAD = documents(service('cart'), deployment('cart'), namespace('shop'));
const OPEN = gateway(ALL_NAMESPACES);
const TLS = `      tls:
        certificateRefs:
          - name: web-certificate
`;
const HTTPS = gateway(TLS).replace('name: http\n      port: 80\n      protocol: HTTP', 'name: https\n      port: 443\n      protocol: HTTPS');

/** A certificate of nobody, that has no use but to be one. */
const secret = (namespaceOfSecret: string) => `apiVersion: v1
kind: Secret
metadata:
  name: web-certificate
  namespace: ${namespaceOfSecret}
type: kubernetes.io/tls
stringData:
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    ...
    -----END CERTIFICATE-----
  tls.key: |
    -----BEGIN PRIVATE KEY-----
    ...
    -----END PRIVATE KEY-----
`;

const policy = (target: string, name = 'cart') => `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: ${name}
  namespace: shop
spec:
  targetRefs:
    - group: ""
      kind: Service
${target}  validation:
    hostname: cart.example.com
    caCertificateRefs:
      - group: ""
        kind: ConfigMap
        name: trusted
`;

const trusted = (key = 'ca.crt') => `apiVersion: v1
kind: ConfigMap
metadata:
  name: trusted
  namespace: shop
data:
  ${key}: certificates
`;

export const GATEWAY_API_EXPLANATIONS: readonly Explanation[] = [
  example('GWA0101',
    'A route does nothing until it attaches to a Gateway, ListenerSet or Service. If that does not exist, no request ever comes to the route, and its status stays empty.',
    documents(OPEN, route().replace('- name: web', '- name: wbe'), WORKLOAD), ['- name: wbe', '- name: web']),
  example('GWA0102',
    'sectionName and port choose a listener of the Gateway. If it has none of that name or port the route is not accepted, and its hosts answer 404.',
    documents(OPEN, route().replace('namespace: infra\n  rules', 'namespace: infra\n      sectionName: https\n  rules'), WORKLOAD), ['sectionName: https', 'sectionName: http']),
  example('GWA0103',
    'Which kinds of routes a listener takes follows from its protocol and from allowedRoutes.kinds. A route of another kind is not accepted.',
    documents(gateway(`${ALL_NAMESPACES}        kinds:
          - kind: GRPCRoute
`), route(), WORKLOAD), ['          - kind: GRPCRoute', '          - kind: HTTPRoute']),
  example('GWA0104',
    'A listener takes routes of its own namespace unless allowedRoutes.namespaces says otherwise. A route of another namespace is not accepted, and its hosts answer 404.',
    documents(gateway(), route(), WORKLOAD), ['      protocol: HTTP\n', `      protocol: HTTP\n${ALL_NAMESPACES}`]),
  example('GWA0105',
    'A route gets requests for hostnames that both it and its listener take. *.example.com takes names below example.com, and not that name itself. With none in common the route is not accepted.',
    documents(gateway(`      hostname: "*.example.com"\n${ALL_NAMESPACES}`), route('  hostnames:\n    - example.com\n'), WORKLOAD), ['- example.com', '- shop.example.com']),
  example('GWA0106',
    'Connections of TCP and UDP have nothing by which to choose among routes, so a listener has one. Of several the oldest counts, and the others get no connections.',
    tcp(`    - name: first
      port: 5432
      protocol: TCP
`, 'orders', 'users'),
    ['      protocol: TCP\n---', '      protocol: TCP\n    - name: second\n      port: 5433\n      protocol: TCP\n---'],
    ['users\n  namespace: shop\nspec:\n  parentRefs:\n    - name: db\n      sectionName: first', 'users\n  namespace: shop\nspec:\n  parentRefs:\n    - name: db\n      sectionName: second']),
  example('GWA0107',
    'Of the hostnames of a route those count that its listener takes. The others are dropped without a word, and answer 404 there.',
    documents(gateway(`      hostname: "*.example.com"\n${ALL_NAMESPACES}`), route('  hostnames:\n    - shop.example.com\n    - shop.example.org\n'), WORKLOAD), ['    - shop.example.org\n', '']),
  example('GWA0108',
    'parentRefs says where a route gets its requests from. Without it the API server takes the route, and no request comes to it.',
    documents(OPEN, route().replace('  parentRefs:\n    - name: web\n      namespace: infra\n', ''), WORKLOAD), ['spec:\n  rules', 'spec:\n  parentRefs:\n    - name: web\n      namespace: infra\n  rules']),
  example('GWA0109',
    'Nobody looks at the regular expressions of a route when it is applied, and Istio gives them to Envoy as they are. Envoy refuses one that is not of RE2, and with it all routes of the port: '
    + 'a proxy that starts answers 404 to all of its hosts, and one that runs keeps what it has and gets no changes any more.',
    documents(OPEN, route('', `      matches:
        - path:
            type: RegularExpression
            value: /cart/(?!admin).*
`), WORKLOAD), ['/cart/(?!admin).*', '/cart/items/[0-9]+']),
  example('GWA0201',
    'A Gateway is looked after by the controller of its class. Without such a class it stays as it is: it gets no address, and no port is open.',
    gateway().replace('gatewayClassName: istio', 'gatewayClassName: isito'), ['isito', 'istio']),
  example('GWA0202',
    'One port of a Gateway is either for TCP or for HTTP, HTTPS and TLS, which share it by hostname. Of two listeners that get in the way of each other the first has the port, and the other is not served.',
    gateway(`    - name: raw
      port: 80
      protocol: TCP
`), ['      port: 80\n      protocol: TCP', '      port: 5432\n      protocol: TCP']),
  example('GWA0203',
    'A Gateway takes listeners of ListenerSets only from namespaces that allowedListeners names, and by default from none. The listeners of the set are not served.',
    documents(gateway(), `apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata:
  name: shop
  namespace: shop
spec:
  parentRef:
    name: web
    namespace: infra
  listeners:
    - name: shop
      port: 8081
      protocol: HTTP
`), ['  listeners:\n    - name: http', '  allowedListeners:\n    namespaces:\n      from: All\n  listeners:\n    - name: http']),
  example('GWA0204',
    'A listener that ends TLS needs the Secret with its certificate and key. Without it the handshake fails for every client, while the rest of the Gateway works.',
    documents(HTTPS, secret('infra').replace('name: web-certificate', 'name: web-cert')), ['name: web-cert\n', 'name: web-certificate\n']),
  example('GWA0205',
    'Istio listens for HTTP, HTTPS, TLS and TCP, written in capitals. A listener of another protocol, or of HTTPS or TLS without a tls section, is not served.',
    gateway().replace('protocol: HTTP\n', 'protocol: http\n'), ['protocol: http', 'protocol: HTTP']),
  example('GWA0206',
    'An address of type Hostname ties a Gateway to a Service that is there already. Istio looks for it in the namespace of the Gateway only, even if it is named in full, and the Gateway is not programmed otherwise.',
    documents(gateway('', '  addresses:\n    - type: Hostname\n      value: ingress.edge.svc.cluster.local\n'),
      service('ingress', 80, 'edge'), deployment('ingress', 'edge'), namespace('edge'), namespace('infra')),
    ['ingress.edge.svc', 'ingress.infra.svc'], ['name: ingress\n  namespace: edge', 'name: ingress\n  namespace: infra'], ['name: ingress\n  namespace: edge', 'name: ingress\n  namespace: infra']),
  example('GWA0207',
    'allowedRoutes.kinds narrows the kinds that go with the protocol of a listener; it cannot add others. A listener with a wrong one reports that its references are not resolved.',
    gateway(`      allowedRoutes:
        kinds:
          - kind: TCPRoute
`), ['kind: TCPRoute', 'kind: HTTPRoute']),
  example('GWA0208',
    'Istio takes parameters of a Gateway from a ConfigMap in the Gateway\'s namespace. If it is not there the Gateway is not accepted.',
    documents(gateway('', `  infrastructure:
    parametersRef:
      group: ""
      kind: ConfigMap
      name: web-options
`), `apiVersion: v1
kind: ConfigMap
metadata:
  name: web-option
  namespace: infra
data:
  deployment: |
    spec:
      replicas: 2
`), ['name: web-option\n', 'name: web-options\n']),
  example('GWA0301',
    'A backend that does not exist answers 500 for its share of the requests behind a Gateway.',
    documents(OPEN, route().replace('- name: cart', '- name: crat'), WORKLOAD), ['- name: crat', '- name: cart']),
  example('GWA0302',
    'A backend names the port of the Service, not that of the pods. For a port that the Service does not have the requests fail.',
    documents(OPEN, route().replace('port: 8080', 'port: 80'), WORKLOAD), ['          port: 80\n', '          port: 8080\n']),
  example('GWA0303',
    'A reference into another namespace counts only if a ReferenceGrant there permits it. Until then a backend answers 500, and a listener has no certificate.',
    documents(OPEN, route('', '          namespace: stock\n'), service('cart', 8080, 'stock'), deployment('cart', 'stock'), namespace('stock'), grant('GRPCRoute', 'Service', 'stock')),
    ['kind: GRPCRoute', 'kind: HTTPRoute']),
  example('GWA0304',
    'Weights are shares of their total. If it is 0 there is no backend to choose, and every request gets 500.',
    documents(OPEN, route('', '          weight: 0\n'), WORKLOAD), ['weight: 0', 'weight: 1']),
  example('GWA0305',
    'Istio sends requests to Services, to ServiceImports, to InferencePools and to hosts of kind Hostname. The share of any other backend fails.',
    documents(OPEN, route('', '          group: apps\n          kind: Deployment\n'), WORKLOAD), ['          group: apps\n          kind: Deployment\n', '']),
  example('GWA0306',
    'Istio cannot do what filters of other controllers do, and then leaves out the rules of the whole route: its hosts answer 404.',
    documents(OPEN, route('', `      filters:
        - type: ExtensionRef
          extensionRef:
            group: example.com
            kind: Limit
            name: slow
`), WORKLOAD), [`        - type: ExtensionRef
          extensionRef:
            group: example.com
            kind: Limit
            name: slow
`, `        - type: RequestHeaderModifier
          requestHeaderModifier:
            set:
              - name: x-limit
                value: slow
`]),
  example('GWA0307',
    'A rule without backends that does not redirect either has nothing to answer with: its requests get 500.',
    documents(OPEN, route().replace(/    - backendRefs:[^]*/, `    - matches:
        - path:
            type: PathPrefix
            value: /old
`)), ['            value: /old\n', `            value: /old
      filters:
        - type: RequestRedirect
          requestRedirect:
            hostname: old.example.com
`]),
  example('GWA0401',
    'A BackendTLSPolicy is for a Service or ServiceEntry of its own namespace, or for one named port of it. If that is not there requests to the backend go on without TLS.',
    documents(policy('      name: crat\n'), trusted(), WORKLOAD), ['name: crat', 'name: cart']),
  example('GWA0402',
    'The certificates that a BackendTLSPolicy trusts are in a ConfigMap beside it, under ca.crt. Without them nothing is trusted, and requests to the backend fail.',
    documents(policy('      name: cart\n'), trusted('ca.pem'), WORKLOAD), ['ca.pem', 'ca.crt']),
  example('GWA0403',
    'A backend, or a named port of it, has one BackendTLSPolicy. Of several the oldest counts, and the others are refused as conflicting.',
    documents(policy('      name: cart\n'), policy('      name: cart\n', 'cart-strict'), trusted(), WORKLOAD),
    ['name: cart-strict\n  namespace: shop\nspec:\n  targetRefs:\n    - group: ""\n      kind: Service\n      name: cart\n',
      'name: cart-strict\n  namespace: shop\nspec:\n  targetRefs:\n    - group: ""\n      kind: Service\n      name: cart\n      sectionName: http\n']),
];
