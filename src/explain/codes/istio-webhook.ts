import { example } from '../example';
import { service } from '../example-manifests';
import { Explanation } from '../explanation';

export const ISTIO_WEBHOOK_EXPLANATIONS: readonly Explanation[] = [
  example('IST0106',
    "Istio's validating webhook refuses the manifest, though the schema takes it: kubectl apply fails, and the object stays as it was or is not made. "
    + 'Without the webhook the control plane ignores it. Here *.example.com covers shop.example.com already, and a VirtualService may say of each host once what happens to its requests.',
    `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
  namespace: shop
spec:
  hosts:
    - shop.example.com
    - '*.example.com'
  http:
    - route:
        - destination:
            host: shop.shop.svc.cluster.local
---
${service('shop', 80)}`,
    [`    - shop.example.com
`, ''],
  ),
  example('IST0133',
    "Istio's validating webhook accepts the manifest with a warning, which kubectl shows once: part of it does nothing, or something else than it seems to. "
    + 'Here no host is ever taken for failed, as nothing says after how many errors it is; so traffic stays in its region when all of its hosts there fail.',
    `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: shop
  namespace: shop
spec:
  host: shop.shop.svc.cluster.local
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        failover:
          - from: us-east
            to: us-west
---
${service('shop', 80)}`,
    ['            to: us-west', `            to: us-west
    outlierDetection:
      consecutive5xxErrors: 5`],
  ),
];
