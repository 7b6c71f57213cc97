import type { Explained } from '.';
import { check, COLOURED, findingText, SUPPRESS_ANNOTATION } from '../check';
import { Finding, Manifests } from '../manifests';

/** An explanation for a terminal. */
export function explanationText(explained: Explained, colours: boolean): string {
  const { code, name, severity, why, wrong, mended } = explained;
  const strong = colours ? COLOURED.strong : (text: string) => text;
  return [
    `${strong(code)} ${name} (${severity})`,
    folded(why),
    strong('Wrong:'),
    indented(wrong),
    strong('Mended:'),
    indented(mended),
    `Not to report it: cdk8s-istio analyze --ignore ${code}, or the annotation ${SUPPRESS_ANNOTATION}: ${code}\n`,
  ].join('\n\n');
}

/** An explanation as Markdown. */
export function explanationMarkdown(explained: Explained): string {
  const { code, name, severity, why, wrong, mended } = explained;
  return `# ${code} ${name}

Severity: ${severity}

${folded(why)}

## Wrong

${block('yaml', wrong)}

\`cdk8s-istio analyze\` says of it:

${block('text', findingsOf(explained).map(finding => findingText(finding)).join('\n\n'))}

## Mended

${block('yaml', mended)}

## Not to report it

\`cdk8s-istio analyze --ignore ${code}\` or \`--ignore ${code}=KIND/NAMESPACE/NAME\`; for one object its annotation
\`${SUPPRESS_ANNOTATION}: ${code}\`; at synth \`Analysis.of(scope).ignore(...)\`.
`;
}

/** Findings of the code in its wrong example. */
export function findingsOf({ code, wrong }: Explained): Finding[] {
  return check(Manifests.fromYaml(wrong)).findings.filter(finding => finding.code === code);
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
