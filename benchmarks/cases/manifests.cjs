/**
 * Realistic input: services as teams have them, each with what routes to it, as YAML like that of kubectl and Helm.
 *
 * A team's service is ten resources: two Services, three Deployments, two VirtualServices, a DestinationRule, an HTTPRoute and
 * a ServiceEntry; every hundredth service has the gateways of its namespace beside it.
 */
const labels = (i, version) => `    app: app-${i}
    version: ${version}
    team: "team-${i % 40}"`;

const service = (i, name) => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
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

const virtualService = (i, name, hosts, gateways) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: shop-${i % 100}
spec:
  hosts:
    - ${hosts}
${gateways}  http:
    - name: api
      match:
        - uri:
            prefix: /api
          headers:
            x-canary:
              exact: "true"
      route:
        - destination:
            host: ${host(i)}
            subset: v2
            port:
              number: 8080
      timeout: 5s
      retries:
        attempts: 3
        perTryTimeout: 2s
        retryOn: gateway-error,connect-failure
    - name: rest
      route:
        - destination:
            host: ${host(i)}
            subset: v1
            port:
              number: 8080
          weight: 90
        - destination:
            host: ${host(i)}
            subset: v2
            port:
              number: 8080
          weight: 10
`;

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

const httpRoute = i => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: app-${i}
  namespace: shop-${i % 100}
spec:
  parentRefs:
    - name: public
      sectionName: web
  hostnames:
    - app-${i}.shop.example.org
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /api
          headers:
            - name: x-tenant
              value: tenant-${i}
      filters:
        - type: RequestHeaderModifier
          requestHeaderModifier:
            add:
              - name: x-team
                value: team-${i % 40}
      backendRefs:
        - name: app-${i}
          port: 8080
          weight: 9
        - name: app-${i}-internal
          port: 8080
          weight: 1
`;

const serviceEntry = i => `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: partner-${i}
  namespace: shop-${i % 100}
spec:
  hosts:
    - partner-${i}.example.net
  location: MESH_EXTERNAL
  ports:
    - number: 443
      name: https
      protocol: HTTPS
  resolution: DNS
`;

const gateways = n => [`apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: shop-${n}
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts:
        - "*.shop-${n}.example.com"
`, `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
  namespace: shop-${n}
spec:
  gatewayClassName: istio
  listeners:
    - name: web
      port: 80
      protocol: HTTP
      hostname: "*.shop.example.org"
`];

function * resources(withWorkloads) {
  for (let i = 0; ; i++) {
    if (i < 100) { yield * gateways(i); }
    if (withWorkloads) {
      yield service(i, `app-${i}`);
      yield service(i, `app-${i}-internal`);
      for (const version of ['v1', 'v2', 'v3']) { yield deployment(i, version); }
    }
    yield destinationRule(i);
    yield virtualService(i, `app-${i}-edge`, `app-${i}.shop-${i % 100}.example.com`, '  gateways:\n    - edge\n');
    yield virtualService(i, `app-${i}`, host(i), '');
    yield httpRoute(i);
    yield serviceEntry(i);
  }
}

/** YAML of that many resources, with Services and Deployments or without. */
exports.manifests = (count, withWorkloads = true) => {
  const texts = [];
  for (const text of resources(withWorkloads)) {
    if (texts.push(text) === count) { return texts.join('---\n'); }
  }
};
