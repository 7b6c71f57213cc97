import { parseArguments, UsageError } from './arguments';
import { Command } from './command';
import { allExplained, explained, explanationText, FAMILIES } from '../explain';
import { distance } from '../manifests';

export const explainCommand: Command = {
  help: `Usage: cdk8s-istio explain [CODE]

Says of a code why it matters, and shows manifests that have it and the same ones mended. Lists all codes if none is given.
`,

  run(args, output) {
    const { words } = parseArguments(args, {});
    if (words.length > 1) { throw new UsageError('explain takes one code'); }
    output.write(words.length === 0 ? list() : explanationText(find(words[0]), output.colours));
    return 0;
  },
};

/** By code or name, in whatever case. */
function find(wanted: string) {
  const all = allExplained();
  const found = explained(wanted.toUpperCase()) ?? all.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found) { return found; }
  const isNear = (text: string, most: number) => wanted.length < 100 && distance(wanted.toLowerCase(), text.toLowerCase()) <= most;
  const near = all.filter(({ code, name }) => isNear(code, 1) || isNear(name, 3)).map(({ code }) => code);
  throw new UsageError(`there is no code ${wanted}${near.length > 0 ? `; near it are ${near.slice(0, 5).join(', ')}` : ''}`);
}

function list(): string {
  const all = allExplained();
  const width = Math.max(...all.map(({ name }) => name.length));
  return FAMILIES.map(({ title, prefix }) => ({ title, codes: all.filter(({ code }) => code.startsWith(prefix)) }))
    .filter(({ codes }) => codes.length > 0)
    .map(({ title, codes }) => `${title}\n${codes.map(({ code, name, severity }) => `  ${code}  ${name.padEnd(width)}  ${severity}\n`).join('')}`)
    .join('\n');
}
