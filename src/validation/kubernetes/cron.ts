type Bounds = readonly [least: number, most: number, names?: string];

const FIELDS: readonly Bounds[] = [[0, 59], [0, 23], [1, 31], [1, 12, 'jan feb mar apr may jun jul aug sep oct nov dec'], [0, 6, 'sun mon tue wed thu fri sat']];
const DESCRIPTORS = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);
const DURATION = /^[+-]?(0|(\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/;

class Complaint extends Error {}

/** What the API server says to a schedule that it cannot read. */
export function cronComplaint(schedule: string): string | undefined {
  // a time zone before it is refused elsewhere
  const spec = schedule.replace(/^(CRON_)?TZ=\S* /, '').trim();
  if (spec.startsWith('@')) { return descriptorComplaint(spec); }
  const fields = spec.split(/\s+/).filter(field => field !== '');
  if (fields.length !== FIELDS.length) { return `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`; }
  try {
    fields.forEach((field, i) => field.split(',').filter(part => part !== '').forEach(part => checkRange(part, FIELDS[i])));
  } catch (e) {
    if (!(e instanceof Complaint)) { throw e; }
    return e.message;
  }
  return undefined;
}

function descriptorComplaint(spec: string): string | undefined {
  if (DESCRIPTORS.has(spec)) { return undefined; }
  if (!spec.startsWith('@every ')) { return `unrecognized descriptor: ${spec}`; }
  const duration = spec.slice('@every '.length);
  return DURATION.test(duration) ? undefined : `failed to parse duration ${duration}: time: invalid duration ${JSON.stringify(duration)}`;
}

function checkRange(expression: string, [least, most, names]: Bounds): void {
  const [range, step, ...more] = expression.split('/');
  const [low, high, ...others] = range.split('-');
  const star = low === '*' || low === '?';
  const start = star ? least : number(low, least, names);
  if (!star && others.length > 0) { throw new Complaint(`too many hyphens: ${expression}`); }
  let end = star ? most : high === undefined ? start : number(high, least, names);
  if (more.length > 0) { throw new Complaint(`too many slashes: ${expression}`); }
  const every = step === undefined ? 1 : number(step, 0);
  if (step !== undefined && high === undefined) { end = most; }
  if (start < least) { throw new Complaint(`beginning of range (${start}) below minimum (${least}): ${expression}`); }
  if (end > most) { throw new Complaint(`end of range (${end}) above maximum (${most}): ${expression}`); }
  if (start > end) { throw new Complaint(`beginning of range (${start}) beyond end of range (${end}): ${expression}`); }
  if (every === 0) { throw new Complaint(`step of range should be a positive number: ${expression}`); }
}

function number(text: string, least: number, names?: string): number {
  const named = names === undefined || text === '' ? -1 : names.split(' ').indexOf(text.toLowerCase());
  if (named >= 0) { return named + least; }
  if (!/^[+-]?\d+$/.test(text)) { throw new Complaint(`failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`); }
  if (Number(text) < 0) { throw new Complaint(`negative number (${Number(text)}) not allowed: ${text}`); }
  return Number(text);
}
