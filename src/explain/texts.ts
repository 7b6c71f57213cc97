import type { Explained } from '.';
import { check, COLOURED, findingText, SUPPRESS_ANNOTATION } from '../check';
import { Manifests } from '../manifests';

/** An explanation for a terminal. */
export function explanationText(explained: Explained, colours: boolean): string {
  const { code, name, severity, why, language, wrong, mended } = explained;
  const strong = colours ? COLOURED.strong : (text: string) => text;
  return [
    `${strong(code)} ${name} (${severity})`,
    folded(why),
    strong('Wrong:'),
    indented(wrong),
    strong('Mended:'),
    indented(mended),
    language === 'ts'
      ? `Not to report it: Analysis.of(construct).ignore({ code: '${code}', reason: '...' })\n`
      : `Not to report it: cdk8s-istio analyze --ignore ${code}, or the annotation ${SUPPRESS_ANNOTATION}: ${code}\n`,
  ].join('\n\n');
}

/** An explanation as Markdown. */
export function explanationMarkdown(explained: Explained): string {
  const { code, name, severity, why, language = 'yaml', wrong, mended } = explained;
  return `# ${code} ${name}

Severity: ${severity}

${folded(why)}

## Wrong

${block(language, wrong)}

${language === 'yaml' ? `\`cdk8s-istio analyze\` says of it:\n\n${block('text', findingsIn(explained))}\n\n` : ''}## Mended

${block(language, mended)}

## Not to report it

${language === 'yaml' ? `\`cdk8s-istio analyze --ignore ${code}\` or \`--ignore ${code}=KIND/NAMESPACE/NAME\`; for one object its annotation
\`${SUPPRESS_ANNOTATION}: ${code}\`; in an app ` : ''}\`Analysis.of(construct).ignore({ code: '${code}', reason: '...' })\`.
`;
}

/** Findings of the code in its wrong example, as text. */
function findingsIn({ code, wrong }: Explained): string {
  return check(Manifests.fromYaml(wrong)).findings.filter(finding => finding.code === code).map(finding => findingText(finding)).join('\n\n');
}

const block = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;
const indented = (text: string) => text.replaceAll(/^(?=.)/gm, '  ');

const WIDTH = 120;

/** The text in lines of a width that reads well. */
function folded(text: string): string {
  const lines = [''];
  for (const word of text.trim().split(/\s+/)) {
    const line = lines[lines.length - 1];
    if (line !== '' && line.length + 1 + word.length > WIDTH) { lines.push(word); } else { lines[lines.length - 1] = line === '' ? word : `${line} ${word}`; }
  }
  return lines.join('\n');
}
