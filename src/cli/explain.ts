import { parseArguments, UsageError } from './arguments';
import { Command } from './command';
import { allExplained, Explained, explained, explanationText, FAMILIES } from '../explain';

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

const MOST_NEAR = 5;
/** Less in common is chance. */
const SHORTEST = 4;

/** By code or name, in whatever case. */
function find(wanted: string) {
  const all = allExplained();
  const found = explained(wanted.toUpperCase()) ?? all.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found) { return found; }
  const near = nearTo(wanted.toLowerCase(), all);
  throw new UsageError(`there is no code ${wanted}${near.length > 0 ? `; near it are ${near.join(', ')}` : ''}`);
}

/** Codes that start as the text does, by themselves or by name, as far as any does. */
function nearTo(wanted: string, all: readonly Explained[]): string[] {
  for (let length = Math.min(wanted.length, 40); length >= SHORTEST; length--) {
    const start = wanted.slice(0, length);
    const near = all.filter(({ code, name }) => [code, name].some(text => text.toLowerCase().startsWith(start)));
    if (near.length > 0) { return near.slice(0, MOST_NEAR).map(({ code }) => code); }
  }
  return [];
}

function list(): string {
  const all = allExplained();
  const width = Math.max(...all.map(({ name }) => name.length));
  return FAMILIES.map(({ title, prefix }) => ({ title, codes: all.filter(({ code }) => code.startsWith(prefix)) }))
    .filter(({ codes }) => codes.length > 0)
    .map(({ title, codes }) => `${title}\n${codes.map(({ code, name, severity }) => `  ${code}  ${name.padEnd(width)}  ${severity}\n`).join('')}`)
    .join('\n');
}
