/** Manifests that stand in many examples. */

export const documents = (...parts: readonly string[]): string => parts.join('---\n');

/** A Service of the pods that have its name as label `app`. */
export const service = (name: string, port = 8080, namespace = 'shop'): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: ${port}
`;

/** A namespace whose pods get sidecars. */
export const INJECTED_SHOP = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
`;

/** Pods that have their name as label `app`. */
export const deployment = (name: string, namespace = 'shop'): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
          image: registry.example.com/${name}:v1
          ports:
            - name: http
              containerPort: 8080
`;

export const CART = deployment('cart');

/** A Service with port 80. */
export const cartService = (selector: string, targetPort: number | string): string => `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    app: ${selector}
  ports:
    - name: http
      port: 80
      targetPort: ${targetPort}
`;

/** A Gateway of Istio's own ingress gateway. */
export const httpGateway = (host: string, port = 80, name = 'web'): string => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: ${port}
        name: http
        protocol: HTTP
      hosts:
        - ${host}
`;

/** Pods of one version of reviews. */
export const REVIEWS_V1 = `apiVersion: apps/v1
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

/** The subset of them. */
export const subsetOfReviews = (version = 'v1', host = 'reviews'): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: reviews
  namespace: shop
spec:
  host: ${host}
  subsets:
    - name: v1
      labels:
        version: ${version}
`;

/** A host outside of the mesh. */
export const paymentsOutside = (port = 'http', protocol = 'HTTP'): string => `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: payments
  namespace: shop
spec:
  hosts:
    - payments.example.com
  ports:
    - number: 443
      name: ${port}
      protocol: ${protocol}
  resolution: DNS
`;

/** How it is asked. */
export const paymentsBy = (policy: string): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: payments
  namespace: shop
spec:
  host: payments.example.com
  trafficPolicy:
${policy}`;
