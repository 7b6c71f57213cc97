import { deployment, refused } from './support';

test.each<[object, string[]]>([
  [deployment({}, {}, { resources: { requests: { cpu: '2' }, limits: { cpu: '1500m' } } }), [
    'spec.template.spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1500m',
  ]],
  [deployment({}, {}, { resources: { requests: { memory: '0.5Gi' }, limits: { memory: '512M' } } }), [
    'spec.template.spec.containers[0].resources.requests: Invalid value: "512Mi": must be less than or equal to memory limit of 512M',
  ]],
  [deployment({}, {}, { resources: { limits: { cpu: '1Q' } } }), [
    'spec.template.spec.containers[0].resources.limits[cpu]: Invalid value: "1Q": quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\'',
  ]],
  [deployment({}, {}, { resources: { limits: { cpu: '-1' } } }), [
    'spec.template.spec.containers[0].resources.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0',
  ]],
  [deployment({}, {}, { resources: { limits: { 'gpu': 1, 'a b': 1, 'pods': 1 } } }), [
    'spec.template.spec.containers[0].resources.limits[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified',
    'spec.template.spec.containers[0].resources.limits[gpu]: Invalid value: "gpu": must be a standard resource for containers',
    'spec.template.spec.containers[0].resources.limits[a b]: Invalid value: "a b": name part must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character',
    'spec.template.spec.containers[0].resources.limits[a b]: Invalid value: "a b": must be a standard resource for containers',
    'spec.template.spec.containers[0].resources.limits[pods]: Invalid value: "pods": must be a standard resource for containers',
  ]],
  [deployment({}, {}, { resources: { limits: { 'nvidia.com/gpu': '1.5' } } }), [
    'spec.template.spec.containers[0].resources.limits[nvidia.com/gpu]: Invalid value: "1500m": must be an integer',
  ]],
  [deployment({}, {}, { resources: { requests: { 'nvidia.com/gpu': 1 } } }), [
    'spec.template.spec.containers[0].resources.limits: Required value: Limit must be set for non overcommitable resources',
  ]],
  [deployment({}, {}, { resources: { requests: { 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': 2 } } }), [
    'spec.template.spec.containers[0].resources.requests: Invalid value: "1": must be equal to nvidia.com/gpu limit of 2',
  ]],
  [deployment({}, {}, { resources: { limits: { 'hugepages-2Mi': '3Mi' } } }), [
    'spec.template.spec.containers[0].resources.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
    'spec.template.spec.containers[0].resources: Forbidden: HugePages require cpu or memory',
  ]],
  [deployment({}, {}, { resources: { limits: { 'requests.a.com/b': 1 } } }), [
    'spec.template.spec.containers[0].resources.limits[requests.a.com/b]: Invalid value: "requests.a.com/b": doesn\'t follow extended resource name standard',
  ]],
])('amounts and names: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, {}, { resources: { claims: [{ name: 'a' }, { name: 'a' }, {}] } }), [
    'spec.template.spec.containers[0].resources.claims[0]: Not found: "a": must be one of the names in pod.spec.resourceClaims which is empty',
    'spec.template.spec.containers[0].resources.claims[1]: Duplicate value: "a"',
    'spec.template.spec.containers[0].resources.claims[1]: Not found: "a": must be one of the names in pod.spec.resourceClaims which is empty',
    'spec.template.spec.containers[0].resources.claims[2]: Required value',
  ]],
  [deployment({}, { resourceClaims: [{ name: 'b', resourceClaimName: 'b' }] }, { resources: { claims: [{ name: 'a', request: 'A' }] } }), [
    'spec.template.spec.containers[0].resources.claims[0].request: Invalid value: "A": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
    'spec.template.spec.containers[0].resources.claims[0]: Not found: "a": must be one of the names in pod.spec.resourceClaims: b',
  ]],
])('claims: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});
