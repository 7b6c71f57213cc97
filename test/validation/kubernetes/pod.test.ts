import { pod, refused } from './support';

test.each<[object, string[]]>([
  [pod({}, { image: ' a' }), [
    'spec.containers[0].image: Invalid value: " a": must not have leading or trailing whitespace',
  ]],
  [pod({ volumes: [{ name: 'a', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } }] }), [
    'spec.volumes[0].projected.sources[0].serviceAccountToken: Forbidden: must not be specified when serviceAccountName is not set',
  ]],
  [pod({ volumes: [{ name: 'a', image: {} }] }), [
    'spec.volumes[0].image.reference: Required value',
  ]],
  [pod({ ephemeralContainers: [{ name: 'e', image: 'e' }] }), [
    'spec.ephemeralContainers: Forbidden: cannot be set on create',
  ]],
  [pod({ nodeName: 'a', schedulingGates: [{ name: 'a' }] }), [
    'spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared',
  ]],
  [pod({ hostNetwork: true }, { ports: [{ containerPort: 80 }, { containerPort: 80 }] }), [
    'spec.containers[0].ports[1].hostPort: Duplicate value: "TCP//80"',
  ]],
])('alone: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

describe('updates', () => {
  const gated = (...names: string[]) => pod({ schedulingGates: names.map(name => ({ name })) });
  test.each<[string, object, object, (string | RegExp)[]]>([
    ['images and what is set for them', pod({}, { image: 'b:1' }), pod(), []],
    ['the deadline, down only', pod({ activeDeadlineSeconds: 5 }), pod({ activeDeadlineSeconds: 6 }), []],
    ['the deadline, up', pod({ activeDeadlineSeconds: 7 }), pod({ activeDeadlineSeconds: 6 }), ['spec.activeDeadlineSeconds: Invalid value: 7: must be less than or equal to previous value']],
    ['the deadline, away', pod(), pod({ activeDeadlineSeconds: 6 }), ['spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value']],
    ['more tolerations', pod({ tolerations: [{ key: 'a', operator: 'Exists' }] }), pod(), []],
    ['fewer tolerations', pod(), pod({ tolerations: [{ key: 'a', operator: 'Exists' }] }), ['spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds']],
    ['fewer gates', gated('a'), gated('a', 'b'), []],
    ['more gates', gated('a', 'b'), gated('a'), ["spec.schedulingGates[1].name: Forbidden: only deletion is allowed, but found new scheduling gate 'b'"]],
    ['anything else', pod({ hostNetwork: true }), pod(), [/^spec: Forbidden: pod updates may not change fields other than `spec.containers\[\*\].image`/]],
  ])('%s', (_, document, before, messages) => {
    expect(refused(document, before)).toEqual(messages.map(m => typeof m === 'string' ? m : expect.stringMatching(m)));
  });
});
