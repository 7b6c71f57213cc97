import { example } from '../example';
import { CART, cartService, documents, INJECTED_SHOP } from '../example-manifests';
import { Explanation } from '../explanation';

const DEPLOYMENT = documents(CART, INJECTED_SHOP);

const ROUTE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
  namespace: shop
spec:
  hosts:
    - cart
  http:
    - timeout: 5s
      route:
        - destination:
            host: cart
`;

export const TRAP_WORKLOAD_EXPLANATIONS: readonly Explanation[] = [
  example('CDI0232',
    'A Service whose selector no pod has is taken, and has no endpoints: every request that is routed to it gets 503. '
    + 'It is reported where the manifests hold workloads of the namespace, so that their labels can be compared, and something sends requests there.',
    documents(ROUTE, cartService('carts', 8080), DEPLOYMENT), ['app: carts', 'app: cart']),
  example('CDI0233',
    'A targetPort that is a name is looked for among the ports of the containers. Where none has the name the Service has no endpoints for that port, and requests get 503. '
    + 'It is not looked for where pods ask another injector than Istio\'s for containers, such as Dapr\'s or Linkerd\'s, or Istio\'s for a template of one\'s own.',
    documents(ROUTE, cartService('cart', 'web'), DEPLOYMENT), ['targetPort: web', 'targetPort: http']),
  example('CDI0234',
    'An autoscaler whose workload is not there scales nothing and tells it in its status only. apiVersion counts, too: without it Kubernetes looks for a kind of its core group.',
    documents(`apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: cart
  namespace: shop
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: carts
  minReplicas: 2
  maxReplicas: 5
`, cartService('cart', 8080), DEPLOYMENT), ['name: carts', 'name: cart']),
  example('CDI0235',
    'A PodDisruptionBudget counts the pods that its selector selects. Where these are none it keeps nothing: when a node is drained all pods of the workload may go at once.',
    documents(`apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: cart
  namespace: shop
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: carts
`, cartService('cart', 8080), DEPLOYMENT), ['app: carts', 'app: cart']),
];
