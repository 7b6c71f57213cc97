import { pod, refused } from './support';

test.each<[object, string[]]>([
  [pod({ resources: { requests: { cpu: '1' } } }, { resources: { requests: { cpu: '2' } } }), [
    'spec.resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of 2',
  ]],
  [pod({ resources: { limits: { cpu: '1' } } }, { resources: { limits: { cpu: '1500m' } } }), [
    'spec.resources.requests: Invalid value: "1500m": must be less than or equal to cpu limit of 1',
    'spec.resources.containers[0][cpu].limits: Invalid value: "1500m": must be less than or equal to pod limits of 1',
  ]],
  [pod({ resources: { requests: { cpu: '2' } }, initContainers: [{ name: 'i', image: 'i', restartPolicy: 'Always', resources: { requests: { cpu: '1500m' } } }] }, { resources: { requests: { cpu: '1' } } }), [
    'spec.resources.requests[cpu]: Invalid value: "2": must be greater than or equal to aggregate container requests of 2500m',
  ]],
  [pod({ resources: { requests: { 'ephemeral-storage': 1 }, claims: [] } }), [
    'spec.resources.claims: Forbidden: claims may not be set for Resources at pod-level',
    'spec.resources.requests[ephemeral-storage]: Unsupported value: "ephemeral-storage": supported values: "cpu", "hugepages-", "memory"',
  ]],
  [pod({ os: { name: 'windows' }, resources: { limits: { cpu: '1' } } }), [
    'spec.resources: Forbidden: may not be set for a windows pod',
  ]],
])('the whole pod against its containers: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});
