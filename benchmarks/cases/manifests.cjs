/**
 * Realistic input: applications as teams have them, each with what routes to it, as YAML like that of kubectl and Helm.
 *
 * As in Istio's samples, an application is a Service, a Deployment, a Gateway for its host name and a VirtualService; every third
 * one has a second version, and a DestinationRule for both.
 */
const labels = (i, version) => `    app: app-${i}
    version: ${version}
    team: "team-${i % 40}"`;

const service = i => `apiVersion: v1
kind: Service
metadata:
  name: app-${i}
  namespace: shop-${i % 100}
  labels:
    app: app-${i}
spec:
  selector:
    app: app-${i}
  ports:
    - name: http
      port: 8080
      targetPort: 8080
    - name: grpc-admin
      port: 9090
      targetPort: admin
`;

const deployment = (i, version) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${i}-${version}
  namespace: shop-${i % 100}
  labels:
${labels(i, version)}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: app-${i}
      version: ${version}
  template:
    metadata:
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/port: "8080"
      labels:
        app: app-${i}
        version: ${version}
    spec:
      serviceAccountName: app-${i}
      containers:
        - name: app
          image: registry.example.com/shop/app-${i}:1.4.${i % 10}
          args: ["--port=8080", "--verbose"]
          env:
            - name: LOG_LEVEL
              value: info
            - name: GREETING
              value: "hello: world"
          ports:
            - containerPort: 8080
              name: http
            - containerPort: 9090
              name: admin
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
            initialDelaySeconds: 3
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits:
              memory: 256Mi
          securityContext:
            runAsNonRoot: true
            runAsUser: 1000
`;

const host = i => `app-${i}.shop-${i % 100}.svc.cluster.local`;

const destination = (i, subset) => `destination:
            host: ${host(i)}
${subset ? `            subset: ${subset}\n` : ''}            port:
              number: 8080
`;

const virtualService = (i, hasVersions) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: app-${i}
  namespace: shop-${i % 100}
spec:
  hosts:
    - app-${i}.shop-${i % 100}.example.com
  gateways:
    - app-${i}
  http:
    - name: api
      match:
        - uri:
            prefix: /api
          headers:
            x-canary:
              exact: "true"
      route:
        - ${destination(i, hasVersions ? 'v2' : '')}      timeout: 5s
      retries:
        attempts: 3
        perTryTimeout: 2s
        retryOn: gateway-error,connect-failure
    - name: rest
      route:
        - ${hasVersions
    ? `${destination(i, 'v1')}          weight: 90
        - ${destination(i, 'v2')}          weight: 10
`
    : destination(i)}`;

const destinationRule = i => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: app-${i}
  namespace: shop-${i % 100}
spec:
  host: ${host(i)}
  trafficPolicy:
    loadBalancer:
      simple: LEAST_REQUEST
    connectionPool:
      http:
        http1MaxPendingRequests: 100
    outlierDetection:
      consecutive5xxErrors: 5
      interval: 10s
  subsets:
    - name: v1
      labels:
        version: v1
    - name: v2
      labels:
        version: v2
`;

const gateway = i => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: app-${i}
  namespace: shop-${i % 100}
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts:
        - app-${i}.shop-${i % 100}.example.com
`;

function * resources() {
  for (let i = 0; ; i++) {
    const hasVersions = i % 3 === 0;
    yield service(i);
    yield deployment(i, 'v1');
    if (hasVersions) { yield deployment(i, 'v2'); }
    yield gateway(i);
    yield virtualService(i, hasVersions);
    if (hasVersions) { yield destinationRule(i); }
  }
}

/** YAML of that many resources. */
exports.manifests = count => {
  const texts = [];
  for (const text of resources()) {
    if (texts.push(text) === count) { return texts.join('---\n'); }
  }
};
