import * as fs from 'fs';
import * as path from 'path';
import { check } from '../../src/check';
import { Manifests } from '../../src/manifests';
import { CORPORA, describeWithCorpora, yamlFiles } from '../corpora';

const trapsIn = (manifests: Manifests) => check(manifests, { only: ['analysis'] }).findings
  .filter(({ code }) => /^(CDI02|GWA0109)/.test(code)).map(({ code, manifest, message }) => `${code} ${manifest.name}: ${message}`);
const traps = (file: string) => trapsIn(Manifests.fromFiles([file]));

/** Routes without what they route to, which lies in another file. */
const PARTS = new Set(['2-front-tomcat/front-tomcat-ingress.yaml']);

describeWithCorpora('what works upstream is no trap', () => {
  const files = [['istio', 'samples'], ['gateway-api', 'valid']].flatMap(folder => yamlFiles(...folder));
  const cases = yamlFiles('istio', 'crd-validation').flatMap(file => [...Manifests.fromFiles([file])]
    .map(manifest => [`${path.basename(file)} ${manifest.kind} ${manifest.name}`, manifest] as const));

  test.each(files.map(file => [path.relative(CORPORA, file), file]))('%s', (_, file) => {
    expect(traps(file)).toEqual([]);
  });

  test.each(cases)('%s', (_, manifest) => {
    expect(trapsIn(new Manifests([manifest]))).toEqual([]);
  });

  test.each(yamlFiles('..', 'scenarios').map(file => [path.relative(path.join(CORPORA, '..', 'scenarios'), file), file]))('%s of the users', (name, file) => {
    expect(traps(PARTS.has(name) ? path.dirname(file) : file)).toEqual([]);
  });
});

const EXAMPLES = path.join(__dirname, '..', '..', 'examples');

test.each(fs.readdirSync(EXAMPLES).filter(name => fs.existsSync(path.join(EXAMPLES, name, 'dist'))))('example %s has no trap', name => {
  expect(traps(path.join(EXAMPLES, name, 'dist'))).toEqual([]);
});
