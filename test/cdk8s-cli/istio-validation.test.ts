import * as path from 'path';
import { IstioValidation } from '../../src/cdk8s-cli/istio-validation';
import { BAD, directoryWith, GOOD } from '../cli/support';

const directory = directoryWith({
  'good.yaml': GOOD,
  'bad.yaml': `${BAD}---\n${BAD.replace('name: bad', 'name: worse')}`,
  'mesh.yaml': '- a\n',
});
const file = (name: string) => path.join(directory, name);

/** What a report of cdk8s-cli is told. */
async function told(properties: object, ...names: string[]) {
  const violations: any[] = [];
  const submitted: any[] = [];
  const report = { addViolation: (v: any) => violations.push(v), submit: (...all: any[]) => submitted.push(all) };
  await new IstioValidation(properties).validate({ manifests: names.map(file), report });
  expect(submitted).toHaveLength(1);
  return { violations, status: submitted[0][0], metadata: submitted[0][1] };
}

test('what is wrong with several resources is one violation', async () => {
  const { violations, status, metadata } = await told({}, 'good.yaml', 'bad.yaml');
  expect(status).toBe('failure');
  expect(metadata).toEqual({ Resources: '3', Errors: '2', Warnings: '2', Infos: '0', Suppressed: '0' });
  expect(violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources])).toEqual([
    ['warning K8S0003 UnknownField', [
      { resourceName: 'bad', locations: ['spec.form (line 10)'], manifestPath: file('bad.yaml') },
      { resourceName: 'worse', locations: ['spec.form (line 21)'], manifestPath: file('bad.yaml') },
    ]],
    ['error K8S0001 InvalidBySchema', [
      { resourceName: 'bad', locations: ['spec.to[0].kind (line 9)'], manifestPath: file('bad.yaml') },
      { resourceName: 'worse', locations: ['spec.to[0].kind (line 20)'], manifestPath: file('bad.yaml') },
    ]],
  ]);
  expect(violations[0]).toMatchObject({ recommendation: 'unknown field "spec.form"', fix: 'write from' });
});

test.each<[object, string, string]>([
  [{}, 'good.yaml', 'success'],
  [{ failOn: 'never' }, 'bad.yaml', 'success'],
  [{ ignore: ['K8S0001'] }, 'bad.yaml', 'success'],
  [{ ignore: ['K8S0001'], failOn: 'warning' }, 'bad.yaml', 'failure'],
  [{ ignore: ['K8S0001=HTTPRoute/shop/bad'] }, 'bad.yaml', 'failure'],
  [{ only: ['cel'] }, 'bad.yaml', 'success'],
  [{ old: [file('bad.yaml')] }, 'bad.yaml', 'success'],
])('with %j, %s is a %s', async (properties, name, status) => {
  expect((await told(properties, name)).status).toBe(status);
});

test.each<[object, string]>([
  [{ failon: 'error' }, 'there is no property failon, allowed are failOn, ignore, namespace, meshConfig, old, only'],
  [{ failOn: 'fatal' }, 'failOn: given "fatal", allowed error, warning, info, never'],
  [{ ignore: 'K8S0001' }, 'ignore: given "K8S0001", allowed a list of CODE or CODE=KIND/NAMESPACE/NAME'],
  [{ namespace: 1 }, 'namespace: given 1, allowed a text'],
])('%j is refused', (properties, message) => {
  expect(() => new IstioValidation(properties)).toThrow(`IstioValidation: ${message}`);
});

test('a namespace that is none is refused', () => {
  expect(() => new IstioValidation({ namespace: 'a.b' })).toThrow('namespace: given a.b, allowed lower case letters');
});

test('a MeshConfig that is none is refused', async () => {
  await expect(told({ meshConfig: file('mesh.yaml') }, 'good.yaml')).rejects.toThrow(`${file('mesh.yaml')}: not a MeshConfig`);
});
