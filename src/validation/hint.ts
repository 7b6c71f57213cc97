import { FieldError } from './field-error';

/** What to do about an error of the schema. */
export function hintFor({ message, field }: FieldError): string {
  if (message.startsWith('Required value')) { return 'add the field'; }
  if (message.startsWith('Unsupported value')) { return 'give one of the supported values'; }
  if (message.startsWith('Too long')) { return 'shorten it'; }
  if (message.startsWith('Too many')) { return 'drop some, or spread them over several objects'; }
  if (message.startsWith('Duplicate value')) { return 'drop one of the two, or tell them apart'; }
  const type = /must be of type ([\w,]+): "(\w+)"$/.exec(message);
  if (type && type[1] === 'string' && ['integer', 'number', 'boolean'].includes(type[2])) { return 'put the value in quotes'; }
  if (type && ['integer', 'int32', 'int64', 'boolean'].includes(type[1]) && type[2] === 'string') { return 'write the value without quotes, or give one of that type'; }
  if (type) { return 'give a value of that type'; }
  if (message.includes('(oneOf). Found ') && message.includes('valid alternatives')) { return 'set only one of the fields that exclude each other'; }
  return field.startsWith('metadata.') ? 'rename it' : 'give a value that the schema takes';
}

/** The name of those there are that was most likely meant; nothing if none is close. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.min(3, Math.ceil(name.length / 3) + 1);
  if (name.length > 100) { return undefined; }
  for (const candidate of names) {
    const changes = distance(name.toLowerCase(), candidate.toLowerCase());
    if (changes < least) { [best, least] = [candidate, changes]; }
  }
  return best;
}

/** How many letters must be put in, taken out or changed to make one word of another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
