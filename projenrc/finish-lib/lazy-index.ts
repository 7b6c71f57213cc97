/**
 * Makes lib/src/index.js load what it exports when it is first asked for, so that an app
 * loads the constructs that it uses and not the hundred files of all others. aws-cdk-lib does the same.
 */
/* eslint-disable @typescript-eslint/no-require-imports -- the compiled library is looked at as its users load it */
import * as fs from 'fs';
import * as path from 'path';

const SRC = path.join(__dirname, '..', '..', 'lib', 'src');
const INDEX = path.join(SRC, 'index.js');

/** What other programs look for in the package and no app uses, so that it is no part of the API for five languages. */
const HOOKS: { readonly [name: string]: string } = { IstioValidation: './cdk8s-cli/istio-validation.js' };

/** Files that export nothing of it: programs, and what runs in jest only. */
const NOT_LOADED = /^(?:cli|jest)[\\/]/;

/** The file that defines each name that the library exports; a name that stands for a module has none. */
function homes(): Map<string, string> {
  const all = require(INDEX);
  const files = fs.readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.js') && path.basename(file) !== 'index.js' && !NOT_LOADED.test(file)).sort();
  const found = new Map<string, string>();
  for (const file of files) {
    const own = require(path.join(SRC, file));
    for (const [name, value] of Object.entries(own)) {
      if (all[name] === value && !found.has(name)) { found.set(name, `./${file.replaceAll(path.sep, '/')}`); }
    }
  }
  return found;
}

export function loadLazily() {
  if (fs.readFileSync(INDEX, 'utf8').includes('lazily(')) { throw new Error('lib/src/index.js is finished already: compile first'); }
  const names = [...Object.keys(require(INDEX)), ...Object.keys(HOOKS)].sort();
  const found = homes();
  const lines = names.map(name => {
    const home = HOOKS[name] ?? found.get(name);
    if (home) { return `lazily('${name}', () => require('${home}').${name});`; }
    if (name === 'sail') { return `lazily('${name}', () => require('./workloads/sail.js'));`; }
    throw new Error(`no file under lib/src defines ${name}`);
  });
  fs.writeFileSync(INDEX, `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
function lazily(name, load) {
  Object.defineProperty(exports, name, {
    enumerable: true,
    configurable: true,
    get: () => {
      const value = load();
      Object.defineProperty(exports, name, { enumerable: true, value });
      return value;
    },
  });
}
${lines.join('\n')}
// never run: tells Node which names \`import { ... }\` can take
0 && (module.exports = { ${names.join(', ')} });
`);
}
