import { Quantity } from './quantity';
import { deepEqual } from '../ratchet';

type Json = any;
type Defaults = { readonly [field: string]: Json };

const PROBE: Defaults = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const FILES: Defaults = { defaultMode: 420 };

/** What the API server sets in objects that stand in a field of this name. */
const BY_FIELD: { readonly [field: string]: Defaults } = {
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: PROBE,
  httpGet: { path: '/', scheme: 'HTTP' },
  fieldRef: { apiVersion: 'v1' },
  secret: FILES,
  configMap: FILES,
  downwardAPI: FILES,
  projected: FILES,
  hostPath: { type: '' },
  serviceAccountToken: { expirationSeconds: 3600 },
  ports: { protocol: 'TCP' },
  onPodConditions: { status: 'True' },
};

const POD: Defaults = { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', terminationGracePeriodSeconds: 30, schedulerName: 'default-scheduler', securityContext: {} };

/** A part of a pod or its template with what the API server would set, to be compared with another. */
export function withDefaults(value: Json, field = ''): Json {
  if (Array.isArray(value)) { return value.map(item => withDefaults(item, field)); }
  if (value === null || typeof value !== 'object') { return value; }
  const copy: Json = {};
  for (const key in value) { copy[key] = withDefaults(value[key], key === 'sources' ? key : field === 'sources' ? `projected ${key}` : key); }
  return { ...BY_FIELD[field], ...field === 'spec' && copy.containers ? POD : {}, ...isContainer(field) ? containerDefaults(copy) : {}, ...copy };
}

const isContainer = (field: string) => field === 'containers' || field === 'initContainers';

function containerDefaults({ image = '' }: Json): Defaults {
  const latest = !image.includes('@') && !/:[^/]+$/.test(image) || image.endsWith(':latest');
  return { imagePullPolicy: latest ? 'Always' : 'IfNotPresent', terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' };
}

/** Fields in which the API server does not tell nothing from no, or none. */
const PLAIN = new Set(['hostNetwork', 'hostPID', 'hostIPC', 'readOnly', 'stdin', 'stdinOnce', 'tty', 'hostPort', 'initialDelaySeconds']);

/** Whether two values are the same to the API server, which does not tell empty from missing. */
export function same(a: Json, b: Json): boolean {
  return deepEqual(normal(a), normal(b));
}

function normal(value: Json, field = ''): Json {
  if (Array.isArray(value)) { return value.length === 0 ? undefined : value.map(item => normal(item)); }
  if (value === null || typeof value !== 'object') {
    if (field === 'amount') { return Quantity.parse(value)?.toString() ?? value; }
    return value === '' || (PLAIN.has(field) && !value) ? undefined : value ?? undefined;
  }
  const entries = Object.entries(value)
    .map(([key, v]) => [key, normal(v, field === 'limits' || field === 'requests' ? 'amount' : key)])
    .filter(([, v]) => v !== undefined);
  return entries.length === 0 && field !== 'emptyDir' ? undefined : Object.fromEntries(entries);
}
