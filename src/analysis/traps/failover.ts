import { ISTIO } from './routing';
import { Finding, Json, record } from '../../manifests';
import { warning } from '../code';
import { records } from '../fields';
import { Mesh } from '../mesh';

const NO_OUTLIER_DETECTION = warning('CDI0101', 'FailoverWithoutOutlierDetection');

type Steps = readonly (string | number)[];

/** Failover in the policy of a port or a subset. Istio itself looks at the policy for the whole host only. */
export function * failover({ manifests }: Mesh): Generator<Finding> {
  for (const rule of manifests.ofKind(ISTIO, 'DestinationRule')) {
    const { trafficPolicy, subsets } = record(rule.object.spec);
    const places: [Steps, Json, boolean][] = ports(['spec', 'trafficPolicy'], trafficPolicy);
    for (const [i, subset] of records(subsets).entries()) {
      const steps = ['spec', 'subsets', i, 'trafficPolicy'];
      places.push([steps, record(subset.trafficPolicy), record(trafficPolicy).outlierDetection !== undefined], ...ports(steps, subset.trafficPolicy));
    }
    for (const [steps, policy, inherits] of places) {
      if (policy.outlierDetection !== undefined || inherits || !failsOver(record(policy.loadBalancer))) { continue; }
      yield NO_OUTLIER_DETECTION.at(rule, [...steps, 'loadBalancer'], 'failover takes effect with outlier detection only, as nothing else finds the endpoints that fail',
        'set outlierDetection beside it');
    }
  }
}

/** The policies of single ports, which replace that of the host as a whole. */
function ports(steps: Steps, trafficPolicy: unknown): [Steps, Json, boolean][] {
  return records(record(trafficPolicy).portLevelSettings).map((policy, i) => [[...steps, 'portLevelSettings', i], policy, false]);
}

function failsOver({ localityLbSetting, zoneAwareLbSetting }: Json): boolean {
  return [localityLbSetting, zoneAwareLbSetting].map(record).some(s => s.failover?.length > 0 || s.failoverPriority?.length > 0);
}
