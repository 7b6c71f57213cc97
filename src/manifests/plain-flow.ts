import { Json } from './yaml';
import { plainScalar } from './yaml-scalars';

/** Punctuation, a text in quotes, or a word that no character makes more of; and the blanks before it. */
const TOKEN = / *(?:([[\]{},])|"([^"\\\n]*)"|'([^'\n]*)'|([\w./+-]+))/y;
const AFTER_KEY = /:(?= )/y;
const AFTER_VALUE = /(?= *[,\]}])/y;

/** Reads a list or mapping in brackets that holds words, numbers and texts in quotes; returns nothing for any other. */
export function parsePlainFlow(text: string): Json | undefined {
  let at = 0;
  const next = (): RegExpExecArray | undefined => {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text) ?? undefined;
    if (token) { at = TOKEN.lastIndex; }
    return token;
  };
  const follows = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) { at = pattern.lastIndex; }
    return found;
  };
  const scalar = ([, , double, single, word]: RegExpExecArray): Json => {
    if (word === undefined) { return double ?? single; }
    const value = plainScalar(word);
    return word.startsWith('-') && typeof value === 'string' || Number.isNaN(value) || value === Infinity || value === -Infinity ? undefined : value;
  };
  /** What starts with a token; nothing if it cannot be told. */
  const value = (token: RegExpExecArray | undefined): Json | undefined => {
    if (!token) { return undefined; }
    if (token[1] === '[') { return list(); }
    if (token[1] === '{') { return map(); }
    return token[1] === undefined && follows(AFTER_VALUE) ? scalar(token) : undefined;
  };
  const list = (): Json[] | undefined => {
    const items: Json[] = [];
    for (let token = next(); token?.[1] !== ']'; token = next()) {
      const item = value(token);
      if (item === undefined) { return undefined; }
      items.push(item);
      const end = next()?.[1];
      if (end === ']') { return items; }
      if (end !== ',') { return undefined; }
    }
    return items;
  };
  const map = (): Json | undefined => {
    const entries: Json = {};
    for (let token = next(); token?.[1] !== '}'; token = next()) {
      const key = token && token[1] === undefined ? scalar(token) : undefined;
      if (typeof key !== 'string' || key === '__proto__' || Object.hasOwn(entries, key) || !follows(AFTER_KEY)) { return undefined; }
      const entry = value(next());
      if (entry === undefined) { return undefined; }
      entries[key] = entry;
      const end = next()?.[1];
      if (end === '}') { return entries; }
      if (end !== ',') { return undefined; }
    }
    return entries;
  };
  const read = value(next());
  return at === text.length ? read : undefined;
}
