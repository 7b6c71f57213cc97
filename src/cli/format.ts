import type { Suppressed } from '../check';
import { Finding, Severity } from '../manifests';

/** What came of an analysis. */
export interface Analyzed {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** How many resources were looked at. */
  readonly resources: number;
  /** Files that hold documents which are no resources. */
  readonly passedOver: readonly string[];
}

/** Makes a text of it, part by part. */
export type Format = (analyzed: Analyzed, colours: boolean) => Iterable<string>;

export interface Summary {
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function summaryOf({ findings, resources }: Analyzed): Summary {
  const count = (wanted: Severity) => findings.reduce((sum, { severity }) => severity === wanted ? sum + 1 : sum, 0);
  return { resources, errors: count(Severity.ERROR), warnings: count(Severity.WARNING), infos: count(Severity.INFO) };
}
