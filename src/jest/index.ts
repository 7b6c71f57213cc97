/**
 * Matchers for manifests. `import 'cdk8s-istio/jest'` adds them to jest's global `expect`, `import 'cdk8s-istio/jest-globals'`
 * to that of `@jest/globals`. With vitest it is `expect.extend(matchers)`.
 */
import { ManifestMatchers, matchers } from './matchers';

export * from './matchers';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- it is where jest's types are
  namespace jest {
    interface Matchers<R> extends ManifestMatchers<R> {}
  }
}

const { expect } = globalThis as { expect?: { extend(added: object): void } };
expect?.extend(matchers);
