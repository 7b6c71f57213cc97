/**
 * Values in, manifests out of Istio's Helm chart `gateway`: the same values as props, the same manifests.
 *
 * The labels that Helm puts on what it installs are given as `labels`. Of the annotations of pods,
 * `sidecar.istio.io/inject`, which Istio has deprecated, is given as `podAnnotations`; the label says the same.
 */
import * as fs from 'fs';
import * as path from 'path';
import { Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as YAML from 'yaml';
import { IngressGatewayDeployment, IngressGatewayDeploymentProps } from '../../src';
import { CORPORA } from '../corpora';
import { schemaErrors } from '../schema';

const CORPUS = path.join(CORPORA, 'istio', 'gateway-chart');
const cases = fs.existsSync(CORPUS) ? fs.readdirSync(CORPUS).filter(file => !file.endsWith('.golden.yaml')) : [];

const HELM: IngressGatewayDeploymentProps = {
  name: 'istio-ingress',
  namespace: 'istio-ingress',
  podAnnotations: { 'sidecar.istio.io/inject': 'true' },
  labels: {
    'app.kubernetes.io/name': 'istio-ingress',
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/instance': 'istio-ingress',
    'app.kubernetes.io/part-of': 'istio',
    'app.kubernetes.io/version': '1.0.0',
    'helm.sh/chart': 'gateway-1.0.0',
  },
};

/** Values of the chart as props: the names are the same, a few types and two names are not. */
function toProps({ autoscaling, podDisruptionBudget, ...values }: any): IngressGatewayDeploymentProps {
  const { minAvailable, maxUnavailable, ...budget } = podDisruptionBudget ?? {};
  const share = (value?: number | string) => value === undefined ? undefined
    : typeof value === 'number' ? kplus.k8s.IntOrString.fromNumber(value) : kplus.k8s.IntOrString.fromString(value);
  return {
    ...values,
    autoscaling: autoscaling && { enabled: autoscaling.enabled, min: autoscaling.minReplicas, max: autoscaling.maxReplicas },
    podDisruptionBudget: podDisruptionBudget && { ...budget, minAvailable: share(minAvailable), maxUnavailable: share(maxUnavailable) },
  };
}

/** Without what Helm leaves empty. */
function tidy(value: any): any {
  if (Array.isArray(value)) { return value.map(tidy); }
  if (value === null || typeof value !== 'object') { return value; }
  return Object.fromEntries(Object.entries(value)
    .filter(([key, v]) => v !== null && !(key === 'annotations' && Object.keys(v as object).length === 0))
    .map(([key, v]) => [key, tidy(v)]));
}

if (cases.length === 0) {
  test.skip('the corpus of Istio\'s gateway chart is not on this machine (../shared/corpora/istio/gateway-chart)', () => {});
} else {
  test.each(cases)('%s', file => {
    // GIVEN
    const read = (name: string) => YAML.parse(fs.readFileSync(path.join(CORPUS, name), 'utf8'));
    const golden = tidy(read(file.replace('.yaml', '.golden.yaml')));

    // WHEN
    const chart = Testing.chart();
    new IngressGatewayDeployment(chart, 'gateway', { ...HELM, ...toProps(read(file)?.spec.values ?? {}) });

    // THEN
    const documents = Testing.synth(chart);
    expect(documents.flatMap(schemaErrors)).toEqual([]);
    expect(documents.filter(document => document.kind === golden.kind)).toEqual([golden]);
  });
}
