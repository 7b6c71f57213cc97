import { Manifests } from '../../../src/manifests';

/** A sound document of every kind that the API server checks by code, with much of what a kind has. */
export const DOCUMENTS: any[] = Manifests.fromYaml(`
apiVersion: v1
kind: Service
metadata: { name: shop, labels: { app: shop } }
spec:
  type: LoadBalancer
  selector: { app: shop }
  ports:
    - { name: http, port: 80, targetPort: 8080, nodePort: 30080 }
    - { name: grpc, port: 9000, targetPort: grpc, protocol: TCP, appProtocol: kubernetes.io/h2c }
  sessionAffinity: ClientIP
  sessionAffinityConfig: { clientIP: { timeoutSeconds: 10 } }
  externalTrafficPolicy: Local
  healthCheckNodePort: 30999
  internalTrafficPolicy: Cluster
  loadBalancerClass: example.com/lb
  loadBalancerSourceRanges: [10.0.0.0/8]
  externalIPs: [1.2.3.4]
  ipFamilies: [IPv4]
  ipFamilyPolicy: SingleStack
---
apiVersion: v1
kind: Service
metadata: { name: headless }
spec: { clusterIP: None, selector: { app: shop }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: elsewhere }
spec: { type: ExternalName, externalName: example.com }
---
apiVersion: v1
kind: Service
metadata: { name: fixed }
spec: { clusterIP: 10.0.0.10, clusterIPs: [10.0.0.10], type: NodePort, ports: [{ port: 80, name: http }, { port: 80, protocol: UDP, name: udp }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: shop, annotations: { a: b } }
spec:
  replicas: 2
  minReadySeconds: 5
  progressDeadlineSeconds: 100
  revisionHistoryLimit: 3
  selector: { matchLabels: { app: shop }, matchExpressions: [{ key: tier, operator: In, values: [web] }, { key: x, operator: DoesNotExist }] }
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
  template:
    metadata: { labels: { app: shop, tier: web }, annotations: { sidecar.istio.io/inject: 'true' } }
    spec:
      serviceAccountName: shop
      terminationGracePeriodSeconds: 20
      restartPolicy: Always
      dnsPolicy: None
      dnsConfig: { nameservers: [8.8.8.8], searches: [shop.svc], options: [{ name: ndots, value: '2' }] }
      hostAliases: [{ ip: 127.0.0.1, hostnames: [foo.local] }]
      imagePullSecrets: [{ name: pull }]
      nodeSelector: { disk: ssd }
      priorityClassName: high
      securityContext:
        runAsUser: 1000
        runAsGroup: 1000
        fsGroup: 2000
        fsGroupChangePolicy: OnRootMismatch
        supplementalGroups: [1]
        sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: '0' }]
        seccompProfile: { type: RuntimeDefault }
      tolerations:
        - { key: a, operator: Equal, value: b, effect: NoSchedule }
        - { key: c, operator: Exists, effect: NoExecute, tolerationSeconds: 5 }
      topologySpreadConstraints:
        - { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, minDomains: 2, labelSelector: { matchLabels: { app: shop } }, matchLabelKeys: [pod-template-hash] }
        - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: shop } } }
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms: [{ matchExpressions: [{ key: arch, operator: In, values: [amd64] }, { key: number, operator: Gt, values: ['1'] }], matchFields: [{ key: metadata.name, operator: In, values: [n1] }] }]
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 5, preference: { matchExpressions: [{ key: zone, operator: Exists }] } }]
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname, namespaces: [shop], labelSelector: { matchLabels: { app: shop } } }]
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: { topologyKey: zone, labelSelector: { matchLabels: { app: shop } } } }]
      initContainers:
        - { name: init, image: 'busybox:1', command: [sh], resources: { limits: { cpu: 100m } }, volumeMounts: [{ name: cache, mountPath: /cache }] }
        - { name: sidecar, image: proxy, restartPolicy: Always, readinessProbe: { tcpSocket: { port: 15021 } }, ports: [{ containerPort: 15021, name: status }] }
      containers:
        - name: shop
          image: shop:1
          imagePullPolicy: IfNotPresent
          command: [/shop]
          args: [--port=8080]
          ports: [{ name: http, containerPort: 8080 }, { name: dns, containerPort: 53, protocol: UDP, hostPort: 53 }]
          env:
            - { name: A, value: b }
            - { name: POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
            - { name: APP, valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }
            - { name: CPU, valueFrom: { resourceFieldRef: { resource: limits.cpu, divisor: '1m' } } }
            - { name: MAP, valueFrom: { configMapKeyRef: { name: map, key: a.b } } }
            - { name: KEY, valueFrom: { secretKeyRef: { name: secret, key: key, optional: true } } }
          envFrom: [{ configMapRef: { name: map }, prefix: P_ }, { secretRef: { name: secret } }]
          resources: { requests: { cpu: 100m, memory: 128Mi, ephemeral-storage: 1Gi }, limits: { cpu: '1', memory: 256Mi, nvidia.com/gpu: 1 } }
          resizePolicy: [{ resourceName: cpu, restartPolicy: NotRequired }]
          livenessProbe: { httpGet: { path: /live, port: http, scheme: HTTP, httpHeaders: [{ name: X-A, value: b }] }, initialDelaySeconds: 1, periodSeconds: 5, failureThreshold: 3 }
          readinessProbe: { grpc: { port: 9000 }, successThreshold: 2, timeoutSeconds: 2 }
          startupProbe: { exec: { command: [ls] }, terminationGracePeriodSeconds: 5 }
          lifecycle: { preStop: { sleep: { seconds: 5 } }, postStart: { exec: { command: [ls] } } }
          securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, runAsUser: 5, capabilities: { drop: [ALL] }, seccompProfile: { type: Localhost, localhostProfile: a/b.json } }
          volumeMounts:
            - { name: cache, mountPath: /cache, subPath: a/b }
            - { name: config, mountPath: /etc/config, readOnly: true, recursiveReadOnly: IfPossible }
            - { name: all, mountPath: /etc/all, mountPropagation: None }
        - { name: log, image: 'log@sha256:0123456789012345678901234567890123456789012345678901234567890123', volumeDevices: [{ name: block, devicePath: /dev/x }] }
      volumes:
        - { name: cache, emptyDir: { sizeLimit: 1Gi, medium: Memory } }
        - { name: config, configMap: { name: config, defaultMode: 420, items: [{ key: a, path: b/c, mode: 256 }] } }
        - { name: tls, secret: { secretName: tls, items: [{ key: tls.crt, path: crt }] } }
        - { name: host, hostPath: { path: /var/log, type: Directory } }
        - { name: block, persistentVolumeClaim: { claimName: data } }
        - { name: nfs, nfs: { server: s, path: /x } }
        - { name: csi, csi: { driver: csi.example.com } }
        - { name: info, downwardAPI: { items: [{ path: labels, fieldRef: { fieldPath: metadata.labels } }, { path: cpu, resourceFieldRef: { containerName: shop, resource: requests.cpu } }] } }
        - name: all
          projected:
            defaultMode: 292
            sources:
              - { configMap: { name: a, items: [{ key: a, path: a }] } }
              - { secret: { name: b, items: [{ key: b, path: b }] } }
              - { serviceAccountToken: { audience: istio-ca, expirationSeconds: 43200, path: token } }
              - { downwardAPI: { items: [{ path: l, fieldRef: { fieldPath: metadata.labels } }] } }
        - { name: scratch, ephemeral: { volumeClaimTemplate: { metadata: { labels: { a: b } }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
  replicas: 3
  podManagementPolicy: Parallel
  updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 1 } }
  persistentVolumeClaimRetentionPolicy: { whenDeleted: Retain, whenScaled: Delete }
  selector: { matchLabels: { app: db } }
  ordinals: { start: 1 }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: db, volumeMounts: [{ name: data, mountPath: /data }] }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], storageClassName: fast, volumeMode: Filesystem, resources: { requests: { storage: 10Gi } } }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  selector: { matchLabels: { app: agent } }
  minReadySeconds: 1
  updateStrategy: { type: RollingUpdate, rollingUpdate: { maxUnavailable: 10%, maxSurge: 0 } }
  template:
    metadata: { labels: { app: agent } }
    spec:
      hostNetwork: true
      hostPID: true
      containers: [{ name: agent, image: agent, securityContext: { privileged: true }, ports: [{ containerPort: 9100, hostPort: 9100 }], volumeMounts: [{ name: root, mountPath: /host, mountPropagation: Bidirectional }] }]
      volumes: [{ name: root, hostPath: { path: / } }]
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: rs }
spec: { replicas: 1, selector: { matchLabels: { app: rs } }, template: { metadata: { labels: { app: rs } }, spec: { containers: [{ name: rs, image: rs }] } } }
---
apiVersion: v1
kind: Pod
metadata: { name: pod, labels: { app: pod } }
spec:
  hostNetwork: true
  overhead: { cpu: 10m }
  resources: { requests: { cpu: '2' }, limits: { cpu: '3', memory: 1Gi } }
  os: { name: linux }
  hostname: pod
  subdomain: pods
  activeDeadlineSeconds: 100
  schedulingGates: [{ name: example.com/gate }]
  readinessGates: [{ conditionType: example.com/ready }]
  resourceClaims: [{ name: gpu, resourceClaimName: gpu }]
  containers:
    - { name: a, image: a, ports: [{ containerPort: 80 }], resources: { requests: { cpu: '1' }, claims: [{ name: gpu }], limits: { memory: 1Gi, hugepages-2Mi: 4Mi } } }
    - { name: b, image: b, restartPolicy: OnFailure, restartPolicyRules: [{ action: Restart, exitCodes: { operator: In, values: [42] } }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: job }
spec:
  completions: 5
  parallelism: 2
  completionMode: Indexed
  backoffLimitPerIndex: 1
  maxFailedIndexes: 2
  activeDeadlineSeconds: 100
  ttlSecondsAfterFinished: 10
  podFailurePolicy:
    rules:
      - { action: FailJob, onExitCodes: { containerName: job, operator: In, values: [1, 42] } }
      - { action: Ignore, onPodConditions: [{ type: DisruptionTarget, status: 'True' }] }
  successPolicy: { rules: [{ succeededIndexes: '0-2,4', succeededCount: 2 }] }
  template: { metadata: { labels: { app: job } }, spec: { restartPolicy: Never, containers: [{ name: job, image: job }] } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: manual }
spec:
  manualSelector: true
  suspend: true
  backoffLimit: 4
  selector: { matchLabels: { app: job } }
  template: { metadata: { labels: { app: job } }, spec: { restartPolicy: OnFailure, containers: [{ name: job, image: job }] } }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: cron }
spec:
  schedule: '*/5 0-6 1,15 jan-jun mon'
  timeZone: Europe/Berlin
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 10
  successfulJobsHistoryLimit: 1
  failedJobsHistoryLimit: 1
  jobTemplate: { spec: { backoffLimit: 1, template: { spec: { restartPolicy: OnFailure, containers: [{ name: job, image: job }] } } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec:
  ingressClassName: nginx
  defaultBackend: { service: { name: shop, port: { number: 80 } } }
  tls: [{ hosts: [shop.com, '*.shop.com'], secretName: tls }]
  rules:
    - host: shop.com
      http:
        paths:
          - { path: /a, pathType: Prefix, backend: { service: { name: shop, port: { name: http } } } }
          - { path: /b, pathType: Exact, backend: { service: { name: shop, port: { number: 80 } } } }
          - { path: /c, pathType: ImplementationSpecific, backend: { resource: { apiGroup: example.com, kind: Bucket, name: static } } }
    - { host: '*.shop.com', http: { paths: [{ pathType: ImplementationSpecific, backend: { service: { name: shop, port: { number: 80 } } } }] } }
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/nginx, parameters: { apiGroup: example.com, kind: Config, name: x, scope: Namespace, namespace: shop } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: shop }
spec:
  podSelector: { matchLabels: { app: shop } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: {} }, { namespaceSelector: { matchLabels: { a: b } }, podSelector: { matchExpressions: [{ key: a, operator: Exists }] } }]
      ports: [{ protocol: TCP, port: 80, endPort: 90 }, { port: http }]
  egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }], ports: [{ protocol: UDP }] }]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: shop }
spec:
  minReplicas: 1
  maxReplicas: 5
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
  metrics:
    - { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }
    - { type: ContainerResource, containerResource: { name: memory, container: shop, target: { type: AverageValue, averageValue: 1Gi } } }
    - { type: Pods, pods: { metric: { name: rps }, target: { type: AverageValue, averageValue: 100 } } }
    - { type: Object, object: { metric: { name: rps }, describedObject: { apiVersion: networking.k8s.io/v1, kind: Ingress, name: shop }, target: { type: Value, value: 1k } } }
    - { type: External, external: { metric: { name: queue, selector: { matchLabels: { a: b } } }, target: { type: AverageValue, averageValue: 30 } } }
  behavior:
    scaleUp: { stabilizationWindowSeconds: 0, selectPolicy: Max, policies: [{ type: Pods, value: 4, periodSeconds: 15 }] }
    scaleDown: { policies: [{ type: Percent, value: 10, periodSeconds: 60 }], tolerance: '0.1' }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: shop }
spec: { minAvailable: 50%, selector: { matchLabels: { app: shop } }, unhealthyPodEvictionPolicy: AlwaysAllow }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader }
rules: [{ apiGroups: [''], resources: [pods], verbs: [get], resourceNames: [a] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: 'system:reader' }
aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: b } }] }
rules: [{ apiGroups: [''], resources: [pods], verbs: [get] }, { nonResourceURLs: [/healthz], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: reader }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects: [{ kind: ServiceAccount, name: shop, namespace: shop }, { kind: User, name: jane, apiGroup: rbac.authorization.k8s.io }, { kind: Group, name: devs }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: reader }
roleRef: { kind: ClusterRole, name: reader }
subjects: [{ kind: ServiceAccount, name: shop, namespace: shop }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: map }
immutable: true
data: { a.b: c, nginx.conf: 'server {}' }
binaryData: { bin: AAEC }
---
apiVersion: v1
kind: Secret
metadata: { name: tls, annotations: { a: b } }
type: kubernetes.io/tls
data: { tls.crt: AAEC, tls.key: AAEC }
stringData: { more: text }
---
apiVersion: v1
kind: Secret
metadata: { name: pull }
type: kubernetes.io/dockerconfigjson
data: { .dockerconfigjson: eyJhdXRocyI6e319 }
---
apiVersion: v1
kind: Secret
metadata: { name: basic }
type: kubernetes.io/basic-auth
stringData: { username: a, password: b }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: shop }
imagePullSecrets: [{ name: pull }]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec: { accessModes: [ReadWriteOnce], storageClassName: fast, volumeMode: Block, selector: { matchLabels: { a: b } }, resources: { requests: { storage: 1Gi } } }
`).all.map(manifest => manifest.object);
