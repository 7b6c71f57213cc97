import { example } from '../example';
import { documents, paymentsBy, paymentsOutside, REVIEWS_V1, service, subsetOfReviews } from '../example-manifests';
import { Explanation } from '../explanation';

/** Istio's codes of DestinationRules. */
export const ISTIO_DESTINATION_RULE_EXPLANATIONS: readonly Explanation[] = [
  example('IST0128',
    'The connection is encrypted, but nothing says who must have signed the certificate of the server. Any CA of the proxy\'s system '
    + 'will do, and older versions of Istio believe whoever answers under that address, so the connection can be listened to.',
    documents(paymentsOutside(), paymentsBy(`    tls:
      mode: SIMPLE
`)), ['      mode: SIMPLE', '      mode: SIMPLE\n      caCertificates: /etc/ssl/certs/ca-certificates.crt']),
  example('IST0129',
    'The connection to this port is encrypted, but nothing says who must have signed the certificate of the server. Any CA of the '
    + 'proxy\'s system will do, and older versions of Istio believe whoever answers under that address, so the connection can be listened to.',
    documents(paymentsOutside(), paymentsBy(`    portLevelSettings:
      - port:
          number: 443
        tls:
          mode: SIMPLE
`)), ['          mode: SIMPLE', '          mode: SIMPLE\n          caCertificates: /etc/ssl/certs/ca-certificates.crt']),
  example('IST0173',
    'No pod has the labels of the subset. Requests that a route sends there are answered with 503 (no healthy upstream).',
    documents(service('reviews', 9080), REVIEWS_V1, subsetOfReviews('v2')), ['        version: v2', '        version: v1']),
  example('IST0174',
    'No Service and no ServiceEntry has the host, so the rule is for no traffic: its subsets, its TLS and its limits are not applied to '
    + 'anything. Istio takes it without a word. As istioctl does, this asks of a wildcard that a ServiceEntry declares it as it stands; proxies apply '
    + 'it to all hosts that end so, which the message then says.',
    documents(service('reviews', 9080), REVIEWS_V1, subsetOfReviews('v1', 'reviews.shop')), ['  host: reviews.shop', '  host: reviews']),
];
