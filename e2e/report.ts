/** What ran, how it came out and how long it took: printed as it happens and kept in report.json. */
import * as fs from 'fs';

export interface Check {
  readonly example: string;
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  readonly details?: string;
}

export class Report {
  private readonly checks: Check[] = [];
  private readonly timings: Record<string, number> = {};
  private readonly started = Date.now();

  constructor(private readonly versions: Record<string, string>, private readonly buildSeconds: number) {}

  /** Runs a check and prints one line for it; a check that throws has failed. */
  public async check(example: string, name: string, body: () => Promise<string | void> | string | void): Promise<boolean> {
    const started = Date.now();
    const add = (passed: boolean, details: string | undefined) => {
      const seconds = Math.round((Date.now() - started) / 100) / 10;
      this.checks.push({ example, name, passed, seconds, details });
      const lines = (details ?? '').split('\n');
      console.log(passed
        ? `  ok    ${name}${details ? ` (${lines.join('; ')})` : ''}`
        : `  FAIL  ${name}\n${lines.map(line => `        ${line}`).join('\n')}`);
      return passed;
    };
    try {
      return add(true, (await body()) ?? undefined);
    } catch (error) {
      return add(false, error instanceof Error ? error.message : String(error));
    }
  }

  /** Measures what takes long without being a check. */
  public async timed<T>(name: string, body: () => Promise<T>): Promise<T> {
    const started = Date.now();
    try {
      return await body();
    } finally {
      this.timings[name] = Math.round((Date.now() - started) / 100) / 10;
    }
  }

  public get failed(): number {
    return this.checks.filter(check => !check.passed).length;
  }

  public write(file: string): void {
    const seconds = Math.round((Date.now() - this.started) / 100) / 10;
    const passed = this.checks.length - this.failed;
    fs.writeFileSync(file, `${JSON.stringify({
      when: new Date().toISOString(),
      versions: this.versions,
      buildSeconds: this.buildSeconds,
      seconds,
      timings: this.timings,
      passed,
      failed: this.failed,
      checks: this.checks,
    }, undefined, 2)}\n`);
    console.log(['', ...Object.entries(this.versions).map(([name, version]) => `${name.padEnd(11)} ${version}`), '',
      ...[...new Set(this.checks.map(check => check.example))].map(example => {
        const own = this.checks.filter(check => check.example === example);
        const bad = own.filter(check => !check.passed).length;
        return `${bad === 0 ? 'ok  ' : 'FAIL'}  ${example.padEnd(28)} ${String(own.length - bad).padStart(3)} of ${own.length} checks, ${own.reduce((sum, check) => sum + check.seconds, 0).toFixed(1)} s`;
      }),
      '', `built in ${this.buildSeconds} s, ran in ${seconds} s`, '', `${passed} passed, ${this.failed} failed`].join('\n'));
  }
}
