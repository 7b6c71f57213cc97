import { isHeaderName } from '../../src/core/headers';

test.each(['a', 'X-Request-Id', 'x_1', "!#$%&'*+-.^_`|~"])('%p is the name of a header', name => {
  expect(isHeaderName(name)).toBe(true);
});

test.each(['', 'a b', 'a:', '(a)', 'ü', 'a\n'])('%p is no name of a header', name => {
  expect(isHeaderName(name)).toBe(false);
});
