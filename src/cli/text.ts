import { Format, summaryOf } from './format';
import { COLOURED, findingText } from '../check';

const MOST_NAMED = 5;

/** Findings in the order of the input, and a last line that counts them. */
export const text: Format = function * (analyzed, colours) {
  const { findings, suppressed, resources, passedOver } = analyzed;
  for (const finding of findings) { yield `${findingText(finding, colours ? COLOURED : undefined)}\n\n`; }
  if (passedOver.length > 0) {
    const more = passedOver.length - MOST_NAMED;
    yield `passed over what is no manifest in ${passedOver.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}\n`;
  }
  if (findings.length > 0) { yield `to know more: cdk8s-istio explain ${findings[0].code}\n`; }
  const { errors, warnings, infos } = summaryOf(analyzed);
  const counts = findings.length > 0 ? [counted(errors, 'error'), counted(warnings, 'warning'), counted(infos, 'info')].join(', ') : 'no findings';
  yield `${counted(resources, 'resource')} checked: ${counts}${suppressed.length > 0 ? `; ${suppressed.length} suppressed` : ''}\n`;
};

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
