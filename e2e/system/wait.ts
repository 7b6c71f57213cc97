/** Bounded waiting: nothing in this folder waits without an end and a reason. */

export const sleep = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds));

type Answer<T> = T | undefined | false;

/**
 * Asks again and again until there is an answer.
 *
 * @param what the end of the sentence "waited N s for ..."
 * @param probe gives `undefined` or `false`, or throws, as long as there is none
 * @param more what to add to the error, such as the end of a log
 */
export async function waitFor<T>(what: string, seconds: number, probe: () => Answer<T> | Promise<Answer<T>>, more?: () => string): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let last: unknown;
  for (;;) {
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== false) { return answer; }
      last = undefined;
    } catch (error) {
      if (error instanceof GivenUp) { throw error; }
      last = error;
    }
    if (Date.now() > end) {
      const because = last === undefined ? '' : `: ${last instanceof Error ? last.message : String(last)}`;
      throw new Error(`waited ${seconds} s for ${what}${because}${more ? `\n${more()}` : ''}`);
    }
    await sleep(100);
  }
}

/** Thrown by a probe when waiting longer is of no use. */
export class GivenUp extends Error {}
