import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as fc from 'fast-check';
import { judge } from '../../src/validation/document';
import { FieldError } from '../../src/validation/field-error';
import { Kind, Kinds } from '../../src/validation/kinds';
import { spoiledDocumentOf } from '../validation/spoil';

const SOURCE = path.join(__dirname, 'api-server');
const SCHEMAS = path.join(__dirname, '..', '..', 'imports', 'schemas');
const FILES = ['istio', 'gateway-api-experimental', 'asm', 'sail'].map(name => path.join(SCHEMAS, `${name}.json`));
const RUNS = Number(process.env.RUNS ?? 100);

interface Verdict {
  readonly unknown: string[];
  readonly schema: string[];
  readonly rules: string[];
}

const words = (errors: readonly FieldError[]) => errors.map(e => `${e.field}: ${e.message}`).sort();

// the API server's own packages say the same of the same documents, word for word
(process.env.WITH_GO ? describe : describe.skip)('the code of the API server (with Go, where WITH_GO is set)', () => {
  let program: string;
  beforeAll(() => {
    program = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-api-server-')), 'judge');
    execFileSync('go', ['build', '-o', program, '.'], { cwd: SOURCE, stdio: 'pipe' });
  }, 600_000);
  afterAll(() => fs.rmSync(path.dirname(program), { recursive: true, force: true }));

  const kinds = Kinds.of('experimental');
  const entries: any[] = FILES.flatMap(file => JSON.parse(fs.readFileSync(file, 'utf8')));
  const targets = entries.flatMap(({ group, kind, version, schema, versions = {} }) =>
    Object.entries<any>({ [version]: schema, ...versions }).map(([v, s]) => ({ apiVersion: `${group}/${v}`, kind, schema: s })));

  const verdicts = (requests: { doc: any; old?: any }[]): Verdict[] =>
    execFileSync(program, FILES, { input: requests.map(r => JSON.stringify(r)).join('\n'), encoding: 'utf8', maxBuffer: 1e9 })
      .trim().split('\n').map(line => JSON.parse(line));

  test.each(targets.map(t => [t.apiVersion, t.kind, t] as const))('%s %s', (apiVersion, kind, { schema }) => {
    const name = kind === 'ZTunnel' || kind.startsWith('Istio') ? 'default' : 'x';
    const complete = (body: any) => {
      const { status: _, ...fields } = body !== null && typeof body === 'object' && !Array.isArray(body) ? body : {};
      return { ...fields, apiVersion, kind, metadata: { name } };
    };
    const document = spoiledDocumentOf(schema).map(complete);
    const requests = fc.sample(fc.record({ doc: document, old: fc.option(document, { nil: undefined }) }), { numRuns: RUNS, seed: 5 });
    verdicts(requests).forEach((theirs, i) => {
      const { doc, old } = requests[i];
      // an old object that no server would have is converted for rules before it is compared
      if (theirs.rules.some(m => m.includes('invalid data, expected') || m.includes('invalid data, got'))) { return; }
      const ours = judge(doc, kinds.find(apiVersion, kind) as Kind, kinds, old);
      expect({ doc, old, unknown: ours.unknown.map(e => e.field).sort(), schema: words(ours.schema), rules: words(ours.rules) })
        .toEqual({ doc, old, unknown: [...theirs.unknown ?? []].sort(), schema: theirs.schema.sort(), rules: theirs.rules.sort() });
    });
  }, 120_000);
});
