import { isUtf8 } from 'buffer';
import * as fs from 'fs';
import * as path from 'path';
import { InputError } from './input-error';

/** A file that was read. */
export interface FileText {
  /** Its path; `-` for standard input. */
  readonly file: string;
  readonly text: string;
  /** False for what was found in a directory, where not every file holds manifests. */
  readonly named: boolean;
}

const MANIFEST_FILE = /\.(ya?ml|json)$/;

/**
 * Reads files, the YAML and JSON files in and below directories in the order of their names, and `-` for standard input.
 * What is given twice is read once.
 *
 * @throws InputError if one cannot be read
 */
export function * readFiles(paths: readonly string[]): Generator<FileText> {
  const seen = new Set<string>();
  const isNew = (file: string) => seen.size < seen.add(file).size;
  for (const given of paths) {
    if (given === '-') {
      if (isNew(given)) { yield { file: given, text: readFile(given), named: true }; }
      continue;
    }
    const stats = tried(given, () => fs.statSync(given));
    for (const file of stats.isDirectory() ? filesBelow(given) : [given]) {
      if (isNew(tried(file, () => fs.realpathSync.native(file)))) { yield { file, text: readFile(file), named: file === given }; }
    }
  }
}

/**
 * The text of a file, or of standard input for `-`.
 *
 * @throws InputError if it cannot be read
 */
export function readFile(file: string): string {
  const bytes = file === '-' ? tried('standard input', readStandardInput) : tried(file, () => fs.readFileSync(file));
  if (!isUtf8(bytes)) { throw new InputError(`${file === '-' ? 'standard input' : file}: not UTF-8`); }
  return bytes.toString();
}

function tried<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (e) {
    const { code, message } = e as NodeJS.ErrnoException;
    throw new InputError(code === 'ENOENT' ? `${name}: no such file or directory` : `${name}: cannot be read (${code ?? message})`);
  }
}

/** A pipe may have nothing to read yet. */
function readStandardInput(): Buffer {
  const parts: Buffer[] = [];
  const part = Buffer.alloc(65_536);
  for (; ;) {
    try {
      const length = fs.readSync(0, part);
      if (length === 0) { return Buffer.concat(parts); }
      parts.push(Buffer.from(part.subarray(0, length)));
    } catch (e) {
      const { code } = e as NodeJS.ErrnoException;
      if (code === 'EOF') { return Buffer.concat(parts); }
      if (code !== 'EAGAIN') { throw e; }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function * filesBelow(directory: string): Generator<string> {
  const entries = tried(directory, () => fs.readdirSync(directory, { withFileTypes: true })).sort((a, b) => a.name < b.name ? -1 : 1);
  for (const entry of entries) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') { yield * filesBelow(file); }
    } else if (MANIFEST_FILE.test(entry.name) && !isLinkToDirectory(entry, file)) {
      yield file;
    }
  }
}

/** Links to directories are not followed: they may lead in circles. */
function isLinkToDirectory(entry: fs.Dirent, file: string): boolean {
  return entry.isSymbolicLink() && fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}
