/** An example as it lies on the disk, and what the harness knows about it beyond that. */
import * as fs from 'fs';
import * as path from 'path';
import { Manifest, readManifests } from '../cluster/manifest';

export interface ManifestFile {
  /** Name in dist. */
  readonly file: string;
  /** The chart's: the file's without `.k8s.yaml` and the number that cdk8s puts in front where charts depend on each other. */
  readonly name: string;
  readonly manifests: Manifest[];
}

export interface Example {
  readonly name: string;
  readonly folder: string;
  readonly files: ManifestFile[];
}

const read = (dist: string, file: string): ManifestFile => ({
  file,
  name: file.replace(/^\d{4}-/, '').replace(/\.k8s\.yaml$/, ''),
  manifests: readManifests(path.join(dist, file)),
});

export function findExamples(folder: string): Example[] {
  if (!fs.existsSync(folder)) { throw new Error(`there is no folder ${folder}`); }
  const names = fs.readdirSync(folder).sort().filter(name => fs.existsSync(path.join(folder, name, 'dist')));
  if (names.length === 0) { throw new Error(`no example in ${folder} has a dist folder; run npm run synth first`); }
  return names.map(name => {
    const dist = path.join(folder, name, 'dist');
    const files = fs.readdirSync(dist).sort().filter(file => file.endsWith('.k8s.yaml'));
    return { name, folder: path.join(folder, name), files: files.map(file => read(dist, file)) };
  });
}
