import { Finding, Severity } from '../manifests';

/** How parts of a text are made to stand out. */
export interface Style {
  readonly severity: (severity: Severity, text: string) => string;
  /** What is looked for first: the code and the resource. */
  readonly strong: (text: string) => string;
  /** What matters to those who want to know more. */
  readonly faint: (text: string) => string;
}

const PLAIN: Style = { severity: (_, text) => text, strong: text => text, faint: text => text };

/**
 * A finding in words, over several lines:
 *
 *     error IST0101 ReferencedResourceNotFound: VirtualService default/reviews, spec.http[0].route[0].destination.host
 *       the host "review" names no Service
 *       to do: name the Service reviews
 *       made at main.ts:12:3 [chart/reviews]
 */
export function findingText(finding: Finding, style: Style = PLAIN): string {
  const { severity, code, name, message, hint, path } = finding;
  const about = [resourceText(finding), path].filter(text => text);
  const place = placeText(finding);
  return [
    [style.severity(severity, severity), style.strong(code), name].filter(text => text).join(' ') + (about.length > 0 ? `: ${about.join(', ')}` : ''),
    ...linesOf(message),
    ...hint ? [`to do: ${hint}`] : [],
    ...place ? [style.faint(place)] : [],
  ].join('\n').replaceAll('\n', '\n  ');
}

/** Istio lists several errors in lines of their own, some indented by tabs and some empty. */
const linesOf = (message: string): string[] => message.split('\n').filter(line => line.trim()).map(line => line.trimEnd().replaceAll('\t', '  '));

/** `VirtualService default/reviews`; empty for a finding that is about no resource. */
export function resourceText({ manifest: { kind, namespace, name } }: Finding): string {
  return kind && `${kind} ${name === '' ? 'without a name' : `${namespace === undefined ? '' : `${namespace}/`}${name}`}`;
}

/** `in reviews.yaml:12`, or `made at main.ts:12:3 [chart/reviews]`; empty where nothing is known. */
export function placeText({ manifest, steps }: Finding): string {
  const { origin } = manifest;
  const { file, construct } = origin;
  if (file !== undefined) {
    const line = manifest.line(steps);
    return `in ${file}${line === undefined ? '' : `:${line}`}`;
  }
  const place = origin.source?.();
  const words = [...place ? ['at', place] : ['by'], ...construct ? [`[${construct}]`] : []];
  return words.length > 1 ? ['made', ...words].join(' ') : '';
}
