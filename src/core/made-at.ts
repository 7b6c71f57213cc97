import * as path from 'path';
import { IConstruct } from 'constructs';

/** More than any construct of ours is away from the line of the user's program that asks for it. */
const FRAMES = 10;
const MADE_AT = Symbol.for('cdk8s-istio.MadeAt');

const LIBRARY = path.join(__dirname, '..', path.sep);
/** Frames that are no program of a user: what constructs stand on, Node itself, and what runs programs in other languages. */
const NO_PROGRAM = /[\\/]node_modules[\\/](?:constructs|cdk8s|cdk8s-plus-\d+|@jsii)[\\/]|jsii.*[\\/](?:bin[\\/]jsii-runtime|lib[\\/]program)\.js|^node:/;

/**
 * Remembers where a construct is made. V8 notes the frames without making a text of them, which takes a microsecond or two.
 *
 * @param made the class whose constructor is called there
 */
export function rememberPlace(construct: IConstruct, made: Function): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, made);
  Error.stackTraceLimit = stackTraceLimit;
  Object.defineProperty(construct, MADE_AT, { value: holder });
}

/** The line of the user's program that made a construct, e.g. `main.ts:12:3`, or what holds it; nothing if that is not known. */
export function placeOf(construct: IConstruct): string | undefined {
  for (let c: IConstruct | undefined = construct; c; c = c.node.scope) {
    const place = firstOwn((c as { [MADE_AT]?: { stack?: unknown } })[MADE_AT]?.stack);
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
