/** Documents as YAML files hold them. */
import * as fs from 'fs';
import { parseAllDocuments } from 'yaml';

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [field: string]: any;
  };
  [field: string]: any;
}

export function parseManifests(text: string, file = 'YAML'): Manifest[] {
  return parseAllDocuments(text).flatMap(document => {
    if (document.errors.length > 0) { throw new Error(`${file}: ${document.errors[0].message}`); }
    const value = document.toJS() as Manifest | null;
    return value ? [value] : [];
  });
}

export const readManifests = (file: string) => parseManifests(fs.readFileSync(file, 'utf8'), file);

/** `Kind namespace/name`. */
export function title(manifest: Manifest): string {
  const { name, namespace } = manifest.metadata;
  return `${manifest.kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

export const owns = (labels: Record<string, string> | undefined, selector: Record<string, string> | undefined) =>
  selector !== undefined && Object.entries(selector).every(([key, value]) => labels?.[key] === value);
