import { Complaints } from './complaints';
import { isLabel } from './hosts';

interface Exporter {
  readonly namespace: string;
  /** ServiceEntries may be exported to no one. */
  readonly toNoOne?: boolean;
  /** DestinationRules with a selector stay in their namespace. */
  readonly selects?: boolean;
}

/** Where a resource can be seen. */
export function exportTo(entries: readonly string[], said: Complaints, { namespace, toNoOne = false, selects = false }: Exporter): void {
  if (entries.length === 0) { return; }
  const seen = new Set<string>();
  entries.forEach((entry, i) => {
    const key = entry === '.' ? namespace : entry;
    if (seen.has(key)) {
      const which = key === entry ? `for entry ${entry}` : `: . and current namespace ${namespace}`;
      said.error(`duplicate entries in exportTo${key === entry ? ' ' : ''}${which}`, 'drop one of the two', i);
    } else if (key === '~' && !toNoOne) {
      said.error('exportTo ~ (none) is not allowed for Istio configuration objects', 'give `.` for the own namespace, `*` for all, or namespaces', i);
    } else if (key !== '.' && key !== '*' && key !== '~' && !isLabel(key)) {
      said.error('only .,*, or a valid DNS 1123 label is allowed as exportTo entry', 'give `.` for the own namespace, `*` for all, or namespaces', i);
    } else {
      seen.add(key);
    }
  });
  if (selects && seen.size > 0 && !seen.has(namespace)) {
    said.error('destination rule with workload selector cannot have exportTo beyond current namespace', 'export it to `.`, or drop workloadSelector');
  } else if (selects && seen.size > 1) {
    said.error('destination rule with workload selector cannot have multiple entries in exportTo', 'export it to `.` alone, or drop workloadSelector');
  }
  if (seen.has('*') && entries.length > 1) {
    said.error('cannot have both public (*) and non-public exportTo values for a resource', 'keep `*` alone, or drop it');
  }
  if (seen.has('~') && entries.length > 1) {
    said.error('cannot export service entry to no one (~) and someone', 'keep `~` alone, or drop it');
  }
}
