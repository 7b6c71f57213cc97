import { Complaints } from './complaints';
import { checkHost, isLabel } from './hosts';
import { checkPort } from './ports';

type Json = any;

export function subsetName(name: string, said: Complaints): void {
  if (name === '') {
    said.error('subset name cannot be empty', 'name the subset');
  } else if (!isLabel(name)) {
    said.error(`subset name is invalid: ${name}`, 'give a name of letters, digits and `-`, 63 at most');
  }
}

/** Where requests go. */
export function destination(target: Json, said: Complaints): void {
  if (target.host === '*') {
    said.error('invalid destination host *', 'name one host', 'host');
  } else {
    said.in(target, 'host', checkHost);
  }
  if (target.subset) { said.in(target, 'subset', subsetName); }
  if (target.port !== undefined) { checkPort(target.port.number, said, 'port', 'number'); }
}

/** Destinations that share requests, each looked at by `more`, too. */
export function weighted(route: Json, said: Complaints, more?: (target: Json, said: Complaints) => void): void {
  said.each(route, 'route', weightedDestination, more);
  const targets: Json[] = route.route ?? [];
  // the webhook's sum is one of 32 bits
  if (targets.length > 1 && targets.reduce((sum, { weight = 0 }) => sum + weight, 0) % 2 ** 32 === 0) {
    said.error('total destination weight = 0', 'give weights; each destination gets its share of their sum', 'route');
  }
}

function weightedDestination(target: Json, said: Complaints, more?: (target: Json, said: Complaints) => void): void {
  more?.(target, said);
  said.in(target, 'destination', destination);
  if (target.weight < 0) { said.error(`weight ${target.weight} < 0`, 'give 0 or more', 'weight'); }
}
