import { example } from '../example';
import { Explanation } from '../explanation';

const REVIEWS = `apiVersion: v1
kind: Service
metadata:
  name: reviews
  namespace: shop
spec:
  selector:
    app: reviews
  ports:
    - name: http
      port: 9080
`;

const WEB_GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: web
  namespace: shop
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts:
        - shop.example.com
`;

const RATINGS = `apiVersion: v1
kind: Service
metadata:
  name: ratings
  namespace: shop
spec:
  selector:
    app: ratings
  ports:
    - name: http
      port: 9080
`;

const REVIEWS_V1 = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: reviews-v1
  namespace: shop
spec:
  selector:
    matchLabels:
      app: reviews
      version: v1
  template:
    metadata:
      labels:
        app: reviews
        version: v1
    spec:
      containers:
        - name: reviews
          image: docker.io/istio/examples-bookinfo-reviews-v1:1.20.3
`;

const REVIEWS_ROUTES = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts:
    - reviews
  http:
    - route:
        - destination:
            host: reviews
`;

const REVIEWS_SUBSETS = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: reviews
  namespace: shop
spec:
  host: reviews
  subsets:
    - name: v1
      labels:
        version: v1
`;

const PAYMENTS_OUTSIDE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: payments
  namespace: shop
spec:
  hosts:
    - payments.example.com
  ports:
    - number: 443
      name: https
      protocol: HTTPS
  resolution: DNS
`;

/** Istio's codes of VirtualServices and DestinationRules. */
export const ISTIO_ROUTING_EXPLANATIONS: readonly Explanation[] = [
  example('IST0101',
    'What is named is not there: a gateway, a host, one of its ports or subsets, or the pods or the certificate of a Gateway. Istio takes '
    + 'the object all the same. Requests that come to the missing host or subset are answered with 503; routes of a gateway that is not there '
    + 'come into force nowhere.',
    `
${REVIEWS}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts:
    - reviews
  http:
    - route:
        - destination:
            host: review
`,
    ['            host: review', '            host: reviews'],
  ),
  example('IST0109',
    'Sidecars take the routes of a host from one VirtualService. Where several that they see name the host, one of them is taken and the '
    + 'others do nothing, and which one it is can change. Gateways merge such VirtualServices; sidecars do not.',
    `
${REVIEWS}---
${RATINGS}---
${REVIEWS_ROUTES}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews-timeout
  namespace: shop
spec:
  hosts:
    - reviews
  http:
    - timeout: 2s
      route:
        - destination:
            host: reviews
`,
    [`  name: reviews-timeout
  namespace: shop
spec:
  hosts:
    - reviews`, `  name: reviews-timeout
  namespace: shop
spec:
  hosts:
    - ratings`],
  ),
  example('IST0112',
    'The Service has several ports and the route names none. Istio then takes the port that the client called, which for a gateway is its '
    + 'own, and answers 503 if the Service does not have it.',
    `
apiVersion: v1
kind: Service
metadata:
  name: reviews
  namespace: shop
spec:
  selector:
    app: reviews
  ports:
    - name: http
      port: 9080
    - name: http-admin
      port: 9090
---
${REVIEWS_ROUTES}`,
    ['            host: reviews', `            host: reviews
            port:
              number: 9080`],
  ),
  example('IST0130',
    'Rules are tried in the order in which they stand, and the first that matches is taken. A rule without a match takes every request, so '
    + 'rules after it are never reached; so is a rule all of whose matches stood before.',
    `
${REVIEWS}---
${RATINGS}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts:
    - reviews
  http:
    - route:
        - destination:
            host: reviews
    - match:
        - uri:
            prefix: /ratings
      route:
        - destination:
            host: ratings
`,
    [`    - route:
        - destination:
            host: reviews
`, ''],
    ['            host: ratings', `            host: ratings
    - route:
        - destination:
            host: reviews`],
  ),
  example('IST0131',
    'A match stands twice, or a shorter prefix before it takes all of its requests. The first rule is taken, so what the second says for '
    + 'those requests never holds.',
    `
${REVIEWS}---
${RATINGS}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts:
    - reviews
  http:
    - match:
        - uri:
            prefix: /api
      route:
        - destination:
            host: reviews
    - match:
        - uri:
            prefix: /api/ratings
      route:
        - destination:
            host: ratings
`,
    ['        - uri:', `        - uri:
            prefix: /api/ratings
      route:
        - destination:
            host: ratings
    - match:
        - uri:`],
    [`            host: reviews
    - match:
        - uri:
            prefix: /api/ratings
      route:
        - destination:
            host: ratings`, '            host: reviews'],
  ),
  example('IST0132',
    'The gateway does not take requests for any host of the VirtualService, or not from VirtualServices of this namespace. It answers such '
    + 'requests with 404 before any route is looked at, or does not listen for them at all.',
    `
${REVIEWS}---
${WEB_GATEWAY}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts:
    - www.example.com
  gateways:
    - web
  http:
    - route:
        - destination:
            host: reviews
`,
    ['    - www.example.com', '    - shop.example.com'],
  ),
  example('IST0140',
    'Routes are not chained. A gateway sends a request by the routes that are bound to it straight to the pods of the destination, so the '
    + 'subsets that another VirtualService chooses for calls within the mesh do not hold for it: it comes to pods of any version.',
    `
${REVIEWS}---
${REVIEWS_V1}---
${REVIEWS_SUBSETS}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts:
    - reviews
  http:
    - route:
        - destination:
            host: reviews
            subset: v1
---
${WEB_GATEWAY}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
  namespace: shop
spec:
  hosts:
    - shop.example.com
  gateways:
    - web
  http:
    - route:
        - destination:
            host: reviews
`,
    [`    - web
  http:
    - route:
        - destination:
            host: reviews`, `    - web
  http:
    - route:
        - destination:
            host: reviews
            subset: v1`],
  ),
  example('IST0149',
    'A gateway knows the claims of a token only if a RequestAuthentication that is in force for its pods makes it look at the token. Without '
    + 'one the match never comes to pass, and requests go to a later rule or are answered with 404.',
    `
${REVIEWS}---
${WEB_GATEWAY}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts:
    - shop.example.com
  gateways:
    - web
  http:
    - match:
        - headers:
            "@request.auth.claims.group":
              exact: beta
      route:
        - destination:
            host: reviews
`,
    ['            host: reviews', `            host: reviews
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: tokens
  namespace: istio-system
spec:
  selector:
    matchLabels:
      istio: ingressgateway
  jwtRules:
    - issuer: https://accounts.example.com
      jwksUri: https://accounts.example.com/keys`],
  ),
  example('IST0165',
    'Istio makes Gateways of its own from those of Gateway API, under names that it may change with any release. A VirtualService cannot '
    + 'name them: the webhook refuses it.',
    `
${REVIEWS}---
${WEB_GATEWAY}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts:
    - shop.example.com
  gateways:
    - web~istio-autogenerated-k8s-gateway~http
  http:
    - route:
        - destination:
            host: reviews
`,
    ['    - web~istio-autogenerated-k8s-gateway~http', '    - web'],
  ),
  example('IST0128',
    'The connection is encrypted, but nothing says who must have signed the certificate of the server. Any CA of the proxy\'s system '
    + 'will do, and older versions of Istio believe whoever answers under that address, so the connection can be listened to.',
    `
${PAYMENTS_OUTSIDE}---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: payments
  namespace: shop
spec:
  host: payments.example.com
  trafficPolicy:
    tls:
      mode: SIMPLE
`,
    ['      mode: SIMPLE', `      mode: SIMPLE
      caCertificates: /etc/ssl/certs/ca-certificates.crt`],
  ),
  example('IST0129',
    'The connection to this port is encrypted, but nothing says who must have signed the certificate of the server. Any CA of the '
    + 'proxy\'s system will do, and older versions of Istio believe whoever answers under that address, so the connection can be listened to.',
    `
${PAYMENTS_OUTSIDE}---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: payments
  namespace: shop
spec:
  host: payments.example.com
  trafficPolicy:
    portLevelSettings:
      - port:
          number: 443
        tls:
          mode: SIMPLE
`,
    ['          mode: SIMPLE', `          mode: SIMPLE
          caCertificates: /etc/ssl/certs/ca-certificates.crt`],
  ),
  example('IST0173',
    'No pod has the labels of the subset. Requests that a route sends there are answered with 503 (no healthy upstream).',
    `
${REVIEWS}---
${REVIEWS_V1}---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: reviews
  namespace: shop
spec:
  host: reviews
  subsets:
    - name: v1
      labels:
        version: v2
`,
    ['        version: v2', '        version: v1'],
  ),
  example('IST0174',
    'No Service and no ServiceEntry has the host, so the rule is for no traffic: its subsets, its TLS and its limits are not applied to '
    + 'anything. Istio takes it without a word.',
    `
${REVIEWS}---
${REVIEWS_V1}---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: reviews
  namespace: shop
spec:
  host: reviews.shop
  subsets:
    - name: v1
      labels:
        version: v1
`,
    ['  host: reviews.shop', '  host: reviews'],
  ),
];
