/**
 * Puts into lib/ what the compiler does not:
 *
 * - The schemas of imports/schemas, as modules that are loaded one by one when they are asked for.
 * - js-yaml and re2js, each within the one file that uses it. As bundled dependencies their browser builds and source maps
 *   would come along, and take the package from 0.8 MB to 1.4 MB.
 */
import * as fs from 'fs';
import * as path from 'path';
import { build, Plugin } from 'esbuild';

const ROOT = path.join(__dirname, '..', '..');
const LIB = path.join(ROOT, 'lib');
const HOLDERS = { 'js-yaml': 'src/manifests/yaml.js', 're2js': 'src/manifests/re2.js' };

function packSchemas() {
  const source = path.join(ROOT, 'imports', 'schemas');
  const target = path.join(LIB, 'imports', 'schemas');
  fs.mkdirSync(target, { recursive: true });
  for (const file of fs.readdirSync(source)) {
    const json = JSON.stringify(JSON.parse(fs.readFileSync(path.join(source, file), 'utf8')));
    // a string that is parsed loads faster than an object literal
    fs.writeFileSync(path.join(target, file.replace(/\.json$/, '.js')), `module.exports = JSON.parse(${JSON.stringify(json)});\n`);
  }
}

/** Leaves the library's own files where they are. */
const ownFilesOutside: Plugin = {
  name: 'own-files-outside',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\.?\// }, ({ importer, path: file }) => importer.startsWith(LIB) ? { path: file, external: true } : undefined),
};

async function inline(name: string, holder: string) {
  const file = path.join(LIB, holder);
  const license = fs.readFileSync(path.join(ROOT, 'node_modules', name, 'LICENSE'), 'utf8').trim();
  await build({
    entryPoints: [file],
    outfile: file,
    allowOverwrite: true,
    bundle: true,
    plugins: [ownFilesOutside],
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none', // the licence stands at the top
    banner: { js: `/*! This file contains ${name}.\n\n${license.replaceAll('*/', '* /')}\n*/` },
    logLevel: 'warning',
  });
}

/** Users have no types of what is within our files, and nobody of them calls it. */
function dropTypes(name: string, holder: string) {
  const file = path.join(LIB, holder.replace(/\.js$/, '.d.ts'));
  const text = fs.readFileSync(file, 'utf8')
    .replaceAll(new RegExp(`typeof import\\(['"]${name}['"]\\)`, 'g'), 'any')
    .replaceAll(new RegExp(`^import type \\{ (\\w+) \\} from ['"]${name}['"];$`, 'gm'), 'type $1 = any;');
  fs.writeFileSync(file, text);
}

export async function addData() {
  packSchemas();
  for (const [name, holder] of Object.entries(HOLDERS)) {
    await inline(name, holder);
    dropTypes(name, holder);
  }
}
