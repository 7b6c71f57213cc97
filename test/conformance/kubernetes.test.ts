import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Manifests } from '../../src/manifests';
import { judge } from '../../src/validation/document';
import { Kind, Kinds } from '../../src/validation/kinds';
import { hasCode } from '../../src/validation/kubernetes';
import { DOCUMENTS } from '../validation/kubernetes/documents';
import { Dice, mutated } from '../validation/kubernetes/mutate';

const SOURCE = path.join(__dirname, 'kubernetes');
const EXAMPLES = path.join(__dirname, '..', '..', 'examples');
const RUNS = Number(process.env.RUNS ?? 200);
const SEED = Number(process.env.SEED ?? 5);

const kinds = Kinds.of('experimental');
const kindOf = ({ apiVersion, kind }: any) => kinds.find(apiVersion, kind) as Kind;

/** Kinds whose update is another thing to kubectl, which leaves what the API server set, than to the API server alone. */
const PATCHED = ['Pod', 'PersistentVolumeClaim'];

interface Verdict {
  readonly decode: string;
  readonly errors: string[];
}

const examples = Manifests.fromFiles(fs.readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter(file => /dist\/.*\.k8s\.yaml$/.test(file) && !file.includes('node_modules')).map(file => path.join(EXAMPLES, file)))
  .all.map(manifest => manifest.object).filter(hasCode);

// the API server's own code says the same of the same documents, nearly word for word
(process.env.WITH_GO ? describe : describe.skip)('the code of the API server for its own kinds (with Go, where WITH_GO is set)', () => {
  let program: string;
  beforeAll(() => {
    program = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-kubernetes-')), 'judge');
    execFileSync('go', ['build', '-o', program, '.'], { cwd: SOURCE, stdio: 'pipe' });
  }, 600_000);
  afterAll(() => fs.rmSync(path.dirname(program), { recursive: true, force: true }));

  const refused: { theirs: string[]; ours: string[] }[] = [];
  const verdicts = (requests: { doc: any; old?: any }[]): Verdict[] =>
    execFileSync(program, { input: requests.map(r => JSON.stringify(r)).join('\n'), encoding: 'utf8', maxBuffer: 1e9, stdio: 'pipe' })
      .trim().split('\n').map(line => JSON.parse(line));
  const ours = (doc: any, old?: any) => [...new Set(judge(doc, kindOf(doc), kinds, old).schema.map(e => `${e.field}: ${e.message}`))].sort();

  test('sound documents are sound, and examples are what they are', () => {
    const documents = [...DOCUMENTS, ...examples];
    expect(documents.map(doc => ours(doc))).toEqual(verdicts(documents.map(doc => ({ doc }))).map(({ errors }) => errors));
    expect(DOCUMENTS.map(doc => ours(doc))).toEqual(DOCUMENTS.map(() => []));
  });

  /** What both say to documents that are spoiled; with `old`, to their update from what they were. */
  const compare = (document: any, seed: number, old?: any) => {
    const dice = new Dice(seed);
    const requests = Array.from({ length: RUNS }, () => ({ doc: mutated(document, kindOf(document).schema, dice), old }));
    return verdicts(requests)
      .map(({ decode, errors }, i) => ({ doc: requests[i].doc, decode, theirs: [...new Set(errors)].sort(), ours: ours(requests[i].doc, old) }))
      .filter(({ decode }) => !decode.startsWith('strict decoding error: unknown'));
  };
  const isRefused = ({ decode, theirs }: { decode: string; theirs: string[] }) => decode !== '' || theirs.length > 0;

  test.each([...DOCUMENTS, ...examples].map((document, i) => [`${document.kind} ${document.metadata.name}`, document, i] as const))('%s', (_, document, i) => {
    const said = compare(document, SEED * 1000 + i);
    expect(said.filter(v => isRefused(v) !== v.ours.length > 0)).toEqual([]);
    refused.push(...said.filter(v => v.theirs.length > 0));
  }, 120_000);

  test('in nearly the same words', () => {
    const same = refused.filter(v => JSON.stringify(v.theirs) === JSON.stringify(v.ours)).length;
    expect(refused.length).toBeGreaterThan(RUNS * DOCUMENTS.length / 4);
    expect(same / refused.length).toBeGreaterThan(0.96);
  });

  test.each(DOCUMENTS.filter(({ kind }) => !PATCHED.includes(kind)).map((document, i) => [`${document.kind} ${document.metadata.name}`, document, i] as const))('update of %s', (_, document, i) => {
    expect(compare(document, SEED * 2000 + i, document).filter(v => isRefused(v) !== v.ours.length > 0)).toEqual([]);
  }, 120_000);
});
