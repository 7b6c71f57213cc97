import { Field } from './field';
import { dnsSubdomain, domainPath } from '../forms';

export function checkNoBacksteps(path: Field): void {
  if (path.or('').split('/').includes('..')) { path.invalid("must not contain '..'"); }
}

/** A path within something, which must not lead out of it. */
export function checkRelativePath(path: Field): void {
  if (path.or('').startsWith('/')) { path.invalid('must be a relative path'); }
  checkNoBacksteps(path);
}

/** A path within a volume, whose own files start with two dots. */
export function checkVolumePath(path: Field): void {
  checkRelativePath(path);
  if (/^\.\.(?!\/)/.test(path.or(''))) { path.invalid("must not start with '..'"); }
}

export function checkFileMode(mode: Field): void {
  if (mode.value > 0o777 || mode.value < 0) { mode.invalid('must be a number between 0 and 0777 (octal), both inclusive'); }
}

/** A name with a domain before it. */
export function checkDomainPath(field: Field): void {
  const value: string = field.or('');
  if (value === '') { return field.required(); }
  const slash = value.indexOf('/');
  if (slash <= 0 || slash === value.length - 1) { return field.invalid('must be a domain-prefixed path (such as "acme.io/foo")'); }
  field.hasForm(dnsSubdomain, value.slice(0, slash));
  field.hasForm(domainPath, value.slice(slash + 1));
}
