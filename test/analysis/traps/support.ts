import { CheckOptions } from '../../../src/check';
import { analyze } from '../support';

/** Findings of one code, as `name path: message`. */
export const messages = (code: string, documents: readonly object[], options?: CheckOptions): string[] =>
  analyze(documents, options).filter(f => f.code === code).map(f => `${f.manifest.name} ${f.path}: ${f.message}`);

/** What is to be done about the first of them. */
export const hint = (code: string, documents: readonly object[]): string | undefined => analyze(documents).find(f => f.code === code)?.hint;
