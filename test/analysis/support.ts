import { check } from '../../src/check';
import { Finding, Manifest, Manifests } from '../../src/manifests';

/** What the analysis finds in documents, given as objects or as YAML. */
export function analyzed(documents: readonly object[] | string, context?: readonly Manifest[]): readonly Finding[] {
  const text = typeof documents === 'string' ? documents : documents.map(document => JSON.stringify(document)).join('\n---\n');
  return check(Manifests.fromYaml(text), { only: ['analysis'], context }).findings;
}
