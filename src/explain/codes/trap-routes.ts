import { example } from '../example';
import { CART, documents, httpGateway, INJECTED_SHOP, paymentsBy, paymentsOutside, service } from '../example-manifests';
import { Explanation } from '../explanation';

const WORKLOAD = documents(service('cart'), CART, INJECTED_SHOP);

const virtualService = (name: string, spec: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: shop
spec:
${spec}`;

const ROUTE = `      route:
        - destination:
            host: cart
            port:
              number: 8080
`;

const destinationRule = (name: string, simple: string) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ${name}
  namespace: shop
spec:
  host: cart.shop.svc.cluster.local
  trafficPolicy:
    loadBalancer:
      simple: ${simple}
`;

export const TRAP_ROUTE_EXPLANATIONS: readonly Explanation[] = [
  example('CDI0210',
    'At one port of a gateway plain HTTP cannot stand together with TLS or TCP, and a host can be in one server with tls only. '
    + 'The API server takes the Gateway; Istio leaves the later server out with all of its hosts, and requests to it are refused or get 404.',
    documents(httpGateway('cart.example.com'), virtualService('cart', `  hosts:
    - cart.example.com
  gateways:
    - web
  http:
    -${ROUTE.slice(5)}`), WORKLOAD).replace('        - cart.example.com\n', `        - cart.example.com
    - port:
        number: 80
        name: tls
        protocol: TLS
      tls:
        mode: PASSTHROUGH
      hosts:
        - db.example.com
`), ['number: 80\n        name: tls', 'number: 443\n        name: tls']),
  example('CDI0214',
    'Istio merges DestinationRules of one namespace that are for the same host and the same clients. Of their subsets it takes each name once, and it takes one trafficPolicy, '
    + 'those of the object that was created first. The others do not count, and in a new cluster it may be the other way round.',
    documents(destinationRule('cart', 'LEAST_REQUEST'), destinationRule('cart-old', 'ROUND_ROBIN'), WORKLOAD),
    [`---\n${destinationRule('cart-old', 'ROUND_ROBIN')}`, '']),
  example('CDI0215',
    'Sidecars look into requests where the port of the Service speaks HTTP, by its name or appProtocol. Where these say TCP or TLS, connections are passed on as they are: '
    + 'timeouts, retries, matches and weights of http rules do not hold.',
    documents(virtualService('cart', `  hosts:
    - cart
  http:
    - timeout: 3s
${ROUTE}`), WORKLOAD).replace('- name: http\n      port', '- name: tcp-api\n      port'), ['- name: tcp-api', '- name: http-api']),
  example('CDI0216',
    'Texts of a match are compared as they are: a path starts with a slash, ends before its query, and has no wildcards; methods are in upper case. '
    + 'Istio takes a match that no request ever has. The requests go to later rules, or get 404.',
    documents(virtualService('cart', `  hosts:
    - cart
  http:
    - match:
        - method:
            exact: get
          uri:
            prefix: /cart/*
${ROUTE}`), WORKLOAD), ['exact: get', 'exact: GET'], ['prefix: /cart/*', 'prefix: /cart/']),
  example('CDI0217',
    'A rule of a delegate holds within the match of the rule that hands requests on to it, and matches of both are compared as whole paths. '
    + 'A rule whose match lies elsewhere is left out, and its requests get 404.',
    documents(virtualService('web', `  hosts:
    - cart.example.com
  gateways:
    - web
  http:
    - match:
        - uri:
            prefix: /cart
      delegate:
        name: cart
`), virtualService('cart', `  http:
    - match:
        - uri:
            prefix: /items
${ROUTE}`), httpGateway('cart.example.com'), WORKLOAD), ['prefix: /items', 'prefix: /cart/items']),
  example('CDI0244',
    'The protocol of a port is that of the clients. Where it is HTTPS or TLS, these begin TLS themselves, and sidecars pass it on. '
    + 'With tls in the DestinationRule sidecars put TLS of their own around it, and the host, which ends TLS once, refuses the connection.',
    documents(paymentsOutside('https', 'HTTPS'), paymentsBy(`    tls:
      mode: SIMPLE
      caCertificates: /etc/ssl/certs/ca-certificates.crt
`)), ['    - number: 443\n      name: https\n      protocol: HTTPS\n', '    - number: 80\n      name: http\n      protocol: HTTP\n      targetPort: 443\n']),
];
