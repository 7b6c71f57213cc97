import { hint, messages } from './support';
import { route, virtualService } from '../support';

const matching = (match: object) => virtualService('cart', { http: [{ match: [{ uri: { prefix: '/' } }, match], ...route('cart') }] });

test.each<[string, string, string, string | undefined]>([
  ['uri', 'prefix', '/', undefined],
  ['uri', 'prefix', '/cart', undefined],
  ['uri', 'prefix', '', undefined],
  ['uri', 'prefix', '/shop.v1.Cart/', undefined],
  ['uri', 'prefix', '/a*b', undefined],
  ['uri', 'prefix', 'cart', 'write /cart'],
  ['uri', 'prefix', 'https://a.com/cart', 'write the path alone, and the host under hosts or authority'],
  ['uri', 'prefix', '/v1/*', 'write prefix /v1/'],
  ['uri', 'prefix', '/v1*', 'write prefix /v1'],
  ['uri', 'prefix', '/**', 'write prefix /'],
  ['uri', 'prefix', '*', 'write prefix /'],
  ['uri', 'prefix', '/v1/*/items', 'write a regex for the whole path'],
  ['uri', 'prefix', '/v1/*/items/*', 'write a regex for the whole path'],
  ['uri', 'prefix', '/cart?id=', 'write prefix /cart, and ask for the query with queryParams'],
  ['uri', 'prefix', '/cart#top', 'write prefix /cart'],
  ['uri', 'exact', '/cart', undefined],
  ['uri', 'exact', '*', undefined],
  ['uri', 'exact', '', undefined],
  ['uri', 'exact', 'cart', 'write /cart'],
  ['uri', 'exact', '/v1/*', 'write prefix /v1/'],
  ['uri', 'exact', '*.css', 'write a regex for the whole path'],
  ['uri', 'exact', '/cart?id=1', 'write exact /cart, and ask for the query with queryParams'],
  ['uri', 'regex', 'cart.*', undefined],
  ['method', 'exact', 'GET', undefined],
  ['method', 'exact', 'PURGE', undefined],
  ['method', 'exact', 'purge', undefined],
  ['method', 'exact', 'get', 'write GET'],
  ['method', 'exact', 'Post', 'write POST'],
  ['method', 'regex', 'get|GET', undefined],
  ['scheme', 'exact', 'http', undefined],
])('%s %s %s', (field, kind, value, todo) => {
  const document = matching({ [field]: { [kind]: value } });
  expect(messages('CDI0216', [document]).map(text => text.split(':')[0])).toEqual(todo === undefined ? [] : [`cart spec.http[0].match[1].${field}.${kind}`]);
  expect(hint('CDI0216', [document])).toBe(todo);
});

test('each fault of a match is told', () => {
  expect(messages('CDI0216', [matching({ uri: { prefix: 'v1' }, method: { exact: 'get' } })])).toEqual([
    'cart spec.http[0].match[1].uri.prefix: no request has uri prefix "v1": every path starts with /; so the match takes none',
    'cart spec.http[0].match[1].method.exact: no request has method exact "get": methods are compared with their case; so the match takes none',
  ]);
});

test('delegates are looked at, too, and nothing where there is no match', () => {
  const of = (spec: object) => messages('CDI0216', [virtualService('cart', { hosts: undefined, ...spec })]);
  expect(of({ http: [{ match: [{ uri: { prefix: 'a' } }], ...route('cart') }] })).toHaveLength(1);
  expect(of({ http: [route('cart'), { match: [{}], ...route('cart') }] })).toEqual([]);
  expect(of({ tcp: [route('cart')] })).toEqual([]);
});
