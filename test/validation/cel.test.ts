import * as fs from 'fs';
import * as path from 'path';
import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import * as fc from 'fast-check';
import { documentOf } from './documents';
import { rules } from '../../imports/cel-rules';
import { compileRules, rulesOf } from '../../projenrc/import/cel';
import * as cel from '../../src/validation/cel';

const SCHEMAS = path.join(__dirname, '..', '..', 'imports', 'schemas');
const CRDS = fs.readdirSync(SCHEMAS).filter(f => f !== 'kubernetes.json').map(f => JSON.parse(fs.readFileSync(path.join(SCHEMAS, f), 'utf8')));
const PROGRAMS = rules(cel);

/** The value, `error`, or the kind of object that CEL alone has. */
function outcome(evaluate: () => unknown): unknown {
  try {
    return evaluate();
  } catch (e) {
    if (!(e instanceof cel.CelError)) { throw e; }
    return 'error';
  }
}

/** As CEL has it: whole numbers are integers. */
function toCel(value: any): any {
  if (typeof value === 'number') { return Number.isInteger(value) ? BigInt(value) : value; }
  if (Array.isArray(value)) { return value.map(toCel); }
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, toCel(v)])) : value;
}

test('the compiled rules are those of the schemas', () => {
  expect(fs.readFileSync(path.join(__dirname, '..', '..', 'imports', 'cel-rules.ts'), 'utf8') === compileRules(rulesOf(CRDS))
    || 'imports/cel-rules.ts is out of date: run npx projen import').toBe(true);
});

test('what the compiler does not know, it refuses', () => {
  expect(() => compileRules(['self.lowerAscii() == "a"'])).toThrow('CEL: lowerAscii() is not known');
  expect(() => compileRules(['self == 1u'])).toThrow('CEL: a constant of uint64Value is not known');
  expect(() => compileRules(['self == {"a": 1}'])).toThrow('CEL: structExpr is not known');
});

describe('every rule gives what @bufbuild/cel gives', () => {
  const env = celEnv({ funcs: strings });
  const found = new Map<string, any>();
  JSON.stringify(CRDS, (_, value) => {
    for (const { rule } of value?.['x-kubernetes-validations'] ?? []) { if (!found.has(rule)) { found.set(rule, value); } }
    return value;
  });
  // functions that Kubernetes adds to CEL are not in the library, and it takes the empty text for the integer 0
  const common = [...found].filter(([rule]) => !/\b(isURL|url|isIP|format|int)\b/.test(rule));

  test('most rules are compared', () => {
    expect(common.length).toBeGreaterThan(0.9 * found.size);
  });

  test.each(common)('%s', (rule, schema) => {
    const theirs = plan(env, parse(rule.replaceAll('__namespace__', 'namespace')));
    const document = documentOf(schema);
    fc.assert(fc.property(document, document, (self, oldSelf) => {
      const ours = outcome(() => PROGRAMS[rule](self, oldSelf));
      const result = theirs({ self: toCel(self), oldSelf: toCel(oldSelf) });
      expect(ours).toBe(isCelError(result) ? 'error' : result);
    }), { numRuns: 60, seed: 5 });
  });
});

test('an error counts only where nothing else decides, and then the first does', () => {
  const of = (name: string) => (element: any) => cel.equal(cel.field(element, name), 1);
  const fail = (message: string) => () => { throw new cel.CelError(message); };
  expect(cel.exists([{}, { a: 1 }], of('a'))).toBe(true);
  expect(cel.all([{}, { a: 2 }], of('a'))).toBe(false);
  expect(() => cel.all([{}, { a: 1 }], of('a'))).toThrow('no such key: a');
  expect(() => cel.exists(['x', 'y'], element => { throw new cel.CelError(element as string); })).toThrow('x');
  expect(cel.and(fail('x'), () => false)).toBe(false);
  expect(cel.or(fail('x'), () => true)).toBe(true);
  expect(() => cel.and(fail('x'), () => true)).toThrow('x');
  expect(() => cel.or(fail('x'), fail('y'))).toThrow('x');
  expect(() => cel.and(() => 'true', () => true)).toThrow('no such overload');
});

describe('functions', () => {
  const seconds = (text: string) => [`${text}`, outcome(() => (cel.duration(text) as any).nanoseconds / 1e9)];

  test('durations are those of Go', () => {
    expect(['1h30m', '-1.5s', '+2ms', '0', '.5s', '1.s', '1us', '1µs', '2562047h'].map(seconds)).toEqual([
      ['1h30m', 5400], ['-1.5s', -1.5], ['+2ms', 0.002], ['0', 0], ['.5s', 0.5], ['1.s', 1], ['1us', 1e-6], ['1µs', 1e-6], ['2562047h', 2562047 * 3600],
    ]);
    expect(['', '1', '1d', 's', '1 s', '.s', '1s ', '--1s'].map(t => seconds(t)[1])).toEqual(Array(8).fill('error'));
  });

  test('integers', () => {
    expect(['80', '-1', '+5', '007', '', '1.5', '0x1', ' 1', '99999999999999999999'].map(t => outcome(() => cel.int(t)))).toEqual([80, -1, 5, 7, 'error', 'error', 'error', 'error', 'error']);
  });

  test('addresses', () => {
    const texts = ['1.2.3.4', '::1', 'fe80::1', '2001:db8::1', '1.2.3', '01.2.3.4', 'fe80::1%eth0', '::ffff:1.2.3.4', '::ffff:102:304', 'a.com', ''];
    expect(texts.filter(cel.isIP)).toEqual(['1.2.3.4', '::1', 'fe80::1', '2001:db8::1']);
  });

  test('URLs are those of Go', () => {
    const schemes = Object.fromEntries([
      'http://a.b/c?d=%zz', 'HTTPS://user:pass@a.b:80', 'oci://x', 'file:///x', 'mailto:x', '/path', '*', 'http://[::1]:80/x', 'http://',
      'a.b/c', '', ':', '1http://x', 'http://a b', 'http://a:b', 'http://::1', 'http://a/%zz', '/a%', 'http://[::1', 'http://a#b', 'http://a\u0000', 'http://u%@a',
    ].map(t => [t, outcome(() => cel.getScheme(cel.url(t)))]));
    expect(schemes).toEqual({
      'http://a.b/c?d=%zz': 'http',
      'HTTPS://user:pass@a.b:80': 'https',
      'oci://x': 'oci',
      'file:///x': 'file',
      'mailto:x': 'mailto',
      '/path': '',
      '*': '',
      'http://[::1]:80/x': 'http',
      'http://': 'http',
      'a.b/c': 'error',
      '': 'error',
      ':': 'error',
      '1http://x': 'error',
      'http://a b': 'error',
      'http://a:b': 'error',
      'http://::1': 'error',
      'http://a/%zz': 'error',
      '/a%': 'error',
      'http://[::1': 'error',
      'http://a#b': 'error',
      'http://a\u0000': 'error',
      'http://u%@a': 'error',
    });
  });

  test('parts of a text are counted in characters', () => {
    expect(cel.substring('a\u{1F600}b', 1, 2)).toBe('\u{1F600}');
    expect(cel.size('a\u{1F600}b')).toBe(3);
    expect(() => cel.substring('ab', 3)).toThrow('index out of range: 3');
    expect(() => cel.substring('ab', 2, 1)).toThrow('invalid substring range. start: 2, end: 1');
  });
});
