import { Format, summaryOf } from './format';
import { findingToJson } from '../manifests';

/** `{ findings, summary }`, a finding a line. */
export const json: Format = function * (analyzed) {
  yield '{\n  "findings": [';
  let between = '\n    ';
  for (const finding of analyzed.findings) {
    yield between + JSON.stringify(findingToJson(finding));
    between = ',\n    ';
  }
  yield `${analyzed.findings.length > 0 ? '\n  ' : ''}],\n  "summary": ${JSON.stringify(summaryOf(analyzed))}\n}\n`;
};
