import { Manifests } from '../../../src/manifests';
import { validate } from '../../../src/validation';

/** What a document is refused for, without the examples that the API server gives of what it takes; with `old`, an update. */
export function refused(document: any, old?: any): string[] {
  const manifests = (object: any) => Manifests.fromYaml(JSON.stringify(object));
  return validate(manifests(document), { old: old && manifests(old) }).findings.map(({ code, message }) => {
    if (code !== 'K8S0001') { throw new Error(message); }
    return message.replace(/ \((e\.g\. '|regex used).*\)$/, '');
  });
}

const object = (apiVersion: string, kind: string) => (spec: object) => ({ apiVersion, kind, metadata: { name: 'x' }, spec });

export const service = (spec: object) => object('v1', 'Service')({ ports: [{ port: 80 }], ...spec });
export const podSpec = (pod: object = {}, container: object = {}) => ({ containers: [{ name: 'a', image: 'a', ...container }], ...pod });
const template = (spec: object) => ({ selector: { matchLabels: { app: 'a' } }, template: { metadata: { labels: { app: 'a' } }, spec } });

export const pod = (spec: object = {}, container: object = {}) => object('v1', 'Pod')(podSpec(spec, container));
export const deployment = (spec: object = {}, ofPod: object = {}, container: object = {}) => object('apps/v1', 'Deployment')({ ...template(podSpec(ofPod, container)), ...spec });
export const daemonSet = (spec: object) => object('apps/v1', 'DaemonSet')({ ...template(podSpec()), ...spec });
export const statefulSet = (spec: object) => object('apps/v1', 'StatefulSet')({ ...template(podSpec()), ...spec });
export const job = (spec: object) => object('batch/v1', 'Job')({ template: { spec: podSpec({ restartPolicy: 'Never' }) }, ...spec });
export const cronJob = (spec: object) => object('batch/v1', 'CronJob')({
  schedule: '* * * * *', jobTemplate: { spec: { template: { spec: podSpec({ restartPolicy: 'Never' }) } } }, ...spec,
});
export const ingress = (spec: object) => object('networking.k8s.io/v1', 'Ingress')(spec);
export const networkPolicy = (spec: object) => object('networking.k8s.io/v1', 'NetworkPolicy')(spec);
export const autoscaler = (spec: object) => object('autoscaling/v2', 'HorizontalPodAutoscaler')({
  maxReplicas: 2, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' }, ...spec,
});
