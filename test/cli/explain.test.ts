import { cli } from './support';

test('explains a code, by code or name, in whatever case', () => {
  const { code, out, err } = cli('explain', 'K8S0003');
  expect([code, err]).toEqual([0, []]);
  expect(out).toContain('K8S0003 UnknownField (warning)');
  expect(cli('explain', 'k8s0003').out).toBe(out);
  expect(cli('explain', 'unknownfield').out).toBe(out);
});

test('lists all codes by family', () => {
  const { code, out } = cli('explain');
  expect(code).toBe(0);
  expect(out).toMatch(/^What the API server refuses or drops\n {2}K8S0001 {2}InvalidBySchema +error\n {2}K8S0002 [^]*\n\n[^]*cdk8s-istio itself\n {2}CDI0001 {2}UnusedSuppression +info\n/);
});

test.each([
  [['K8S0009'], 'there is no code K8S0009; near it are K8S0001, K8S0002, K8S0003'],
  [['UnknownFeld'], 'there is no code UnknownFeld; near it are K8S0003'],
  [['something'], 'there is no code something'],
  [['K8S0001', 'K8S0002'], 'explain takes one code'],
  [['--all'], 'there is no option --all'],
])('%j', (args, message) => {
  expect(cli('explain', ...args)).toEqual({ code: 2, out: '', err: [`cdk8s-istio: ${message}; see cdk8s-istio explain --help`] });
});
