import * as fs from 'fs';
import * as path from 'path';
import { EXAMPLES, filesOf, synthesize } from './synthesize';

const examples = fs.readdirSync(EXAMPLES).filter(name => fs.existsSync(path.join(EXAMPLES, name, 'main.ts')));

describe.each(examples)('README of %s', name => {
  const folder = path.join(EXAMPLES, name);
  const readme = fs.readFileSync(path.join(folder, 'README.md'), 'utf8');
  const main = fs.readFileSync(path.join(folder, 'main.ts'), 'utf8');
  const dist = filesOf(path.join(folder, 'dist'));

  test('every excerpt of code is a part of main.ts, in the order of main.ts', () => {
    const places = blocks(readme, 'ts').map(code => [code, placeIn(main, code)] as const);
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter(([, place]) => place < 0)).toEqual([]);
    expect(places.map(([, place]) => place)).toEqual(places.map(([, place]) => place).sort((a, b) => a - b));
  });

  test('every excerpt of output is a part of a file in dist', () => {
    const excerpts = ['yaml', 'json', 'nginx'].flatMap(language => blocks(readme, language));
    expect(excerpts.length).toBeGreaterThan(0);
    expect(excerpts.filter(excerpt => !Object.values(dist).some(text => placeIn(text, excerpt) >= 0))).toEqual([]);
  });

  test('it names every file in dist, and no other', () => {
    const named = readme.match(/\bdist\/[\w.-]*\w/g) ?? [];
    expect([...new Set(named)].sort()).toEqual(Object.keys(dist).map(file => `dist/${file}`));
  });

  test('it shows the warnings that are printed at synth, and no others', () => {
    const { stderr } = synthesize(name);
    expect(blocks(readme, 'text').filter(text => text.startsWith('warning ')).join('')).toBe(stderr);
  });

  test('what it links to exists', () => {
    expect(brokenLinks(folder, readme)).toEqual([]);
  });
});

test('the README of all examples links to each, and to nothing that is not there', () => {
  const readme = fs.readFileSync(path.join(EXAMPLES, 'README.md'), 'utf8');
  expect(examples.filter(name => !readme.includes(`(${name}/README.md)`))).toEqual([]);
  expect(brokenLinks(EXAMPLES, readme)).toEqual([]);
});

/** The fenced blocks of a language. */
function blocks(markdown: string, language: string): string[] {
  return markdown.split(/^```/m).filter((_, i) => i % 2 === 1).flatMap(block => block.startsWith(`${language}\n`) ? [block.slice(language.length + 1)] : []);
}

/** Where whole lines stand in a text; -1 if they do not. */
function placeIn(text: string, lines: string): number {
  return `\n${text}`.indexOf(`\n${lines}`);
}

function brokenLinks(folder: string, markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target]) => target).filter(target => !fs.existsSync(path.join(folder, target)));
}
