/**
 * Takes out of lib/ what nobody reads there: comments in the code, which are in the declarations too, declarations that are
 * not part of the API, and what generated files say of their own making. It is a seventh of the package.
 */
import * as fs from 'fs';
import * as path from 'path';
import { transformSync } from 'esbuild';

const LIB = path.join(__dirname, '..', '..', 'lib');
/** What package.json exports. */
const ENTRIES = ['src/index.d.ts', 'src/jest/index.d.ts', 'src/jest/globals.d.ts'];

/** Code that users meet in their debugger. */
const CONSTRUCTS = /[\\/]src[\\/](?:core|istio|gateway-api|asm|workloads|apps)[\\/]/;

function filesOf(extension: string): string[] {
  return fs.readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith(extension)).map(file => path.join(LIB, file));
}

/** The declarations that one refers to, and those that these refer to. */
function reach(file: string, reached: Set<string>) {
  if (reached.has(file)) { return; }
  reached.add(file);
  for (const [, target] of fs.readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]*)['"]/g)) {
    const base = path.resolve(path.dirname(file), target);
    const found = [`${base}.d.ts`, path.join(base, 'index.d.ts')].find(candidate => fs.existsSync(candidate));
    if (!found) { throw new Error(`${file} refers to ${target}, which is not there`); }
    reach(found, reached);
  }
}

/** Without the functions that render structs, which are ours, and comments that name the schema and nothing else. */
function readable(text: string): string {
  return text
    .replaceAll(/^export declare function toJson_.*\n/gm, '')
    .replaceAll(/^ *\* (?:@schema .*|Converts an object of type .*)\n/gm, '')
    .replaceAll(/^ *\/\*\*\n(?: *\*\n)* *\*\/\n/gm, '');
}

export function shrink() {
  const reached = new Set<string>();
  for (const entry of ENTRIES) { reach(path.join(LIB, entry), reached); }
  for (const file of filesOf('.d.ts')) {
    if (!reached.has(file)) {
      fs.rmSync(file);
    } else if (file.startsWith(path.join(LIB, 'imports'))) {
      fs.writeFileSync(file, readable(fs.readFileSync(file, 'utf8')));
    }
  }
  for (const file of filesOf('.js')) {
    const text = fs.readFileSync(file, 'utf8');
    // what contains others' work has their licence on top
    if (text.startsWith('/*!')) { continue; }
    fs.writeFileSync(file, transformSync(text, { target: 'node20', charset: 'utf8', minifyWhitespace: !CONSTRUCTS.test(file) }).code);
  }
}
