/** What there is to say of a code, for `cdk8s-istio explain` and the pages in docs/. */
export interface Explanation {
  /** e.g. `IST0101`. */
  readonly code: string;
  /** Why it matters: what happens to requests, or at apply, if nothing is done. */
  readonly why: string;
  /**
   * What the examples are written in: YAML, or constructs, where only these have it.
   *
   * @default 'yaml'
   */
  readonly language?: 'yaml' | 'ts';
  /** Manifests that have it. */
  readonly wrong: string;
  /** The same manifests, mended. */
  readonly mended: string;
}
