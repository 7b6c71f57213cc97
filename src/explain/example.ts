import { Explanation } from './explanation';

/** A part of a text that is wrong, and what it should be. */
export type Mend = readonly [wrong: string, mended: string];

/** An explanation whose second example is the first with what is wrong replaced. */
export function example(code: string, why: string, wrong: string, ...mends: readonly Mend[]): Explanation {
  let mended = wrong;
  for (const [from, to] of mends) {
    if (!mended.includes(from)) { throw new Error(`${code}: the example does not hold ${from}`); }
    mended = mended.replace(from, () => to);
  }
  return { code, why, wrong, mended };
}
