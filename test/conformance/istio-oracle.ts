import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

export interface IstioMessage {
  readonly code: string;
  readonly level: string;
  readonly message: string;
  /** `Kind namespace/name`. */
  readonly origin?: string;
  /** `file:line` of the field, or of the object where the analysis points at none. */
  readonly reference?: string;
}

export interface AnalyzeQuestion {
  readonly yaml: string;
  readonly meshConfig?: string;
}

/** Istio's own code, built with Go. Whoever asks it needs Go, and sets WITH_GO. */
export class IstioOracle {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-oracle-'));
  private readonly program = path.join(this.folder, 'oracle');

  constructor() {
    execFileSync('go', ['build', '-o', this.program, '.'], { cwd: path.join(__dirname, 'istio'), stdio: 'pipe' });
  }

  /** What `istioctl analyze` says of each set of manifests, with a cluster that holds it. */
  public analyze(questions: readonly AnalyzeQuestion[]): { readonly messages: IstioMessage[]; readonly error?: string }[] {
    return this.ask(questions);
  }

  /** What the validating webhook says of each document of each text. */
  public webhook(yamls: readonly string[]): { readonly errors: string[]; readonly warnings: string[] }[][] {
    return this.ask(yamls.map(yaml => ({ yaml, webhook: true })));
  }

  public remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private ask(questions: readonly object[]): any[] {
    if (questions.length === 0) { return []; }
    const input = questions.map(question => JSON.stringify(question)).join('\n');
    return execFileSync(this.program, { input, encoding: 'utf8', maxBuffer: 1e9 }).trim().split('\n').map(line => JSON.parse(line));
  }
}
