import { Finding, Json, record } from '../../manifests';
import { warning } from '../code';
import { records, text } from '../fields';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const NEGATIVE = warning('IST0171', 'NegativeConditionStatus');

const WAYPOINT = ['istio.io/WaypointBound'];
const ROUTE = ['Accepted', 'Programmed', 'ResolvedRefs'];

/** Conditions of each kind that a controller sets to False where it cannot do what an object asks for. */
const CONDITIONS: readonly (readonly [group: string, kind: string, types: readonly string[]])[] = [
  ['', 'Service', WAYPOINT],
  ['networking.istio.io', 'ServiceEntry', WAYPOINT],
  ['networking.istio.io', 'WorkloadEntry', WAYPOINT],
  ['security.istio.io', 'AuthorizationPolicy', ['ZtunnelAccepted', 'WaypointAccepted']],
  ['gateway.networking.k8s.io', 'Gateway', ROUTE],
  ['gateway.networking.k8s.io', 'HTTPRoute', ROUTE],
  ['gateway.networking.k8s.io', 'GRPCRoute', ROUTE],
];

/** What was read from a cluster may say itself that it does not work. */
function* conditions(mesh: Mesh): Generator<Finding> {
  for (const [group, kind, types] of CONDITIONS) {
    for (const manifest of mesh.manifests.ofKind(group, kind)) {
      if (!manifest.status) { continue; }
      const { conditions: own, parents } = record(manifest.status);
      const places = [
        ...records(own).map((condition, i) => ({ condition, steps: ['status', 'conditions', i] })),
        ...records(parents).flatMap((parent, i) => records(parent.conditions).map((condition, j) => ({ condition, steps: ['status', 'parents', i, 'conditions', j] }))),
      ];
      for (const { condition, steps } of places) {
        const { type, reason, message } = condition;
        if (!types.includes(type) || !isNegative(condition)) { continue; }
        yield NEGATIVE.at(manifest, steps,
          `the controller says that ${type} is not so (${text(reason) ?? 'for no reason'}): ${text(message) ?? 'it says no more'}`,
          'mend what it says, and read the status again');
      }
    }
  }
}

/** A waypoint that takes a part of a policy says True. */
const isNegative = ({ type, status, reason }: Json) => status === 'False' || (type === 'WaypointAccepted' && reason === 'PartiallyInvalid');

export const CONDITION_RULES: readonly Rule[] = [conditions];
