import { analyze, MeshConfig } from '../analysis';
import { Finding, implied, Manifest, Manifests } from '../manifests';
import { validate, ValidationOptions } from '../validation';

/** What a check is about: the schema (and Istio's webhook), CEL rules, or how resources go together. */
export type Part = 'schema' | 'cel' | 'analysis';

export interface CheckOptions extends ValidationOptions {
  /**
   * What is checked.
   *
   * @default - everything
   */
  readonly only?: readonly Part[];

  /**
   * Istio's MeshConfig.
   *
   * @default - that of the manifests, if they hold one
   */
  readonly meshConfig?: MeshConfig;

  /**
   * What is there beside the manifests, found by all rules but not judged; fields that it lacks are not known.
   *
   * @default - what controllers make of the manifests, and Istio's own ingress gateway
   */
  readonly context?: readonly Manifest[];
}

const PARTS = new Map<string, Part>([['K8S0001', 'schema'], ['K8S0003', 'schema'], ['IST0106', 'schema'], ['K8S0002', 'cel']]);

/** Everything that is known to be wrong with manifests before they are applied, in the order of the manifests. */
export function check(manifests: Manifests, options: CheckOptions = {}): Finding[] {
  const wanted = new Set(options.only ?? ['schema', 'cel', 'analysis']);
  const { findings, admitted } = validate(manifests, options);
  if (wanted.has('analysis')) {
    const { namespace, domain } = manifests;
    const given = new Manifests(admitted, { namespace, domain, context: options.context });
    const context = [...options.context ?? [], ...implied(given)];
    findings.push(...analyze(new Manifests(admitted, { namespace, domain, context }), options.meshConfig));
  }
  return findings.filter(f => wanted.has(PARTS.get(f.code) ?? 'analysis'));
}
