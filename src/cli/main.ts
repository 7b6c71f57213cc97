import { UsageError } from './arguments';
import { Command, Output } from './command';
import { version } from './version';
import { InputError } from '../manifests/input-error';

/* eslint-disable @typescript-eslint/no-require-imports -- a command loads what it needs and no more */
const COMMANDS: { readonly [name: string]: { readonly about: string; readonly load: () => Command } } = {
  analyze: { about: 'says what is wrong with manifests before they are applied', load: () => require('./analyze').analyzeCommand },
  explain: { about: 'says what a code means, with an example and its mend', load: () => require('./explain').explainCommand },
};
/* eslint-enable @typescript-eslint/no-require-imports */

const HELP = `Usage: cdk8s-istio COMMAND

Commands:
${Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(10)}${about}`).join('\n')}

  cdk8s-istio COMMAND --help   says more of a command
  cdk8s-istio --version        prints the version
`;

/** Runs the command that the process was started with. */
export function main(): void {
  const { stdout, stderr } = process;
  // who reads only the first lines, such as head, closes the pipe
  for (const stream of [stdout, stderr]) {
    stream.on('error', (e: NodeJS.ErrnoException) => {
      if (e.code === 'EPIPE') { process.exit(); }
      if (stream === stdout) { stderr.write(`cdk8s-istio: the output cannot be written: ${e.message}\n`); }
      process.exit(2);
    });
  }
  process.exitCode = run(process.argv.slice(2), { colours: hasColours(stdout), write: text => { stdout.write(text); } }, line => { stderr.write(`${line}\n`); });
}

/**
 * Runs a command.
 *
 * @param complain is told in one line why it cannot be run
 * @returns 0, 1 for findings, 2 if the command or its input cannot be used
 */
export function run(args: readonly string[], output: Output, complain: (line: string) => void): number {
  // as other commands take it: help COMMAND
  const [name, ...rest] = args[0] === 'help' && args.length === 2 ? [args[1], '--help'] : args;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      output.write(HELP);
      return 0;
    }
    if (name === '--version' || name === '-v') {
      output.write(`${version()}\n`);
      return 0;
    }
    if (!Object.hasOwn(COMMANDS, name)) { throw new UsageError(`there is no command ${name}; commands are ${Object.keys(COMMANDS).join(', ')}`); }
    const command = COMMANDS[name].load();
    const end = rest.indexOf('--');
    if (rest.slice(0, end < 0 ? rest.length : end).some(arg => arg === '--help' || arg === '-h')) {
      output.write(command.help);
      return 0;
    }
    return command.run(rest, output);
  } catch (e) {
    if (e instanceof UsageError) {
      complain(`cdk8s-istio: ${oneLine(e.message)}; see cdk8s-istio ${name !== undefined && Object.hasOwn(COMMANDS, name) ? `${name} ` : ''}--help`);
    } else if (e instanceof InputError) {
      complain(`cdk8s-istio: ${oneLine(e.message)}`);
    } else {
      complain(`cdk8s-istio: this is a mistake in cdk8s-istio, please report it: ${(e as Error).stack ?? e}`);
    }
    return 2;
  }
}

const oneLine = (text: string) => text.replaceAll(/[\r\n]+/g, ' ');

function hasColours(stream: NodeJS.WriteStream): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR) { return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'; }
  return stream.isTTY === true && !NO_COLOR && TERM !== 'dumb';
}
