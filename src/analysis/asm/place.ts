import { Json, Manifest, record } from '../../manifests';

type Steps = readonly (string | number)[];

/** A configuration of an IstioGateway as it holds in one place: its own, or that of a cluster with an override. */
export interface Place {
  /** Where it stands: `spec`, or an override in it. */
  readonly steps: Steps;
  /** What is said in this place. */
  readonly own: Json;
  /** What holds: the override's fields before the gateway's, and the Service annotations of both. */
  readonly all: Json;
}

/** The places where a gateway's configuration holds, its own first. */
export function placesOf(gateway: Manifest): Place[] {
  const { overrides, ...basic } = record(gateway.object.spec);
  return [
    { steps: ['spec'], own: basic, all: basic },
    ...Object.entries(record(overrides)).map(([id, override]) => {
      const own = record(override);
      const serviceAnnotations = { ...record(basic.serviceAnnotations), ...record(own.serviceAnnotations) };
      return { steps: ['spec', 'overrides', id], own, all: { ...basic, ...own, serviceAnnotations } };
    }),
  ];
}

/** Where a field that holds in a place is said. */
export function stepsTo(place: Place, field: string): Steps {
  return [...place.own[field] === undefined ? ['spec'] : place.steps, field];
}

/** Whether a place says one of several fields itself; what the gateway's own configuration says is not reported again for every override. */
export function says(place: Place, ...fields: string[]): boolean {
  return fields.some(field => place.own[field] !== undefined);
}

/** The places in which all that holds for some pods is said: the gateway's own does not if each of its clusters has an override. */
export function placesOfPods(gateway: Manifest, places: readonly Place[]): readonly Place[] {
  const { clusterIds, overrides } = record(gateway.object.spec);
  const standsAlone = !Array.isArray(clusterIds) || clusterIds.length === 0 || clusterIds.some(id => !Object.hasOwn(record(overrides), id));
  return standsAlone ? places : places.slice(1);
}
