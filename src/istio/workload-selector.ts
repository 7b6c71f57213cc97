/**
 * The pods and virtual machines, in the namespace of the object itself, that an object is for.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/
 */
export interface WorkloadSelector {
  /** Labels that a workload must carry, all of them. */
  readonly matchLabels: { [label: string]: string };
}
