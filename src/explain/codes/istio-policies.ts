import { example } from '../example';
import { CART, documents, INJECTED_SHOP } from '../example-manifests';
import { Explanation } from '../explanation';

const WORKLOAD = documents(INJECTED_SHOP, CART);
const VERSIONED = WORKLOAD.replace('        app: cart\n', '        app: cart\n        version: v1\n');

const sidecar = (name: string, selector: string, hosts: string) => `---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: ${name}
  namespace: shop
spec:${selector ? `\n  workloadSelector:\n    labels:\n      ${selector}` : ''}
  egress:
  - hosts: [${hosts}]
`;

const telemetry = (name: string, selector: string, body: string) => `---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: ${name}
  namespace: shop
spec:${selector ? `\n  selector:\n    matchLabels:\n      ${selector}` : ''}
  ${body}
`;

const TRACING = 'tracing:\n  - randomSamplingPercentage: 10';
const METRICS = 'metrics:\n  - providers:\n    - name: prometheus';

export const ISTIO_POLICY_EXPLANATIONS: readonly Explanation[] = [
  example('IST0110',
    'A pod takes its configuration from one Sidecar. Which of several that select it is not defined, so what the pod may reach can change with each restart of istiod.',
    VERSIONED + sidecar('cart', 'app: cart', '"./*"') + sidecar('cart-v1', 'version: v1', '"istio-system/*"'),
    ['"./*"', '"./*", "istio-system/*"'], [sidecar('cart-v1', 'version: v1', '"istio-system/*"'), '']),
  example('IST0111',
    'One Sidecar without a workloadSelector holds for a namespace. Which of several is taken is not defined.',
    WORKLOAD + sidecar('default', '', '"./*"') + sidecar('extra', '', '"istio-system/*"'),
    ['"./*"', '"./*", "istio-system/*"'], [sidecar('extra', '', '"istio-system/*"'), '']),
  example('IST0127',
    'The policy is for pods that are not there, or that have no sidecar to enforce it. It is accepted and protects nothing.',
    `${WORKLOAD}---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    matchLabels:
      app: basket
  rules:
  - to:
    - operation:
        methods: [GET]
`, ['app: basket', 'app: cart']),
  example('IST0157',
    'Access logs go to a provider. Where neither the Telemetry nor the mesh names one, the Telemetry is passed over and nothing is logged.',
    telemetry('logs', '', 'accessLogging:\n  - filter:\n      expression: response.code >= 400').replace('---\n', ''),
    ['  - filter:', '  - providers:\n    - name: envoy\n    filter:']),
  example('IST0159',
    'A pod takes its Telemetry from one resource with a selector. Of several, istiod takes the oldest, and the others do nothing.',
    VERSIONED + telemetry('cart', 'app: cart', TRACING) + telemetry('cart-v1', 'version: v1', METRICS),
    [TRACING, `${TRACING}\n  ${METRICS}`], [telemetry('cart-v1', 'version: v1', METRICS), '']),
  example('IST0160',
    'One Telemetry without a selector holds for a namespace. Of several, istiod takes the oldest, and the others do nothing.',
    WORKLOAD + telemetry('tracing', '', TRACING) + telemetry('metrics', '', METRICS),
    [TRACING, `${TRACING}\n  ${METRICS}`], [telemetry('metrics', '', METRICS), '']),
  example('IST0167',
    'A Sidecar configures the proxy beside a pod. Pods in ambient mode have none: the node takes their traffic, and the Sidecar does nothing.',
    WORKLOAD.replace('istio-injection: enabled', 'istio.io/dataplane-mode: ambient') + sidecar('cart', 'app: cart', '"./*"'), ['istio.io/dataplane-mode: ambient', 'istio-injection: enabled']),
];
