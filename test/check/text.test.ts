import { check, findingText } from '../../src/check';
import { findingToJson, Manifests } from '../../src/manifests';

test('a message of several lines is indented as a whole, and JSON keeps it as it is', () => {
  // GIVEN two errors that Istio's webhook lists in one message
  const manifests = Manifests.fromYaml(`apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: a, namespace: shop }
spec:
  metadata: { labels: { "-a": b- } }
  template: {}
`);
  const [finding] = check(manifests).findings.filter(({ message }) => message.includes('\n'));
  // THEN
  expect(findingText(finding)).toBe([
    'error IST0106 SchemaValidationError: WorkloadGroup shop/a, spec.metadata.labels',
    '  invalid labels: 2 errors occurred:',
    '    * invalid tag key: "-a"',
    '    * invalid tag value: "b-"',
    `  to do: ${finding.hint}`,
  ].join('\n'));
  expect(findingToJson(finding).message).toBe('invalid labels: 2 errors occurred:\n\t* invalid tag key: "-a"\n\t* invalid tag value: "b-"\n\n');
});

test('what has no name is said to have none', () => {
  const [finding] = check(Manifests.fromYaml('apiVersion: v1\nkind: ConfigMap\nmetadata: { namespace: shop }\n')).findings;
  expect(findingText(finding)).toMatch(/^error K8S0001 InvalidBySchema: ConfigMap without a name, metadata.name\n/);
});
