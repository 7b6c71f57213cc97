import { example } from '../example';
import { service } from '../example-manifests';
import { Explanation } from '../explanation';

const SUPPRESSION = '  annotations:\n    galley.istio.io/analyze-suppress: K8S0003\n';

export const SUPPRESSION_EXPLANATIONS: readonly Explanation[] = [
  example('CDI0001',
    'There is nothing that the suppression would keep from being reported. What it was written for is mended, or was never there; '
    + 'left in place it hides the next mistake of its kind.',
    service('tomcat').replace('spec:', `${SUPPRESSION}spec:`), [SUPPRESSION, '']),
];
