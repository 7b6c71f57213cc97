import * as fc from 'fast-check';
import { analyze } from './support';
import { describeWithIstio } from '../conformance/istio-oracle';

type Json = any;

const virtualService = (http: Json[]) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'rules', namespace: 'default' },
  spec: { hosts: ['a.example.com'], http: http.map(rule => ({ ...rule, route: [{ destination: { host: 'b.example.com' } }] })) },
});

/** Matches that are never reached, as `rule.match`. */
const found = (http: Json[]) => analyze([virtualService(http)]).filter(f => f.code === 'CDI0202').map(f => `${f.steps[2]}.${f.steps[4]}`);
const rules = (...matches: Json[]) => matches.map(match => ({ match: [match] }));
const prefix = (path: string) => ({ uri: { prefix: path } });
const exact = (path: string) => ({ uri: { exact: path } });
const user = (name: string) => ({ headers: { user: { exact: name } } });

test.each<[string, Json[], string[]]>([
  ['an exact path below a prefix', rules(prefix('/a'), exact('/a/b')), ['1.0']],
  ['an exact path that begins like the prefix', rules(prefix('/a'), exact('/ab')), ['1.0']],
  ['a regular expression behind every path', rules(prefix('/'), { uri: { regex: '/a.*' } }), ['1.0']],
  ['a condition that an earlier rule does not ask for', rules(exact('/a'), { ...exact('/a'), ...user('x') }), ['1.0']],
  ['no path behind every path', rules(prefix('/'), user('x')), ['1.0']],
  ['a path behind the same condition', rules(user('x'), { ...prefix('/a'), ...user('x') }), ['1.0']],
  ['one of two matches', [{ match: [prefix('/a')] }, { match: [exact('/a'), exact('/b')] }], ['1.0']],
  ['many conditions behind one of them', rules(user('x'), { ...exact('/a'), headers: { ...user('x').headers, ...Object.fromEntries([...'abcdefg'].map(h => [h, { exact: h }])) } }), ['1.0']],
  ['gateways among those of an earlier rule', rules({ ...prefix('/'), gateways: ['g', 'h'] }, { ...exact('/a'), gateways: ['g'] }), ['1.0']],
])('%s is never reached', (_, http, matches) => {
  expect(found(http)).toEqual(matches);
});

test.each<[string, Json[]]>([
  ['a path beside the prefix', rules(prefix('/a/'), exact('/a'))],
  ['a rule before the one that takes more', rules(exact('/a/b'), prefix('/a'))],
  ['a rule without the condition of the earlier one', rules({ ...prefix('/'), ...user('x') }, exact('/a'))],
  ['another value of the condition', rules({ ...prefix('/'), ...user('x') }, { ...exact('/a'), ...user('y') })],
  ['all gateways behind one', rules({ ...prefix('/'), gateways: ['g'] }, exact('/a'))],
  ['a path in another case', rules(prefix('/a'), { ...exact('/a'), ignoreUriCase: true })],
  ['a regular expression behind a prefix', rules(prefix('/a'), { uri: { regex: '/a.*' } })],
  ['matches of one rule', [{ match: [prefix('/a'), exact('/a/b')] }]],
  ['what Istio reports: a prefix behind a prefix', rules(prefix('/a'), prefix('/a/b'))],
  ['what Istio reports: an equal match', rules(exact('/a'), exact('/a'))],
  ['what Istio reports: anything behind a rule without matches', [{}, ...rules(exact('/a'))]],
])('%s is left alone', (_, http) => {
  expect(found(http)).toEqual([]);
});

test('what a delegate does not take comes to later rules', () => {
  const http: Json[] = [{ match: [prefix('/a')], delegate: { name: 'd' } }, { match: [exact('/a/b')] }];
  const document = virtualService(http);
  delete document.spec.http[0].route;
  expect(analyze([document]).filter(f => f.code === 'CDI0202')).toEqual([]);
});

describe('any rules', () => {
  const path = fc.constantFrom('/', '/a', '/a/', '/a/b', '/ab', '/b');
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const value = fc.constantFrom('x', 'y');
  const match = fc.record({
    uri: optional(fc.oneof(path.map(p => ({ prefix: p })), path.map(p => ({ exact: p })))),
    method: optional(fc.constantFrom('GET', 'POST').map(m => ({ exact: m }))),
    headers: optional(value.map(v => ({ user: { exact: v } }))),
    queryParams: optional(value.map(v => ({ q: { exact: v } }))),
  }).map(m => JSON.parse(JSON.stringify(m))).filter(m => Object.keys(m).length > 0);
  const http = fc.array(fc.record({ match: fc.array(match, { minLength: 1, maxLength: 2 }) }), { minLength: 2, maxLength: 5 });

  const requests = ['/', '/a', '/a/', '/a/b', '/ab', '/b', '/a/b/c'].flatMap(p => ['GET', 'POST', 'PUT'].flatMap(method =>
    ['x', 'y', 'z'].flatMap(header => ['x', 'y', 'z'].map(query => ({ path: p, method, header, query })))));
  const takes = ({ uri, method, headers, queryParams }: Json, request: Json) =>
    (!uri || (uri.exact !== undefined ? request.path === uri.exact : request.path.startsWith(uri.prefix)))
    && (!method || method.exact === request.method)
    && (!headers || headers.user.exact === request.header)
    && (!queryParams || queryParams.q.exact === request.query);

  test('no request reaches what is reported', () => {
    fc.assert(fc.property(http, list => {
      const reported = found(list);
      for (const place of reported) {
        const [rule, i] = place.split('.').map(Number);
        const earlier: Json[] = list.slice(0, rule).flatMap(({ match: all }) => all);
        const reached = requests.filter(r => takes(list[rule].match[i], r) && !earlier.some(m => takes(m, r)));
        expect(reached).toEqual([]);
      }
    }), { numRuns: 300 });
  });

  describeWithIstio('Istio', oracle => {
    test('reports none of what we report', () => {
      const cases = fc.sample(http, { numRuns: 500, seed: 7 });
      const answers = oracle.analyze(cases.map(list => ({ yaml: JSON.stringify(virtualService(list)) })));
      let both = 0;
      answers.forEach(({ messages }, i) => {
        const theirs = messages.filter(m => m.code === 'IST0130' || m.code === 'IST0131').map(m => m.message).join('\n');
        for (const place of found(cases[i])) {
          const [rule, match_] = place.split('.');
          // the rule that is not used, or the match of it that is not
          if (theirs.includes(`rule #${rule} not used`) || theirs.includes(`rule #${rule} match #${match_}`)) { both++; }
        }
      });
      expect(both).toBe(0);
    }, 300_000);
  });
});
