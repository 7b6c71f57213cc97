import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..');

/** Test data of upstream projects, which lies beside the project (or beside what holds its work trees) and is no part of it. */
export const CORPORA = [path.join(ROOT, '..', 'shared', 'corpora'), path.join(ROOT, '..', '..', 'shared', 'corpora')]
  .find((folder, i, { length }) => i === length - 1 || fs.existsSync(folder))!;

/** Tests against the data, or one that says that it is not there. */
export function describeWithCorpora(name: string, tests: () => void) {
  if (fs.existsSync(CORPORA)) {
    describe(name, tests);
  } else {
    test.skip(`${name}: not run, as ${CORPORA} is not there`, () => undefined);
  }
}

/** All YAML files in and below a folder of the data. */
export function yamlFiles(...folder: string[]): string[] {
  const root = path.join(CORPORA, ...folder);
  return fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.yaml')).sort().map(f => path.join(root, f));
}
