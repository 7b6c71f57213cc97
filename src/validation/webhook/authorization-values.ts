import { quoted } from '../field-error';
import { badPrefix, isAddress } from './addresses';
import { Complaints } from './complaints';
import { longerThan, notUnsigned } from './go';

type Values = readonly string[];

interface Wrong {
  readonly message: string;
  readonly hint: string;
}

function tell(wrong: Wrong | undefined, said: Complaints): void {
  if (wrong) { said.error(wrong.message, wrong.hint); }
}

function empty(values: Values, key: string): Wrong | undefined {
  return values.includes('') ? { message: `empty value not allowed, found in ${key}`, hint: 'drop the empty value; `*` is any that is there' } : undefined;
}

export function nonEmpty(values: Values, said: Complaints, key: string): void {
  tell(empty(values, key), said);
}

/** Addresses and ranges; each that is wrong is told. */
export function ipRanges(values: Values, said: Complaints): void {
  for (const { message, hint } of badRanges(values)) { said.error(message, hint); }
}

function badRanges(values: Values): Wrong[] {
  const hint = 'give an IP address, or a range such as 10.0.0.0/8';
  return values.flatMap(value => {
    if (!value.includes('/')) { return isAddress(value) ? [] : [{ message: `bad IP address (${value})`, hint }]; }
    const wrong = badPrefix(value);
    return wrong === undefined ? [] : [{ message: `bad CIDR range (${value}): ${wrong}`, hint }];
  });
}

export function portNumbers(values: Values, said: Complaints): void {
  for (const { message, hint } of badPorts(values)) { said.error(message, hint); }
}

function badPorts(values: Values): Wrong[] {
  return values.flatMap(value => {
    const wrong = notUnsigned(value);
    return wrong === undefined && Number(value) <= 65535 ? [] : [{ message: `bad port (${value}): ${wrong ?? '<nil>'}`, hint: 'give a port from 0 to 65535' }];
  });
}

const MOST_ACCOUNTS = 16;
const LONGEST_ACCOUNT = 320;

export function serviceAccounts(values: Values, said: Complaints, key: string): void {
  tell(badAccount(values, key), said);
}

function badAccount(values: Values, key: string): Wrong | undefined {
  const hint = 'write SERVICE_ACCOUNT or NAMESPACE/SERVICE_ACCOUNT';
  const form = "expected format 'serviceAccount' or 'namespace/serviceAccount', found";
  if (values.length > MOST_ACCOUNTS) { return { message: `may not have more than ${MOST_ACCOUNTS} values`, hint: 'spread them over several rules' }; }
  for (const value of values) {
    if (value === '') { return empty(values, key); }
    if (value.includes('*')) { return { message: `wildcard not allowed, found in ${key}`, hint }; }
    const [namespace, account, more] = value.split('/');
    if (more !== undefined) { return { message: `${form} ${quoted(value)} in ${key}`, hint }; }
    if (longerThan(value, LONGEST_ACCOUNT)) { return { message: `value cannot exceed ${LONGEST_ACCOUNT} characters, found ${quoted(value)} in ${key}`, hint }; }
    if (namespace === '') { return { message: `${form} empty namespace ${quoted(value)} in ${key}`, hint }; }
    if (account === '') { return { message: `${form} empty serviceAccount ${quoted(value)} in ${key}`, hint }; }
  }
  return undefined;
}

function badWildcard(values: Values, key: string): Wrong | undefined {
  const hint = 'write a value, PREFIX*, *SUFFIX or *';
  const none = empty(values, key);
  if (none) { return none; }
  for (const value of values) {
    const star = value.indexOf('*');
    if (star < 0) { continue; }
    if (value.indexOf('*', star + 1) >= 0) { return { message: `at most one wildcard is allowed, found in ${key}: ${quoted(value)}`, hint }; }
    if (star > 0 && star < value.length - 1) { return { message: `wildcard is only allowed at the start or end, found in ${key}: ${quoted(value)}`, hint }; }
  }
  return undefined;
}

export function trustDomains(values: Values, said: Complaints, key: string): void {
  const slash = values.find(value => value.includes('/'));
  const wrong = badWildcard(values, key);
  tell(wrong ?? (slash === undefined ? undefined : { message: `trust domain must not contain '/', found in ${key}: ${quoted(slash)}`, hint: 'give the trust domain alone' }), said);
}

const ONE = '{*}';
const ANY = '{**}';
const SEGMENT = /^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/;

/** Paths, in which `{*}` is one segment and `{**}`, at the end, any number of them. */
export function pathTemplates(paths: Values, said: Complaints, key: string): void {
  for (const path of paths) {
    const wrong = badTemplate(path, key);
    if (wrong) { return tell(wrong, said); }
  }
}

function badTemplate(given: string, key: string): Wrong | undefined {
  const isTemplate = given.includes(ONE) || given.includes(ANY);
  const path = given.replace(/^\/+|\/+$/g, '');
  const fail = (reason: string) => ({
    message: `invalid or unsupported path ${path}, found in ${key}. ${reason}`,
    hint: 'write {*} for one segment of a path and {**} for all that follow, and nothing else in braces',
  });
  let ended = false;
  for (const segment of path.split('/')) {
    if (segment === ONE || segment === ANY) {
      if (ended) { return fail('{**} is not the last operator'); }
      ended = segment === ANY;
    } else if (segment.includes('{') || segment.includes('}')) {
      return fail("Contains '{' or '}' beyond a supported path template");
    } else if (isTemplate && !SEGMENT.test(segment)) {
      return fail(`Contains segment ${segment} with invalid string literal`);
    }
  }
  return undefined;
}

const FREE = new Set(['source.namespace', 'source.principal', 'request.auth.principal', 'request.auth.audiences', 'request.auth.presenter', 'connection.sni']);
const RANGES = new Set(['source.ip', 'remote.ip', 'destination.ip']);
const MAPS = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];

/** What is wrong with values of an attribute that a condition names, or with its name. Of several that are wrong it is told in one. */
export function attribute(key: string, values: Values): (Wrong & { readonly ofKey?: boolean }) | undefined {
  const bad = (message: string, hint: string) => ({ message, hint, ofKey: true });
  const none = empty(values, key);
  if (none) { return none; }
  if (key.startsWith('request.headers')) { return badMapKey(key); }
  if (RANGES.has(key)) { return together(badRanges(values)); }
  if (key === 'source.serviceAccount') { return badAccount(values, key); }
  if (key === 'source.trustDomain') { return badWildcard(values, key); }
  if (key === 'destination.port') { return together(badPorts(values)); }
  if (FREE.has(key)) { return undefined; }
  if (MAPS.some(prefix => key.startsWith(prefix))) { return badMapKey(key); }
  if (key === 'destination.namespace') { return bad(`attribute ${key} is replaced by the metadata.namespace`, 'put the policy into that namespace'); }
  if (key.startsWith('destination.labels')) { return bad(`attribute ${key} is replaced by the workload selector`, 'use selector'); }
  if (key === 'destination.name' || key === 'destination.user') {
    return bad(`deprecated attribute ${key}: only supported in v1alpha1`, 'use selector');
  }
  return bad(`unknown attribute: ${key}`, 'name an attribute that Istio knows, such as request.headers[NAME], source.ip or request.auth.claims[NAME]');
}

function badMapKey(key: string) {
  const open = key.indexOf('[');
  if (key.endsWith(']') && open > 0 && open < key.length - 2) { return undefined; }
  return { message: `bad key (${key}): should have format a[b]`, hint: 'write NAME[KEY], such as request.headers[User-Agent]', ofKey: true };
}

/** Several complaints in one, as Go's multierror writes them. */
function together(wrong: readonly Wrong[]): Wrong | undefined {
  if (wrong.length === 0) { return undefined; }
  const count = wrong.length === 1 ? '1 error' : `${wrong.length} errors`;
  return { message: `${count} occurred:\n${wrong.map(({ message }) => `\t* ${message}\n`).join('')}\n`, hint: wrong[0].hint };
}
