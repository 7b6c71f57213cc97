import { example } from '../example';
import { CART, cartService, documents, INJECTED_SHOP } from '../example-manifests';
import { Explanation } from '../explanation';

const WORKLOAD = documents(cartService('cart', 8080), CART, INJECTED_SHOP);

const policy = (operation: string) => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    matchLabels:
      app: cart
  action: ALLOW
  rules:
    - to:
        - operation:
${operation}`;

export const TRAP_POLICY_EXPLANATIONS: readonly Explanation[] = [
  example('CDI0241',
    'A PeerAuthentication says what the proxies of pods take, and the tls of a DestinationRule what their clients send. Where pods want mutual TLS and clients send plain text, '
    + 'or TLS without the certificates of the mesh, every connection fails. Without tls in the DestinationRule Istio has clients send what the pods take, '
    + 'unless enableAutoMtls of the MeshConfig is false: then they send plain text.',
    documents(`apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: shop
spec:
  mtls:
    mode: STRICT
`, `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: cart
  namespace: shop
spec:
  host: cart.shop.svc.cluster.local
  trafficPolicy:
    tls:
      mode: DISABLE
`, WORKLOAD), ['mode: DISABLE', 'mode: ISTIO_MUTUAL']),
  example('CDI0242',
    'Istio compares the values of an AuthorizationPolicy with requests as they are, and takes what cannot be in any: methods in lower case, paths without their slash or with a query, '
    + 'wildcards within a value. A policy that allows then refuses everything, and one that denies lets everything through.',
    documents(policy(`            methods:
              - get
            paths:
              - items/*
`), WORKLOAD), ['- get', '- GET'], ['- items/*', '- /items/*']),
  example('CDI0243',
    'The ports of an AuthorizationPolicy are those on which pods take connections, not those of the Service before them. '
    + 'With the port of the Service the rule matches nothing: a policy that allows then refuses everything, and one that denies lets everything through. '
    + 'It is reported where the ports of all pods are known that the policy is for.',
    documents(policy(`            ports:
              - "80"
`), WORKLOAD), ['- "80"', '- "8080"']),
];
