import { Explanation } from './explanation';

/** An explanation whose manifests are mended by putting other lines for some that stand there. */
export function mended(code: string, why: string, wrong: string, ...changes: readonly (readonly [from: string, to: string])[]): Explanation {
  return { code, why, wrong, mended: changes.reduce((text, [from, to]) => text.replace(from, to), wrong) };
}
