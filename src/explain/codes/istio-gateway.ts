import { example } from '../example';
import { documents, httpGateway } from '../example-manifests';
import { Explanation } from '../explanation';

const tlsGateway = (name: string, host: string, credential: string) => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 443
        name: https
        protocol: HTTPS
      tls:
        mode: SIMPLE
        credentialName: ${credential}
      hosts:
        - ${host}
`;

const secret = (name: string, certificate: string) => `apiVersion: v1
kind: Secret
metadata:
  name: ${name}
  namespace: istio-system
stringData:
${certificate}  tls.key: the key of the certificate
`;

/** A certificate of nobody. */
const CERTIFICATE = `  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBNzCB3aADAgECAgEBMAoGCCqGSM49BAMCMBYxFDASBgNVBAMTC2V4YW1wbGUu
    Y29tMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjYwMjAxMDAwMDAwWjAWMRQwEgYDVQQD
    EwtleGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGQdbXBHQX3y
    fZjXlwpfPb+EMvZlyVVCgqiuUaLpR5i8KrKLL7TLHDVNTmg5EyjC+dqzbP7R30hR
    c+svZa2lU1ejGjAYMBYGA1UdEQQPMA2CC2V4YW1wbGUuY29tMAoGCCqGSM49BAMC
    A0kAMEYCIQCaFvdj3IfpNByWFocwbHp5/uS9kLFhusJ1HlzN2xQABwIhAN6LKEu8
    bluAB1EhINVVgFR0x1QDG4tJWz4E8YbocMRB
    -----END CERTIFICATE-----
`;

const WEB_OF_GATEWAY_API = `apiVersion: gateway.networking.k8s.io/v1
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

/** Istio's codes of Gateways. */
export const ISTIO_GATEWAY_EXPLANATIONS: readonly Explanation[] = [
  example('IST0138',
    'Two Gateways serve hosts with the same certificate. A browser that has a connection to one of the hosts uses it for the other host, '
    + 'too, as the certificate is good for both; but the routes of the other Gateway are not known on that connection, so the request is '
    + 'answered with 404.',
    documents(secret('shop', CERTIFICATE), secret('admin', CERTIFICATE), tlsGateway('web', 'shop.example.com', 'shop'), tlsGateway('admin', 'admin.example.com', 'shop')),
    [tlsGateway('admin', 'admin.example.com', 'shop'), tlsGateway('admin', 'admin.example.com', 'admin')]),
  example('IST0145',
    'Two Gateways claim one host at one port of the same pods. With TLS the proxies take the older one only, and what is bound to the other '
    + 'is answered with 404. Without TLS the routes of both are mixed, and the first that matches a request may be of either.',
    documents(httpGateway('shop.example.com'), httpGateway('shop.example.com', 80, 'shop')),
    [httpGateway('shop.example.com', 80, 'shop'), httpGateway('www.example.com', 80, 'shop')]),
  example('IST0161',
    'The Secret is there, but the proxy cannot use it: a key is missing or empty, it is no certificate, or the certificate is not in force. '
    + 'The listener has no certificate then, and every connection to it fails.',
    documents(secret('shop', ''), tlsGateway('web', 'shop.example.com', 'shop')), [secret('shop', ''), secret('shop', CERTIFICATE)]),
  example('IST0162',
    'The proxies listen on a port that no Service of their pods passes on. Requests that come through the Service, as from a load balancer, '
    + 'never get there.',
    httpGateway('shop.example.com', 9443), ['        number: 9443', '        number: 80']),
  example('IST0166',
    'Pods of Gateways of Gateway API do not heed policies that select them by labels: the policy is in force for none of them, so tokens are '
    + 'not looked at and nothing is denied.',
    `
${WEB_OF_GATEWAY_API}---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: tokens
  namespace: shop
spec:
  selector:
    matchLabels:
      gateway.networking.k8s.io/gateway-name: web
  jwtRules:
    - issuer: https://accounts.example.com
      jwksUri: https://accounts.example.com/keys
`,
    [`  selector:
    matchLabels:
      gateway.networking.k8s.io/gateway-name: web`, `  targetRefs:
    - group: gateway.networking.k8s.io
      kind: Gateway
      name: web`],
  ),
];
