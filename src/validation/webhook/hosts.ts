import { quoted } from '../field-error';
import { isAddress } from './addresses';
import { Complaints } from './complaints';
import { longerThan, notInteger } from './go';

const LABEL = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const FIRST_LABEL = /^(?:\*|(?:\*-?)?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)$/;
const NAMES = 'give a DNS name: labels of letters, digits and `-`, joined by dots';

/** Whether a text is one label of a DNS name. */
export const isLabel = (text: string) => text.length <= 63 && LABEL.test(text);

function badLength(name: string): string | undefined {
  if (longerThan(name, 255)) { return `domain name ${quoted(name)} too long (max 255)`; }
  return name === '' ? 'empty domain name not allowed' : undefined;
}

/** Whether a name, from a place on, is a plain one beyond doubt. Most are, and this is quick to tell. */
function isPlain(name: string, from: number): boolean {
  if (name.length > 63 + from) { return false; }
  let before = 46;
  let isNumber = true;
  for (let i = from; i < name.length; i++) {
    const c = name.charCodeAt(i);
    const isLetter = (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
    if (!isLetter && !(c >= 48 && c <= 57) && (c === 46 ? before === 45 || before === 46 : c !== 45 || before === 46)) { return false; }
    isNumber = c === 46 || (isNumber && !isLetter);
    before = c;
  }
  // the last label is no number, and whole
  return !isNumber && before !== 45;
}

function badLabels(name: string): string | undefined {
  const labels = name.split('.');
  const last = labels[labels.length - 1];
  if (!isLabel(last) || /^[0-9]+$/.test(last)) {
    if (notInteger(last) === undefined) {
      return `domain name ${quoted(name)} invalid (top level domain ${quoted(last)} cannot be all-numeric)`;
    }
    // a dot at the end is allowed
    if (last === '') { labels.pop(); }
  }
  for (const label of labels) {
    if (!isLabel(label)) { return `domain name ${quoted(name)} invalid (label ${quoted(label)} invalid)`; }
  }
  return undefined;
}

/** What is wrong with a full name; nothing if it is one. */
export function badName(name: string): string | undefined {
  return isPlain(name, 0) ? undefined : badLength(name) ?? badLabels(name);
}

/** What is wrong with a host, which may begin with a wildcard; nothing if it is one. */
export function badHost(host: string): string | undefined {
  if (isPlain(host, host.startsWith('*.') ? 2 : 0)) { return undefined; }
  const dot = host.indexOf('.');
  const first = dot < 0 ? host : host.slice(0, dot);
  const wrong = badLength(host);
  if (wrong !== undefined) { return wrong; }
  if (first.length > 63 || !FIRST_LABEL.test(first)) { return `domain name ${quoted(host)} invalid (label ${quoted(first)} invalid)`; }
  return dot < 0 ? undefined : badLabels(host.slice(dot + 1));
}

/** What is wrong with a host of a VirtualService on gateways; one that matches SNI may be a name that Istio makes: `outbound_.80_._.a.b`. */
export function badGatewayHost(host: string, sni: boolean): string | undefined {
  const wrong = badLength(host);
  if (wrong !== undefined || !sni || !host.startsWith('outbound_')) { return wrong ?? badHost(host); }
  const format = 'outbound_.<PORT>_._.<HOSTNAME>';
  const parts = host.split('_');
  if (parts.length < 4) { return `domain name ${host} invalid, should follow '${format}' format`; }
  const [port, name] = [parts[1], parts[3]].map(part => part.replace(/^\.+|\.+$/g, ''));
  if (!/[0-9]/.test(port)) { return `domain name ${quoted(host)} invalid (label ${quoted(port)} invalid). should follow ${format} format`; }
  return /[a-zA-Z]/.test(name) ? undefined : `domain name ${quoted(host)} invalid (label ${quoted(name)} invalid). should follow ${format} format`;
}

/** A wildcard that is but a part of a label. */
export const badWildcard = (host: string) => host.includes('*') && host.length !== 1 && !host.startsWith('*.')
  ? `partial wildcard ${quoted(host)} not allowed` : undefined;

/** A host of a Gateway's server, `host` or `namespace/host`, or of a Sidecar's egress, always `namespace/host`. */
export function namespacedHost(text: string, said: Complaints, at: 'gateway' | 'sidecar'): void {
  const slash = text.indexOf('/');
  if (slash < 0 && at === 'sidecar') {
    said.error('host must be of form namespace/dnsName', withNamespace(text));
    return;
  }
  const [namespace, host] = slash < 0 ? [undefined, text] : [text.slice(0, slash), text.slice(slash + 1)];
  if (namespace === '' || (namespace !== undefined && host === '')) {
    said.error('config namespace and dnsName in host entry cannot be empty', 'write namespace/host, with `.` for the own namespace and `*` for all');
  }
  const label = at === 'sidecar' ? namespace?.replace(/^~/, '') : namespace;
  const any = label === undefined || label === '*' || label === '.' || (label === '' && at === 'sidecar');
  if (!any && !isLabel(label)) {
    said.error(`invalid namespace value ${quoted(namespace!)} in ${at}`, 'before the slash give a namespace, `.` for the own one or `*` for all');
  }
  if (host !== '*' && !host.includes('.')) {
    said.error('short names (non FQDN) are not allowed', `give the full name, for a Service ${host || 'NAME'}.NAMESPACE.svc.cluster.local`);
  }
  const wrong = badHost(host);
  if (wrong !== undefined) {
    if (at === 'sidecar') { said.error(wrong, NAMES); }
    if (!isAddress(host)) { said.error(wrong, NAMES); }
  }
  const partial = badWildcard(host);
  if (partial !== undefined) { said.error(partial, 'let the wildcard be the whole first label, as in *.example.com'); }
}

/** A text without a dot is no host that the webhook would take after a slash; mostly it is a namespace. */
function withNamespace(text: string): string {
  if (text === '' || text === '*' || text === '.') { return 'write ./* for all hosts of the Sidecar\'s own namespace, or */* for those of all'; }
  if (!text.includes('.')) { return `write ${text}/* for all hosts of namespace ${text}, or for a Service */${text}.NAMESPACE.svc.cluster.local`; }
  return `write ./${text} for the Sidecar's own namespace, or */${text} for all`;
}

/** A name without wildcards. */
export function checkName(name: string, said: Complaints): void {
  const wrong = badName(name);
  if (wrong !== undefined) { said.error(wrong, NAMES); }
}

/** A host, which may begin with a wildcard. */
export function checkHost(name: string, said: Complaints): void {
  const wrong = badHost(name);
  if (wrong !== undefined) { said.error(wrong, `${NAMES}, with a wildcard in the first label only`); }
}

const isWildcard = (name: string) => name.startsWith('*');

/** Whether all that one host stands for is covered by another. */
export function isWithin(name: string, other: string): boolean {
  if (!isWildcard(other)) { return name === other; }
  if (isWildcard(name)) { return name.length >= other.length && name.slice(1).endsWith(other.slice(1)); }
  return name.endsWith(other.slice(1));
}
