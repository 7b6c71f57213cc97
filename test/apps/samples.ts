/**
 * Istio's own samples, where they lie beside this project: upstream's manifests are compared with, and not copied here.
 */
import * as fs from 'fs';
import * as path from 'path';
import * as yaml from 'yaml';
import { CORPORA } from '../corpora';

/** The documents of a file. */
export function documents(file: string): any[] {
  return yaml.parseAllDocuments(fs.readFileSync(file, 'utf8')).map(d => d.toJS()).filter(d => d);
}

/** A test that gets the documents of one of Istio's samples; skipped where the sample is not there. */
export function sampleTest(name: string, sample: string, run: (sample: any[]) => void) {
  const file = path.join(CORPORA, 'istio', 'samples', sample);
  if (fs.existsSync(file)) {
    test(name, () => run(documents(file)));
  } else {
    console.warn(`skipped, as Istio's sample ${sample} is not here: ${name}`);
    test.skip(name, () => undefined);
  }
}
