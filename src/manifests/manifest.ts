import { InputError } from './input-error';
import { Origin } from './source';
import { Json } from './yaml';

/** One object of Kubernetes. */
export class Manifest {
  public readonly apiVersion: string;
  public readonly kind: string;
  /** Group of the kind; empty for Kubernetes' core group. */
  public readonly group: string;
  public readonly name: string;
  /** Namespace that the manifest names, if it names one. */
  public readonly namespace?: string;
  public readonly labels: { readonly [key: string]: string };
  public readonly annotations: { readonly [key: string]: string };
  /** What controllers have written of it, if it was read from a cluster. No schema has judged it. */
  public readonly status: Json;

  /** `path` is where the object stands in its document: nowhere but in lists it is not the document itself. */
  constructor(
    public readonly object: Json,
    public readonly origin: Origin,
    private readonly path: readonly (string | number)[] = [],
    status: Json = object.status,
  ) {
    this.apiVersion = object.apiVersion;
    this.kind = object.kind;
    this.group = this.apiVersion.includes('/') ? this.apiVersion.slice(0, this.apiVersion.indexOf('/')) : '';
    const metadata = record(object.metadata);
    this.name = text(metadata.name) ?? text(metadata.generateName) ?? '';
    this.namespace = text(metadata.namespace);
    this.labels = record(metadata.labels);
    this.annotations = record(metadata.annotations);
    this.status = status;
  }

  /** The same manifest with another object, e.g. with what the API server makes of it. */
  public with(object: Json): Manifest {
    return object === this.object ? this : new Manifest(object, this.origin, this.path, this.status);
  }

  /** Line of a field in the file that the manifest came from. */
  public line(steps: readonly (string | number)[] = []): number | undefined {
    return this.origin.line([...this.path, ...steps]);
  }
}

/**
 * Whether a document is, or is meant as, an object to apply. `Chart.yaml` of Helm has an apiVersion too; kustomize reads
 * its own kinds itself.
 */
export function isManifest(document: Json): boolean {
  const { apiVersion, kind, metadata } = record(document);
  return (kind !== undefined || (apiVersion !== undefined && metadata !== undefined)) && !String(apiVersion).startsWith('kustomize.config.k8s.io/');
}

/** What every object must have. */
const EXAMPLES: { readonly [field: string]: string } = { apiVersion: 'apps/v1', kind: 'Deployment' };
const MOST_SHOWN = 100;

/**
 * The objects in a document: one, or those of a list.
 *
 * @throws InputError if it is no object of Kubernetes
 */
export function manifestsIn(document: Json, origin: Origin, path: readonly (string | number)[] = []): Manifest[] {
  const refuse = (complaint: string, steps = path) => {
    const line = origin.line(steps);
    return new InputError(`${[origin.file ?? origin.construct ?? 'input', ...line === undefined ? [] : [line]].join(':')}: ${complaint}`);
  };
  if (document === null || typeof document !== 'object' || Array.isArray(document)) { throw refuse('not an object of Kubernetes'); }
  for (const field of Object.keys(EXAMPLES)) {
    const value = document[field];
    if (value === undefined || value === null || value === '') { throw refuse(`not an object of Kubernetes: it has no ${field}`); }
    if (typeof value !== 'string') {
      throw refuse(`not an object of Kubernetes: ${field} is ${JSON.stringify(value).slice(0, MOST_SHOWN)}, and must be a text such as ${EXAMPLES[field]}`, [...path, field]);
    }
  }
  if (!document.kind.endsWith('List') || !('items' in document)) { return [new Manifest(document, origin, path)]; }
  if (document.items === null) { return []; }
  if (!Array.isArray(document.items)) { throw refuse('items of a list must be a list', [...path, 'items']); }
  return document.items.flatMap((item: Json, i: number) => manifestsIn(item, origin, [...path, 'items', i]));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const NOTHING: { readonly [key: string]: any } = Object.freeze({});

/** The value if it is an object, or an empty one. */
export function record(value: unknown): { readonly [key: string]: any } {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : NOTHING;
}
