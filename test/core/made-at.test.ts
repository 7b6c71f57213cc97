import * as path from 'path';
import { ApiObject, Testing } from 'cdk8s';
import { BookinfoApp, Gateway, IngressGatewayDeployment } from '../../src';
import { placeOf } from '../../src/core/made-at';

const MADE_AT = Symbol.for('cdk8s-istio.MadeAt');
const LIBRARY = path.join(__dirname, '..', '..', 'src');
const HERE = path.relative(process.cwd(), __filename);

/** The place that frames of a stack give. */
function placeIn(...frames: string[]): string | undefined {
  const construct = Testing.chart();
  Object.defineProperty(construct, MADE_AT, { value: { stack: ['Error', ...frames.map(frame => `    at ${frame}`)].join('\n') } });
  return placeOf(construct);
}

const line = () => Number(/:(\d+):\d+\)?$/m.exec(new Error().stack!.split('\n')[2])![1]);

test('a construct is made at the line of its new', () => {
  const before = line();
  const gateway = new Gateway(Testing.chart(), 'gateway');
  expect(placeOf(gateway)).toBe(`${HERE}:${before + 1}:19`);
});

test.each([
  ['a gateway', () => new IngressGatewayDeployment(Testing.chart(), 'x')],
  ['an application', () => new BookinfoApp(Testing.chart(), 'x')],
])('every object of %s is made where that is', (_, make) => {
  const construct = make();
  const objects = construct.node.findAll().filter(ApiObject.isApiObject);
  expect(objects.length).toBeGreaterThan(1);
  expect(new Set(objects.map(object => placeOf(object)?.replace(/:\d+:\d+$/, '')))).toEqual(new Set([HERE]));
});

test('the limit of stack traces stays what it is', () => {
  const { stackTraceLimit } = Error;
  new Gateway(Testing.chart(), 'gateway');
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

test('what holds a bare object gives its place', () => {
  const gateway = new Gateway(Testing.chart(), 'gateway');
  expect(placeOf(new ApiObject(gateway, 'bare', { apiVersion: 'v1', kind: 'ConfigMap' }))).toBe(placeOf(gateway));
  expect(placeOf(new ApiObject(Testing.chart(), 'bare', { apiVersion: 'v1', kind: 'ConfigMap' }))).toBeUndefined();
});

describe('of the frames of a stack', () => {
  const cwd = process.cwd();
  test.each<[string, string[], string | undefined]>([
    ['the first of the program is it', [`new Gateway (${LIBRARY}/istio/gateway.ts:1:1)`, `Object.<anonymous> (${cwd}/main.ts:12:3)`, `x (${cwd}/y.ts:1:1)`], 'main.ts:12:3'],
    ['one without a function is taken', [`${cwd}/main.ts:12:3`], 'main.ts:12:3'],
    ['one of a module of ECMAScript is taken', [`file://${cwd}/main.mjs:12:3`], 'main.mjs:12:3'],
    ['one outside of the folder is given in full', ['f (/elsewhere/main.js:12:3)'], '/elsewhere/main.js:12:3'],
    ['those of cdk8s and Node are passed over', [
      'Node.addChild (/a/node_modules/constructs/lib/construct.js:1:1)', 'new X (/a/node_modules/cdk8s-plus-28/lib/x.js:1:1)', 'node:internal/main:1:1',
      'Module._compile (node:internal/modules/cjs/loader:1:1)', `f (${cwd}/main.ts:2:1)`,
    ], 'main.ts:2:1'],
    ['a package of constructs is not the program', ['new Team (/elsewhere/node_modules/team/x.js:1:1)', `f (${cwd}/main.ts:2:1)`], 'main.ts:2:1'],
    ['a package of constructs will do where there is nothing else', ['new Team (/elsewhere/node_modules/team/x.js:1:1)'], '/elsewhere/node_modules/team/x.js:1:1'],
    ['those that run programs of other languages are none', [
      'Kernel.create (/tmp/jsii-runtime.1/lib/program.js:1:1)', 'x (/venv/site-packages/jsii/_embedded/jsii/bin/jsii-runtime.js:1:1)',
    ], undefined],
    ['there may be none', [], undefined],
  ])('%s', (_, frames, place) => {
    expect(placeIn(...frames)).toBe(place);
  });
});

test('a stack that is no text is left alone', () => {
  const construct = Testing.chart();
  Object.defineProperty(construct, MADE_AT, { value: { stack: [] } });
  expect(placeOf(construct)).toBeUndefined();
});
