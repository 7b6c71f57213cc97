import { example } from '../example';
import { documents, httpGateway, REVIEWS_V1, service, subsetOfReviews } from '../example-manifests';
import { Explanation } from '../explanation';

const REVIEWS = service('reviews', 9080);
const RATINGS = service('ratings', 9080);
const WEB = httpGateway('shop.example.com');

interface Head {
  readonly name?: string;
  readonly host?: string;
  readonly gateway?: string;
}

const virtualService = ({ name = 'reviews', host = 'reviews', gateway }: Head, ...rules: readonly string[]) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: shop
spec:
  hosts:
    - ${host}
${gateway === undefined ? '' : `  gateways:\n    - ${gateway}\n`}  http:
${rules.join('')}`;

/** A rule, with what stands before its route. */
const rule = (host = 'reviews', before = '') => `    - ${before && `${before}\n      `}route:
        - destination:
            host: ${host}
`;

const prefix = (path: string) => `match:
        - uri:
            prefix: ${path}`;

/** Istio's codes of VirtualServices. */
export const ISTIO_ROUTING_EXPLANATIONS: readonly Explanation[] = [
  example('IST0101',
    'What is named is not there: a gateway, a host, one of its ports or subsets, or the pods or the certificate of a Gateway. Istio takes '
    + 'the object all the same. Requests that come to the missing host or subset are answered with 503; routes of a gateway that is not there '
    + 'come into force nowhere.',
    documents(REVIEWS, virtualService({}, rule('review'))), ['            host: review', '            host: reviews']),
  example('IST0109',
    'Sidecars take the routes of a host from one VirtualService. Where several that they see name the host, one of them is taken and the '
    + 'others do nothing, and which one it is can change. Gateways merge such VirtualServices; sidecars do not.',
    documents(REVIEWS, RATINGS, virtualService({}, rule()), virtualService({ name: 'reviews-timeout' }, rule('reviews', 'timeout: 2s'))),
    ['  name: reviews-timeout\n  namespace: shop\nspec:\n  hosts:\n    - reviews', '  name: reviews-timeout\n  namespace: shop\nspec:\n  hosts:\n    - ratings']),
  example('IST0112',
    'The Service has several ports and the route names none. Istio then takes the port that the client called, which for a gateway is its '
    + 'own, and answers 503 if the Service does not have it.',
    documents(`${REVIEWS}    - name: http-admin
      port: 9090
`, virtualService({}, rule())), ['            host: reviews', '            host: reviews\n            port:\n              number: 9080']),
  example('IST0130',
    'Rules are tried in the order in which they stand, and the first that matches is taken. A rule without a match takes every request, so '
    + 'rules after it are never reached; so is a rule all of whose matches stood before.',
    documents(REVIEWS, RATINGS, virtualService({}, rule(), rule('ratings', prefix('/ratings')))),
    [rule(), ''], [rule('ratings', prefix('/ratings')), rule('ratings', prefix('/ratings')) + rule()]),
  example('IST0131',
    'A match stands twice, or a shorter prefix before it takes all of its requests. The first rule is taken, so what the second says for '
    + 'those requests never holds.',
    documents(REVIEWS, RATINGS, virtualService({}, rule('reviews', prefix('/api')), rule('ratings', prefix('/api/ratings')))),
    [rule('ratings', prefix('/api/ratings')), ''], [rule('reviews', prefix('/api')), rule('ratings', prefix('/api/ratings')) + rule('reviews', prefix('/api'))]),
  example('IST0132',
    'The gateway does not take requests for any host of the VirtualService, or not from VirtualServices of this namespace. It answers such '
    + 'requests with 404 before any route is looked at, or does not listen for them at all.',
    documents(REVIEWS, WEB, virtualService({ host: 'www.example.com', gateway: 'web' }, rule())), ['    - www.example.com', '    - shop.example.com']),
  example('IST0140',
    'Routes are not chained. A gateway sends a request by the routes that are bound to it straight to the pods of the destination, so the '
    + 'subsets that another VirtualService chooses for calls within the mesh do not hold for it: it comes to pods of any version. '
    + 'Istio says it, too, of a VirtualService that chooses a subset in one rule and none in another, where nothing is wrong if that is meant.',
    documents(REVIEWS, REVIEWS_V1, subsetOfReviews(), virtualService({}, `${rule()}            subset: v1
`), WEB, virtualService({ name: 'shop', host: 'shop.example.com', gateway: 'web' }, rule())),
    [`    - web\n  http:\n${rule()}`, `    - web\n  http:\n${rule()}            subset: v1\n`]),
  example('IST0149',
    'A gateway knows the claims of a token only if a RequestAuthentication that is in force for its pods makes it look at the token. Without '
    + 'one the match never comes to pass, and requests go to a later rule or are answered with 404.',
    documents(REVIEWS, WEB, virtualService({ host: 'shop.example.com', gateway: 'web' }, rule('reviews', `match:
        - headers:
            "@request.auth.claims.group":
              exact: beta`))),
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
      jwksUri: https://accounts.example.com/keys`]),
  example('IST0165',
    'Istio makes Gateways of its own from those of Gateway API, under names that it may change with any release. A VirtualService cannot '
    + 'name them: the webhook refuses it.',
    documents(REVIEWS, WEB, virtualService({ host: 'shop.example.com', gateway: 'web~istio-autogenerated-k8s-gateway~http' }, rule())),
    ['    - web~istio-autogenerated-k8s-gateway~http', '    - web']),
];
