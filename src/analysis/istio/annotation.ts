import { VALUE_CHECKS } from './annotation-values';
import { info, warning } from '../code';
import { ANNOTATIONS, REPLACEMENTS, SET_BY_ISTIO } from './istio-annotations';
import { Finding, Manifest } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const MISPLACED = warning('IST0107', 'MisplacedAnnotation');
const UNKNOWN = warning('IST0108', 'UnknownAnnotation');
const INVALID = warning('IST0125', 'InvalidAnnotation');
const DEPRECATED = info('IST0135', 'DeprecatedAnnotation');

/** What carries annotations: an object, or the pods that a workload makes. */
interface Carrier {
  readonly manifest: Manifest;
  readonly kind: string;
  readonly path: readonly string[];
  readonly labels: { readonly [key: string]: string };
  readonly annotations: { readonly [key: string]: string };
}

function* annotations(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  for (const [group, kind] of [['', 'Namespace'], ['', 'Service'], ['apps', 'Deployment']]) {
    for (const manifest of manifests.ofKind(group, kind)) {
      yield* judge({ manifest, kind, path: [], labels: manifest.labels, annotations: manifest.annotations });
    }
  }
  for (const { workload: manifest, path, labels, annotations: given } of manifests.pods) {
    yield* judge({ manifest, kind: 'Pod', path, labels, annotations: given });
  }
}

function* judge({ manifest, kind, path, labels, annotations: given }: Carrier): Generator<Finding> {
  for (const name in given) {
    if (!isOfIstio(name) || SET_BY_ISTIO.has(name)) { continue; }
    const steps = [...path, 'metadata', 'annotations', name];
    const resources = ANNOTATIONS.get(name);
    if (!resources) {
      yield UNKNOWN.at(manifest, steps, `Istio knows no annotation ${name}`, hintFor(name));
      continue;
    }
    const replacement = REPLACEMENTS.get(name);
    if (replacement && labels[name] === undefined) { yield DEPRECATED.at(manifest, steps, `annotation ${name} is deprecated`, replacement); }
    if (resources.includes('Any')) { continue; }
    if (!resources.includes(kind)) {
      const makesPods = kind === 'Deployment' && resources.includes('Pod');
      yield MISPLACED.at(manifest, steps, `annotation ${name} is for a ${resources.join(', ')} and does nothing on a ${kind}`,
        makesPods ? 'move it to spec.template.metadata.annotations' : `move it to the ${resources.join(' or ')} that it is meant for`);
      continue;
    }
    const problem = VALUE_CHECKS.get(name)?.(String(given[name]));
    if (problem) { yield INVALID.at(manifest, steps, `annotation ${name}: ${shown(String(given[name]))} ${problem}`, 'correct it: pods with it are not injected'); }
  }
}

function shown(value: string): string {
  const text = JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}

/** kubernetes.io/ingress.class is one that Istio documents, too. */
function isOfIstio(name: string): boolean {
  return name.split('/', 1)[0].endsWith('istio.io') || name === 'kubernetes.io/ingress.class';
}

function hintFor(name: string): string {
  const wanted = name.toLowerCase();
  const alike = [...ANNOTATIONS.keys()].find(known => known.toLowerCase() === wanted) ?? [...ANNOTATIONS.keys()].find(known => known.split('/')[1] === name.split('/')[1]);
  return alike ? `write ${alike}` : 'correct its name, or drop it';
}

export const ANNOTATION_RULES: readonly Rule[] = [annotations];
