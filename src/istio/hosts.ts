/**
 * Host names as Istio takes them in VirtualServices, and how two of them relate.
 */
import { IConstruct } from 'constructs';
import { checkText, isIp } from '../core/checks';
import { invalid } from '../core/errors';

const LABEL = /^[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;
/** Labels of letters, digits and `-`, 63 at most in each and 255 in all; the first may be or begin with a wildcard, and a dot may end it. */
const DOMAIN = /^(?=.{1,255}$)(?=[^.]{1,63}(?:\.|$))(?:\*|(?:\*-?)?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?)*\.?$/;
const NUMBER_AT_END = /\.\d+\.?$/;
/** What Istio makes of a service and port for AUTO_PASSTHROUGH, e.g. `outbound_.80_._.reviews.default.svc.cluster.local`. */
const OUTBOUND_SNI = /^outbound_\.\d+_\.[-a-zA-Z0-9]*_\.[-.a-zA-Z0-9]*[a-zA-Z][-.a-zA-Z0-9]*$/;

/** Whether Istio takes a text as a label: letters, digits and `-`, at most 63 characters. */
export function isLabel(text: string): boolean {
  return typeof text === 'string' && LABEL.test(text);
}

function isDomain(host: string): boolean {
  return DOMAIN.test(host) && !NUMBER_AT_END.test(host);
}

/** A host of a VirtualService: a name, a name with a wildcard at its start, `*`, or an IP address. */
export function checkVirtualHost(scope: IConstruct, field: string, host: string, options: { readonly sni: boolean }): string {
  checkText(scope, field, host);
  if (!isDomain(host) && !isIp(host) && !(options.sni && OUTBOUND_SNI.test(host))) {
    throw invalid(scope, field, {
      given: host,
      allowed: 'a DNS name, one that begins with a wildcard ("*.example.com"), "*" or an IP address',
      todo: 'give the host alone, without scheme, port or path',
    });
  }
  return host;
}

/** The host of a destination: a name, which may begin with a wildcard. */
export function checkDestinationHost(scope: IConstruct, field: string, host: string): string {
  checkText(scope, field, host);
  if (host === '*' || !isDomain(host)) {
    throw invalid(scope, field, {
      given: host,
      allowed: 'the DNS name of a service or ServiceEntry',
      todo: 'give the host alone, without scheme, port or path; for an IP address make a ServiceEntry',
    });
  }
  return host;
}

/** Whether each request for one host is a request for another, which may be a wildcard. */
export function isWithin(host: string, other: string): boolean {
  if (!other.startsWith('*')) { return host === other; }
  return host.slice(host.startsWith('*') ? 1 : 0).endsWith(other.slice(1));
}

/** That no two hosts of one VirtualService cover the same name. */
export function checkDisjoint(scope: IConstruct, field: string, hosts: readonly string[]): void {
  if (hosts.length < 2) { return; }
  const seen = new Set<string>();
  const wildcards = new Map(hosts.filter(host => host.startsWith('*')).map(host => [host.slice(1), host]));
  const lengths = new Set([...wildcards.keys()].map(suffix => suffix.length));
  hosts.forEach((host, i) => {
    const other = seen.has(host) ? host : wildcardOver(host);
    if (other !== undefined) {
      throw invalid(scope, `${field}[${i}]`, {
        given: host,
        allowed: `hosts that do not overlap, and ${other} is one of them`,
        todo: 'drop one of the two, or make a VirtualService for each',
      });
    }
    seen.add(host);
  });

  /** Looks up the ends of a host, as many as there are lengths of wildcards. */
  function wildcardOver(host: string): string | undefined {
    const name = host.slice(host.startsWith('*') ? 1 : 0);
    for (const length of lengths) {
      const wildcard = length <= name.length ? wildcards.get(name.slice(name.length - length)) : undefined;
      if (wildcard !== undefined && wildcard !== host) { return wildcard; }
    }
    return undefined;
  }
}
