import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

export const EXAMPLES = path.join(__dirname, '..', '..', 'examples');

/** What an example makes. */
export interface Synthesized {
  /** Texts of the files, by their names. */
  readonly files: { [name: string]: string };

  /** What it prints to stderr. */
  readonly stderr: string;
}

/** Runs the main.ts of an example as `cdk8s synth` does, and leaves its dist folder alone. */
export function synthesize(example: string): Synthesized {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-scenario-'));
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = outdir;
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const cwd = jest.spyOn(process, 'cwd').mockReturnValue(path.join(EXAMPLES, example));
  try {
    jest.isolateModules(() => jest.requireActual(path.join(EXAMPLES, example, 'main')));
    return { files: filesOf(outdir), stderr: stderr.mock.calls.map(([text]) => text).join('') };
  } finally {
    stderr.mockRestore();
    cwd.mockRestore();
    if (before === undefined) { delete process.env.CDK8S_OUTDIR; } else { process.env.CDK8S_OUTDIR = before; }
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

/** Texts of the files in a folder, by their names. */
export function filesOf(folder: string): { [name: string]: string } {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  return Object.fromEntries(names.map(name => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}
