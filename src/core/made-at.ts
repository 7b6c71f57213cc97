import * as path from 'path';
import { IConstruct } from 'constructs';

const MADE_AT = Symbol.for('cdk8s-istio.MadeAt');
type Placed = IConstruct & { [MADE_AT]?: { readonly stack?: unknown } };

const LIBRARY = path.join(__dirname, '..', path.sep);
/** Frames that are no program of a user: what constructs stand on, Node itself, and what runs programs in other languages. */
const NO_PROGRAM = /[\\/]node_modules[\\/](?:constructs|cdk8s|cdk8s-plus-\d+|@jsii)[\\/]|jsii.*[\\/](?:bin[\\/]jsii-runtime|lib[\\/]program)\.js|^node:/;

/**
 * Remembers where a construct is made. V8 notes the frames without making a text of them, in two microseconds.
 *
 * @param made the class of what is made: frames are noted from its `new` on
 * @param frames how many
 */
export function rememberPlace(construct: IConstruct, made: Function, frames: number): void {
  const place = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = frames;
  Error.captureStackTrace(place, made);
  Error.stackTraceLimit = stackTraceLimit;
  (construct as Placed)[MADE_AT] = place;
}

/** The line of the user's program that made a construct, e.g. `main.ts:12:3`, or what holds it; nothing if that is not known. */
export function placeOf(construct: IConstruct): string | undefined {
  for (let c: IConstruct | undefined = construct; c; c = c.node.scope) {
    const place = firstOwn((c as Placed)[MADE_AT]?.stack);
    if (place !== undefined) { return place; }
  }
  return undefined;
}

/** The first frame of a program; one in a package of constructs if no other is there. */
function firstOwn(stack: unknown): string | undefined {
  if (typeof stack !== 'string') { return undefined; }
  const places = stack.split('\n').flatMap(line => {
    const [, location] = /^\s+at (?:.*\()?(.*:\d+:\d+)\)?$/.exec(line) ?? [];
    const place = location?.replace(/^file:\/\/(?:\/(?=[A-Za-z]:))?/, '');
    return place === undefined || place.startsWith(LIBRARY) || NO_PROGRAM.test(place) ? [] : [place];
  });
  const place = places.find(p => !/[\\/]node_modules[\\/]/.test(p)) ?? places[0];
  if (place === undefined) { return undefined; }
  const relative = path.relative(process.cwd(), place);
  return relative.startsWith('..') ? place : relative;
}
