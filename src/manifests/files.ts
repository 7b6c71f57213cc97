import * as fs from 'fs';
import * as path from 'path';
import { InputError } from './input-error';

/** A file that was read. */
export interface FileText {
  /** Its path; `-` for standard input. */
  readonly file: string;
  readonly text: string;
}

const MANIFEST_FILE = /\.(ya?ml|json)$/;

/**
 * Reads files, the YAML and JSON files in and below directories in the order of their names, and `-` for standard input.
 *
 * @throws InputError if one cannot be read
 */
export function * readFiles(paths: readonly string[]): Generator<FileText> {
  for (const given of paths) {
    if (given === '-') {
      yield { file: given, text: read(0, 'standard input') };
      continue;
    }
    const stats = fs.statSync(given, { throwIfNoEntry: false });
    if (!stats) { throw new InputError(`${given}: no such file or directory`); }
    for (const file of stats.isDirectory() ? filesBelow(given) : [given]) { yield { file, text: read(file, file) }; }
  }
}

function read(file: string | number, name: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (e) {
    throw new InputError(`${name}: cannot be read (${(e as NodeJS.ErrnoException).code})`);
  }
}

function * filesBelow(directory: string): Generator<string> {
  const entries = fs.readdirSync(directory, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1);
  for (const entry of entries) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') { yield * filesBelow(file); }
    } else if (MANIFEST_FILE.test(entry.name)) {
      yield file;
    }
  }
}
