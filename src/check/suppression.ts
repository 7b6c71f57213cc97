import { knownCodes, UNUSED } from './codes';
import { Finding, Manifest, Manifests, Origin, Severity } from '../manifests';

/** Findings that are not to be reported. What is left out does not narrow it down. */
export interface Suppression {
  /** Code of the findings; `*` for all, also those for which the API server or Istio would refuse the object. */
  readonly code: string;
  readonly severity?: Severity;
  /** Kind of the object, in whatever case; here and in namespace and name `*` stands for any text. */
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Path of a construct: the objects of it and of all below it. */
  readonly construct?: string;
  /** Why they are not to be reported. */
  readonly reason?: string;
  /** Who says so; an unused suppression is reported there. */
  readonly origin?: Origin;
}

/** A finding that is not reported, and what keeps it from being reported. */
export interface Suppressed {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

/** What Istio's users write to an object: codes between commas, or `*`. */
export const SUPPRESS_ANNOTATION = 'galley.istio.io/analyze-suppress';

/**
 * Sets aside what annotations and `ignore` suppress, and adds a finding for each suppression in vain: at the object of its
 * annotation, or at no resource.
 *
 * @param isChecked whether all findings of a code are among those given
 */
export function suppress(manifests: Manifests, findings: readonly Finding[], ignore: readonly Suppression[], isChecked: (code: string) => boolean) {
  const annotations = new Map<Manifest, Suppression[]>();
  for (const manifest of manifests) {
    const suppressions = ofAnnotation(manifest);
    if (suppressions.length > 0) { annotations.set(manifest, suppressions); }
  }
  const matchers = ignore.map(suppression => ({ suppression, matches: matcher(suppression, manifests) }));
  const used = new Set<Suppression>();
  const left: Finding[] = [];
  const suppressed: Suppressed[] = [];

  const sort = (finding: Finding) => {
    const by = [
      ...(annotations.get(finding.manifest) ?? []).filter(({ code }) => isOf(code, finding)),
      ...matchers.filter(({ matches }) => matches(finding)).map(({ suppression }) => suppression),
    ];
    if (by.length === 0) {
      left.push(finding);
      return;
    }
    suppressed.push({ finding, suppression: by[0] });
    for (const suppression of by) { used.add(suppression); }
  };
  for (const finding of findings) { sort(finding); }

  const inVain = (suppression: Suppression) => !used.has(suppression) && suppression.code !== UNUSED.code && isChecked(suppression.code);
  for (const [manifest, suppressions] of annotations) {
    for (const suppression of suppressions.filter(s => inVain(s) && (s.code === '*' || knownCodes().has(s.code)))) {
      sort(unused(suppression, manifest, ['metadata', 'annotations', SUPPRESS_ANNOTATION]));
    }
  }
  for (const suppression of ignore.filter(inVain)) { sort(unused(suppression, noManifest(suppression.origin))); }
  return { findings: left, suppressed };
}

function ofAnnotation({ annotations }: Manifest): Suppression[] {
  const text: unknown = annotations[SUPPRESS_ANNOTATION];
  if (typeof text !== 'string') { return []; }
  const reason = `annotation ${SUPPRESS_ANNOTATION}`;
  return text.split(',').map(code => ({ code: code.trim(), reason })).filter(({ code }) => code);
}

const isOf = (code: string, finding: Finding) => code === '*' || code === finding.code;

function matcher(suppression: Suppression, manifests: Manifests): (finding: Finding) => boolean {
  const { code, severity, construct } = suppression;
  const kind = like(suppression.kind?.toLowerCase());
  const namespace = like(suppression.namespace);
  const name = like(suppression.name);
  return finding => {
    const { manifest } = finding;
    return isOf(code, finding)
      && (severity === undefined || severity === finding.severity)
      && (construct === undefined || isBelow(construct, manifest.origin.construct))
      && kind(manifest.kind.toLowerCase()) && namespace(manifests.namespaceOf(manifest)) && name(manifest.name);
  };
}

/** Whether a text is what is wanted, in which `*` stands for any. */
function like(wanted: string | undefined): (text: string) => boolean {
  if (wanted === undefined) { return () => true; }
  if (!wanted.includes('*')) { return text => text === wanted; }
  const pattern = new RegExp(`^${wanted.split('*').map(part => part.replace(/[^\w]/g, '\\$&')).join('.*')}$`);
  return text => pattern.test(text);
}

function isBelow(root: string, path: string | undefined): boolean {
  return path !== undefined && (root === '' || path === root || path.startsWith(`${root}/`));
}

function unused(suppression: Suppression, manifest: Manifest, steps: readonly string[] = []): Finding {
  const { code, severity, kind, namespace, name, construct } = suppression;
  const which = [
    code === '*' ? 'findings' : code,
    severity && `of severity ${severity}`,
    kind !== undefined || namespace !== undefined || name !== undefined ? `of ${[kind, namespace, name].map(text => text ?? '*').join('/')}` : undefined,
    construct && `in ${construct}`,
  ];
  return UNUSED.at(manifest, steps, `there are no ${which.filter(text => text).join(' ')} to suppress`, 'drop the suppression: it would hide what comes later');
}

/** What stands in a finding for the resource where there is none. */
export function noManifest(origin: Origin = { line: () => undefined }): Manifest {
  return new Manifest({ apiVersion: '', kind: '' }, origin);
}
