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

  const verdicts = (requests: { doc: any; old?: any }[]): Verdict[] =>
    execFileSync(program, { input: requests.map(r => JSON.stringify(r)).join('\n'), encoding: 'utf8', maxBuffer: 1e9 })
      .trim().split('\n').map(line => JSON.parse(line));
  const ours = (doc: any, old?: any) => [...new Set(judge(doc, kindOf(doc), kinds, old).schema.map(e => `${e.field}: ${e.message}`))].sort();

  test('sound documents are sound', () => {
    const documents = [...DOCUMENTS, ...examples];
    verdicts(documents.map(doc => ({ doc }))).forEach((theirs, i) => {
      expect({ doc: documents[i], theirs, ours: ours(documents[i]) }).toEqual({ doc: documents[i], theirs: { decode: '', errors: [] }, ours: [] });
    });
  });

  test.each([...DOCUMENTS, ...examples].map((document, i) => [`${document.kind} ${document.metadata.name}`, document, i] as const))('%s', (_, document, i) => {
    const dice = new Dice(SEED * 1000 + i);
    const requests = Array.from({ length: RUNS }, () => ({ doc: mutated(document, kindOf(document).schema, dice) }));
    const differences: unknown[] = [];
    verdicts(requests).forEach((theirs, at) => {
      const { doc } = requests[at];
      const own = ours(doc);
      if (theirs.decode.startsWith('strict decoding error: unknown')) { return; }
      const refused = theirs.decode !== '' || theirs.errors.length > 0;
      if (refused !== own.length > 0) { differences.push({ doc, decode: theirs.decode, theirs: [...new Set(theirs.errors)].sort(), own }); }
    });
    expect(differences).toEqual([]);
  }, 120_000);
});
