import * as fs from 'fs';
import * as path from 'path';
import { describeWithIstio } from './istio-oracle';
import { Manifests } from '../../src/manifests';
import { judge } from '../../src/validation/document';
import { groupOf, Kind, Kinds } from '../../src/validation/kinds';
import { askWebhook, isAsked } from '../../src/validation/webhook';
import { yamlFiles } from '../corpora';
import { NearValid } from '../validation/webhook/near-valid';

type Json = any;

const RUNS = Number(process.env.RUNS ?? 2_000);
const SEED = Number(process.env.FAST_CHECK_SEED ?? 1);

/** What cannot be compared word for word. */
function comparable(messages: readonly string[]): string[] {
  return messages
    // told by the analysis, as IST0130 and IST0131
    .filter(m => !/^virtualService rule .* (?:not used \(|is not used \(duplicate)/.test(m))
    .map(m => m
      .replace(/\n/g, '\\n')
      // Go's protobuf adds blanks at random, so that nobody compares
      .replace(/ {2}/g, ' ')
      // of several keys of a map any may come first
      .replace(/^authority header cannot be set multiple times: .*/, 'authority header cannot be set multiple times')
      .replace(/^locality .* (?:overlap|wildcard|must not contain).*/, 'locality')
      .replace(/^(invalid labels: .*? occurred:)(.*)$/, (_, head, points) => head + points.split('\\n').sort().join('\\n'))
      .replace(/^(error decoding configuration: ).*/, '$1')
      // words of CEL's parser, and of Go's for addresses of IPv6
      .replace(/^(must be a valid CEL expression, ERROR: ).*/, '$1')
      .replace(/(bad CIDR range \(.*?\)): netip.*?(?=\\n|$)/g, '$1')
      // two filters had this name
      .replace(/(using deprecated filter name "envoy.ext_authz"; use "envoy.filters.)\w+/, '$1'))
    .sort();
}

/** As YAML takes it, too, which has no control characters. */
const written = (document: Json) => JSON.stringify(document).replace(/[\x7f-\x9f]/g, c => `\\u00${c.charCodeAt(0).toString(16)}`);

// Istio's own webhook says the same of the same documents, word for word
describeWithIstio("Istio's webhook", oracle => {
  const kinds = Kinds.of('experimental');
  const schemas: Json[] = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', 'imports', 'schemas', 'istio.json'), 'utf8'));

  /** Documents of which the webhook says something else than we, and what. */
  function compare(documents: readonly Json[]) {
    const theirs = oracle.webhook(documents.map(written));
    return documents.flatMap((document, i) => {
      const ours = askWebhook(document, groupOf(document.apiVersion), document.metadata.namespace);
      const [said, wanted] = [ours, theirs[i][0]].map(({ errors, warnings }) => ({
        errors: comparable(errors.map((e: Json) => e.message ?? e)),
        // where it refuses a document, the webhook's warnings do not come to light
        warnings: theirs[i][0].errors.length > 0 ? [] : comparable(warnings.map((w: Json) => w.message ?? w)),
      }));
      return JSON.stringify(said) === JSON.stringify(wanted) ? [] : [{ document, said, wanted }];
    });
  }

  /** As the API server hands it on; nothing if it refuses it itself. */
  function admitted(document: Json): Json[] {
    const kind = kinds.find(document.apiVersion, document.kind) as Kind;
    const verdict = judge(document, kind, kinds);
    return verdict.schema.length > 0 || verdict.rules.length > 0 ? [] : [verdict.admitted];
  }

  test.each(schemas.map(s => [s.kind, s] as const))('%s', (name, { group, version, schema }) => {
    const make = new NearValid(name, schema.properties.spec, SEED);
    const documents: Json[] = [];
    for (let tries = 0; documents.length < RUNS && tries < RUNS * 20; tries++) {
      documents.push(...admitted({ apiVersion: `${group}/${version}`, kind: name, ...make.document() }));
    }
    const differences = compare(documents);
    expect(documents.length).toBeGreaterThan(RUNS / 2);
    expect(differences.slice(0, 3)).toEqual([]);
  }, 1_200_000);

  test("all documents of Istio's tests, samples and the users' scenarios", () => {
    const files = [...yamlFiles('istio'), ...yamlFiles('..', 'scenarios')];
    const documents = files.flatMap(file => manifests(file)).flatMap(({ group, kind, object }) => isAsked(group, kind)
      ? admitted({ ...object, metadata: { namespace: 'default', ...object.metadata } }) : []);
    expect(documents.length).toBeGreaterThan(100);
    expect(compare(documents)).toEqual([]);
  });
});

function manifests(file: string) {
  try {
    return [...Manifests.fromFiles([file])];
  } catch {
    // broken on purpose
    return [];
  }
}
