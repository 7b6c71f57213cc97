// eslint-disable-next-line import/no-extraneous-dependencies -- it comes with jest
import { expect, test } from '@jest/globals';
import { matchers } from '../../src/jest/globals';

test('the matchers are those of the expect that is imported', () => {
  expect('').toHaveNoFindings();
  expect(() => expect('a: b').toHaveFinding('K8S0001', { path: 'spec' })).toThrow('input:1: not an object of Kubernetes: it has no apiVersion');
  expect(Object.keys(matchers)).toEqual(['toHaveNoFindings', 'toHaveFinding']);
});
