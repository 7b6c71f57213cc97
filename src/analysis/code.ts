import { Finding, Manifest, pathOf, Severity } from '../manifests';

type Steps = readonly (string | number)[];

/** A code of the analysis. Once published, a code keeps its meaning. */
export class Code {
  /** The codes of the rules that are loaded. */
  public static readonly known = new Map<string, Code>();

  constructor(public readonly code: string, public readonly name: string, public readonly severity: Severity) {
    Code.known.set(code, this);
  }

  /**
   * A finding of this code.
   *
   * @param steps the field that it is about; empty for the whole
   * @param message what is wrong: what was given, and why it does not do
   * @param hint what to do
   */
  public at(manifest: Manifest, steps: Steps, message: string, hint: string): Finding {
    const { code, name, severity } = this;
    return { code, name, severity, message, hint, manifest, path: pathOf(steps), steps };
  }
}

export const error = (code: string, name: string) => new Code(code, name, Severity.ERROR);
export const warning = (code: string, name: string) => new Code(code, name, Severity.WARNING);
export const info = (code: string, name: string) => new Code(code, name, Severity.INFO);
