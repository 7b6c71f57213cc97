// eslint-disable-next-line import/no-extraneous-dependencies -- who imports this file has it
import { expect } from '@jest/globals';
import { ManifestMatchers, matchers } from './matchers';

export * from './matchers';

declare module '@jest/expect' {
  interface Matchers<R extends void | Promise<void>> extends ManifestMatchers<R> {}
}

expect.extend(matchers);
