import { refused } from './support';

const claim = (spec: object) => ({
  apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'x' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
});

test.each<[object, string[]]>([
  [claim({}), []],
  [claim({ accessModes: [], resources: {} }), ['spec.accessModes: Required value: at least 1 access mode is required', 'spec.resources[storage]: Required value']],
  [claim({ volumeMode: 'Disk', storageClassName: '' }), ['spec.volumeMode: Unsupported value: "Disk": supported values: "Block", "Filesystem"']],
  [claim({ dataSource: { kind: 'Nothing', name: 'a' } }), []],
  [claim({ resources: { requests: { storage: '1Gx' } } }), [expect.stringContaining('spec.resources.requests[storage]: Invalid value: "1Gx": quantities must match')]],
])('%j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test('once made, it can ask for more and nothing else', () => {
  expect(refused(claim({ resources: { requests: { storage: '2Gi' } } }), claim({ storageClassName: 'default' }))[0]).toMatch(/^spec: Forbidden: spec is immutable/);
  expect(refused(claim({ resources: { requests: { storage: '2Gi' } } }), claim({}))).toEqual([]);
  expect(refused(claim({ storageClassName: 'given' }), claim({}))).toEqual([]);
});

test.each([
  ['1Gi', '2Gi', '2Gi', ['spec.resources.requests.storage: Forbidden: field can not be less than status.capacity']],
  ['2Gi', '4Gi', '2Gi', ['spec.resources.requests.storage: Forbidden: field can not be less than status.capacity']],
  ['3Gi', '4Gi', '2Gi', []],
  ['8Gi', '4Gi', '4Gi', []],
  ['1Gi', '2Gi', undefined, []],
])('that asks for %s and asked for %s, and was given %s', (size, before, given, messages) => {
  const of = (storage: string) => claim({ resources: { requests: { storage } } });
  expect(refused(of(size), { ...of(before), status: { capacity: given && { storage: given } } })).toEqual(messages);
});
