/**
 * `npx tsx benchmarks/peers/build.ts`: builds kubeconform, and writes its schemas from those that the library stands on. Needs Go,
 * and the network once; `npm run bench` then asks nobody.
 */
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const BIN = path.join(__dirname, '.bin');
const SCHEMAS = path.join(BIN, 'schemas');
const IMPORTS = path.join(__dirname, '..', '..', 'imports', 'schemas');

fs.mkdirSync(SCHEMAS, { recursive: true });
execFileSync('go', ['build', '-o', path.join(BIN, 'kubeconform'), 'github.com/yannh/kubeconform/cmd/kubeconform'], { cwd: __dirname, stdio: 'inherit' });

const read = (name: string) => JSON.parse(fs.readFileSync(path.join(IMPORTS, `${name}.json`), 'utf8'));
const write = (kind: string, group: string, version: string, schema: object) => {
  const suffix = [group.split('.')[0], version].filter(part => part).join('-');
  fs.writeFileSync(path.join(SCHEMAS, `${kind.toLowerCase()}-${suffix}.json`), JSON.stringify(schema));
};

for (const name of ['istio', 'gateway-api-experimental']) {
  for (const { group, kind, served, schema, versions } of read(name)) {
    for (const version of served) { write(kind, group, version, versions?.[version] ?? schema); }
  }
}
const { kinds, definitions } = JSON.parse(JSON.stringify(read('kubernetes')).replaceAll('#/components/schemas/', '#/definitions/'));
for (const { group, version, kind, definition } of kinds) {
  if (['Service', 'Deployment'].includes(kind)) { write(kind, group, version, { $ref: `#/definitions/${definition}`, definitions }); }
}
