/** `npx projen docs`: writes the pages of all codes, into docs/ or the directory that is given. */
import * as fs from 'fs';
import * as path from 'path';
import { allExplained, explanationMarkdown, FAMILIES } from '../src/explain';

const directory = process.argv[2] ?? path.join(__dirname, '..', 'docs');
const codes = path.join(directory, 'codes');

fs.rmSync(codes, { recursive: true, force: true });
fs.mkdirSync(codes, { recursive: true });
const all = allExplained();
for (const explained of all) { fs.writeFileSync(path.join(codes, `${explained.code}.md`), explanationMarkdown(explained)); }

const tables = FAMILIES.map(({ title, prefix }) => {
  const rows = all.filter(({ code }) => code.startsWith(prefix)).map(({ code, name, severity }) => `| [${code}](codes/${code}.md) | ${name} | ${severity} |\n`);
  return rows.length === 0 ? '' : `## ${title}\n\n| code | name | severity |\n|---|---|---|\n${rows.join('')}\n`;
});
fs.writeFileSync(path.join(directory, 'README.md'), `# Codes

What \`cdk8s-istio analyze\`, the checks at synth, the plugin of cdk8s-cli and the jest matchers find. \`cdk8s-istio explain CODE\` prints
the same. A code, once published, keeps its meaning. Written by \`npx projen docs\`.

${tables.join('')}`.trimEnd() + '\n');
