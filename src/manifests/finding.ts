import { Manifest } from './manifest';
import { Severity } from './severity';

/** Something to know about one manifest. */
export interface Finding {
  /** What it is, e.g. `K8S0001`; a code keeps its meaning. */
  readonly code: string;
  /** The code in a word. */
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  /** What to do. */
  readonly hint: string;
  readonly manifest: Manifest;
  /** The field that it is about, e.g. `spec.http[0].name`; empty for the whole. */
  readonly path: string;
  /** The same, step by step. */
  readonly steps: readonly (string | number)[];
}

/** `spec.http[0].name` for the steps to it. */
export function pathOf(steps: readonly (string | number)[]): string {
  let path = '';
  for (const step of steps) { path += typeof step === 'number' ? `[${step}]` : path === '' ? step : `.${step}`; }
  return path;
}

/** A finding as `cdk8s-istio analyze -o json` gives it; only here is its line worked out. */
export function findingToJson({ code, name, severity, message, hint, manifest, path, steps }: Finding) {
  return {
    code,
    name,
    severity,
    message,
    hint,
    resource: { apiVersion: manifest.apiVersion, kind: manifest.kind, namespace: manifest.namespace ?? null, name: manifest.name },
    path,
    file: manifest.origin.file ?? null,
    line: manifest.line(steps) ?? null,
    construct: manifest.origin.construct ?? null,
  };
}
