/** The programs that a run starts, each with its log in the run's folder. */
import { ChildProcess, spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { GivenUp } from './wait';

export interface ProgramOptions {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  /** Network namespace to run in; the run's own by default. */
  readonly namespace?: string;
  /** Talk to it by pipes; its stderr still goes to the log. */
  readonly pipes?: boolean;
}

export class Program {
  constructor(readonly name: string, readonly child: ChildProcess, readonly log: string) {}

  /** For probes: gives up as soon as the program is gone. */
  public check(): void {
    if (this.child.exitCode !== null || this.child.signalCode !== null) {
      throw new GivenUp(`${this.name} ended with ${this.child.exitCode ?? this.child.signalCode}; the end of its log:\n${this.tail()}`);
    }
  }

  public tail(lines = 15): string {
    return fs.readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  public async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) { return; }
    const gone = new Promise<void>(resolve => this.child.once('exit', () => resolve()));
    this.child.kill('SIGKILL');
    await gone;
  }
}

export class Processes {
  private readonly programs = new Set<Program>();

  constructor(private readonly folder: string) {}

  public start(name: string, command: string, args: string[], options: ProgramOptions = {}): Program {
    const log = path.join(this.folder, `${name}.log`);
    const file = fs.openSync(log, 'a');
    const inside = options.namespace ? ['nsenter', `--net=/run/netns/${options.namespace}`, command, ...args] : [command, ...args];
    const child = spawn(inside[0], inside.slice(1), {
      cwd: options.cwd ?? this.folder,
      env: { PATH: process.env.PATH, HOME: this.folder, TMPDIR: this.folder, ...options.env },
      stdio: options.pipes ? ['pipe', 'pipe', file] : ['ignore', file, file],
    });
    fs.closeSync(file);
    child.on('error', error => fs.appendFileSync(log, `${error.message}\n`));
    const program = new Program(name, child, log);
    this.programs.add(program);
    return program;
  }

  public async stopAll(): Promise<void> {
    await Promise.all([...this.programs].map(program => program.stop()));
    this.programs.clear();
  }
}
