import { example } from '../example';
import { service } from '../example-manifests';
import { Explanation } from '../explanation';

const SERVICE = service('tomcat');

export const KUBERNETES_EXPLANATIONS: readonly Explanation[] = [
  example('K8S0001',
    'The API server refuses the object: by the schema of its kind a field is missing, of another type, or has a value that is not allowed. ' +
    '`kubectl apply` ends with this error, and where other objects were applied before it, half of the change is live.',
    `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: partner
  namespace: shop
spec:
  hosts:
    - api.partner.example.com
  ports:
    - number: "443"
      name: https
      protocol: TLS
  resolution: DNS
`,
    ['    - number: "443"', '    - number: 443'],
  ),
  example('K8S0002',
    'The API server refuses the object: a CEL rule of its kind does not hold, which mostly is about fields that go together. ' +
    'Schema checkers do not run these rules, so the mistake is first seen at apply.',
    `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: tomcat
  namespace: shop
spec:
  rules:
    - backendRefs:
        - name: tomcat
---
${SERVICE}`,
    ['        - name: tomcat', `        - name: tomcat
          port: 8080`],
  ),
  example('K8S0003',
    'The API server does not know the field and drops it: the object is accepted, and what the field was to do does not happen. ' +
    '`kubectl` asks for strict validation and is refused; Helm, Argo CD and other clients mostly do not, and nobody is told.',
    `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: tomcat
  namespace: shop
spec:
  host: tomcat
  trafficPolicy:
    loadbalancer:
      simple: LEAST_REQUEST
---
${SERVICE}`,
    ['    loadbalancer:', '    loadBalancer:'],
  ),
];
