/**
 * Matchers for manifests. `import 'cdk8s-istio/jest'` adds them to the `expect` of jest; with vitest it is
 * `expect.extend(matchers)`.
 */
import { FindingCriteria, matchers, Subject } from './matchers';

export { matchers };
export type { FindingCriteria, Subject };

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> extends ManifestMatchers<R> {}
  }
}

interface ManifestMatchers<R> {
  /**
   * Nothing at all is wrong: no errors and no warnings are found. Infos do not count.
   *
   * The subject is an App, a Chart or any other construct, a list of manifests as `Testing.synth` returns it, or a text of YAML.
   */
  toHaveNoFindings(): R;

  /** There is a finding of the code, about the resource and field that are named, if they are. */
  toHaveFinding(code: string, criteria?: FindingCriteria): R;
}

const { expect } = globalThis as { expect?: { extend(matchers: object): void } };
expect?.extend(matchers);
