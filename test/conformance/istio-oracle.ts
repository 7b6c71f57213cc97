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

/** Tests that ask Istio's own code. Whoever runs them needs Go, and sets WITH_GO. */
export function describeWithIstio(name: string, tests: (oracle: IstioOracle) => void) {
  (process.env.WITH_GO ? describe : describe.skip)(`${name} (with Go, where WITH_GO is set)`, () => {
    const oracle = new IstioOracle();
    beforeAll(() => oracle.build(), 600_000);
    afterAll(() => oracle.remove());
    tests(oracle);
  });
}

/** Istio's own code, built with Go. */
export class IstioOracle {
  private folder = '';

  public build(): void {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-oracle-'));
    execFileSync('go', ['build', '-o', this.program, '.'], { cwd: path.join(__dirname, 'istio'), stdio: 'pipe' });
  }

  private get program(): string {
    return path.join(this.folder, 'oracle');
  }

  /** What `istioctl analyze` says of each set of manifests, with a cluster that holds it. */
  public analyze(questions: readonly AnalyzeQuestion[]): { readonly messages: IstioMessage[]; readonly error?: string }[] {
    return this.ask(questions);
  }

  /** What the validating webhook says of each document of each text. */
  public webhook(yamls: readonly string[]): { readonly errors: string[]; readonly warnings: string[] }[][] {
    return this.ask(yamls.map(yaml => ({ yaml, webhook: true })));
  }

  /** Why Istio cannot read each text as a MeshConfig; nothing where it can. */
  public meshConfigs(yamls: readonly string[]): { readonly error?: string }[] {
    return this.ask(yamls.map(yaml => ({ yaml, decodes: true })));
  }

  /** Of each rule of a delegate, whether it comes into force for the rule that hands requests on to it. */
  public delegated(questions: readonly { readonly root: object; readonly rule: object }[]): boolean[] {
    return this.ask(questions.map(delegation => ({ delegation })));
  }

  /** The names of the ports of those servers of each Gateway that come into force. */
  public servers(gateways: readonly object[]): string[][] {
    return this.ask(gateways.map(gateway => ({ gateway })));
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
