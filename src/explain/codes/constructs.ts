import { Explanation } from '../explanation';

/** Of what is told of constructs only: there is no finding of them in YAML. */
export const CONSTRUCT_EXPLANATIONS: readonly Explanation[] = [
  {
    code: 'CDI0002',
    language: 'ts',
    why: 'Something that the construct cannot do without was not added by the time that the app is synthesized. ' +
      'The API server or Istio would refuse what it makes, or nothing would come of it.',
    wrong: `
const workload = GatewayWorkload.defaultIngressGateway(chart, 'ingress');
const gateway = new Gateway(chart, 'gateway', { workload });
`,
    mended: `
const workload = GatewayWorkload.defaultIngressGateway(chart, 'ingress');
const gateway = new Gateway(chart, 'gateway', { workload });
gateway.addHttpServer({ hosts: ['shop.example.com'] });
`,
  },
  {
    code: 'CDI0003',
    language: 'ts',
    why: 'Two constructs make an object of the same kind, namespace and name, and go to the same API server. ' +
      'The one that is applied last replaces the other, and which one that is changes with the order of files.',
    wrong: `
new ApiObject(chart, 'blue', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'shop' } });
new ApiObject(chart, 'green', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'shop' } });
`,
    mended: `
new ApiObject(chart, 'blue', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'shop-blue' } });
new ApiObject(chart, 'green', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'shop-green' } });
`,
  },
];
