/** The documents on which the API server and this library must agree. */
import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { allExplained } from '../../src/explain';
import { CORPORA, yamlFiles } from '../../test/corpora';
import { documentOf } from '../../test/validation/documents';
import { Manifest, parseManifests, readManifests } from '../cluster/manifest';
import { Example } from '../examples/example';

export interface Document {
  /** Where it is from. */
  readonly source: string;
  readonly document: Manifest;
  /** What is there before, of an update. */
  readonly old?: Manifest;
  /** CRDs of Gateway API that it is meant for; both sets if it does not say. */
  readonly channel?: 'standard' | 'experimental';
}

const SCHEMAS = path.join(__dirname, '..', '..', 'imports', 'schemas');
const SEED = 20;

/** The examples' own documents, and each of them with one field spoiled at a time. */
export function ofExamples(examples: readonly Example[]): Document[] {
  const whole = examples.flatMap(example => example.files.flatMap(file => file.manifests.map(document => ({ source: `${example.name}/${file.file}`, document }))));
  const random = new Random(SEED);
  return whole.flatMap(({ source, document }) => [
    { source, document },
    ...places(document).filter(() => random.next() < 0.35).map(steps => ({ source: `${source}, ${steps.join('.')} spoiled`, document: spoiled(document, steps, random) })),
  ]);
}

/** Documents made after the schemas of the CRDs, half of them with a field spoiled. */
export function ofSchemas(runs: number): Document[] {
  const random = new Random(SEED);
  return ['istio', 'gateway-api-standard', 'asm', 'sail'].flatMap(file => {
    const entries: any[] = JSON.parse(fs.readFileSync(path.join(SCHEMAS, `${file}.json`), 'utf8'));
    return entries.flatMap(({ group, kind, version, schema }) => {
      const { apiVersion: _, kind: _k, metadata: _m, status: _s, ...properties } = schema.properties;
      return fc.sample(documentOf({ ...schema, properties }), { numRuns: runs, seed: SEED }).map((body, i) => {
        const name = kind.startsWith('Istio') || kind === 'ZTunnel' ? 'default' : `made-${i}`;
        const document = { ...body, apiVersion: `${group}/${version}`, kind, metadata: { name } };
        const at = places(document);
        const source = `made after the schema of ${kind}, ${i}`;
        const spoil = random.next() < 0.5 && at.length > 0;
        return { source, document: spoil ? spoiled(document, at[Math.floor(random.next() * at.length)], random) : document };
      });
    });
  });
}

/** The examples by which codes are explained, which are documents of their own. */
export function ofExplanations(): Document[] {
  return allExplained().filter(({ language }) => language !== 'ts').flatMap(({ code, wrong, mended }) => Object.entries({ wrong, mended })
    .flatMap(([which, text]) => parseManifests(text).map(document => ({ source: `${which} example of ${code}`, document }))))
    // of these kinds we do not know what their code refuses
    .filter(({ document: { apiVersion } }) => !/^(apiextensions|admissionregistration)\.k8s\.io/.test(apiVersion));
}

/** Upstream's test data, where it lies beside the project. */
export function ofCorpora(): Document[] {
  if (!fs.existsSync(CORPORA)) { return []; }
  const cases: any[] = JSON.parse(fs.readFileSync(path.join(CORPORA, 'gateway-api', 'cel-cases.json'), 'utf8'));
  const named = (object: Manifest, i: number): Manifest => ({ ...object, metadata: { ...object.metadata, name: `case-${i}` } });
  return [
    ...cases.flatMap(({ fn, name, channel, doc, old }, i) => ({
      source: `${fn}: ${name}`,
      channel: channel === 'both' ? undefined : channel,
      document: named(doc, i),
      old: old ? named({ apiVersion: doc.apiVersion, kind: doc.kind, ...old }, i) : undefined,
    })),
    ...(['standard', 'experimental'] as const).flatMap(channel => ['valid', 'invalid'].flatMap(verdict => yamlFiles('gateway-api', verdict, channel)
      .flatMap(file => readManifests(file).map(document => ({ source: path.relative(CORPORA, file), document, channel }))))),
    ...['crd-validation', 'samples'].flatMap(folder => yamlFiles('istio', folder).flatMap(file => parseManifests(fs.readFileSync(file, 'utf8'), file)
      .map(({ _err, ...document }, i) => ({ source: `${path.relative(CORPORA, file)}, document ${i}`, document: document as Manifest })))),
  ];
}

type Steps = (string | number)[];

function places(value: any, steps: Steps = []): Steps[] {
  if (value === null || typeof value !== 'object') { return [steps]; }
  return Object.keys(value).flatMap(key => {
    const step = Array.isArray(value) ? Number(key) : key;
    const at = [...steps, step];
    // what the document is called says what it is
    if (steps.length === 0 && (key === 'apiVersion' || key === 'kind')) { return []; }
    if (steps.length === 0 && key === 'metadata') { return places(value[key], at).filter(([, field]) => field !== 'name' && field !== 'namespace'); }
    return typeof value[key] === 'object' && value[key] !== null ? [at, ...places(value[key], at)] : [at];
  });
}

const WRONG = [undefined, null, '', 'x', 'X_y', '*', '1', -1, 0, 70000, 1.5, true, [], {}, ['x'], { a: 'b' }];

function spoiled(document: Manifest, steps: Steps, random: Random): Manifest {
  const copy = structuredClone(document);
  const parent = steps.slice(0, -1).reduce((value: any, step) => value[step], copy);
  const value = WRONG[Math.floor(random.next() * WRONG.length)];
  const last = steps[steps.length - 1];
  if (value !== undefined) {
    parent[last] = value;
  } else if (Array.isArray(parent)) {
    parent.splice(Number(last), 1);
  } else {
    delete parent[last];
  }
  return copy;
}

/** The same numbers for the same seed (MINSTD). */
class Random {
  constructor(private state: number) {}

  public next(): number {
    this.state = this.state * 48_271 % 2_147_483_647;
    return this.state / 2_147_483_647;
  }
}
