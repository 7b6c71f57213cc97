import { check, findingText, Suppression } from '../../src/check';
import { Finding, Manifest, Manifests, Severity } from '../../src/manifests';

const [WRONG, UNKNOWN, UNUSED] = ['K8S0001', 'K8S0003', 'CDI0001'];

/** An object with an error (K8S0001) and a warning (K8S0003). */
const wrong = (name: string, annotations = {}, namespace?: string) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name, namespace, annotations },
  spec: { exportTo: '.', nope: 1 },
});
const suppressedBy = (codes: string) => ({ 'galley.istio.io/analyze-suppress': codes });
const manifests = (...objects: object[]) => Manifests.fromYaml(objects.map(object => JSON.stringify(object)).join('\n---\n'));
const codes = (findings: readonly Finding[]) => findings.map(({ manifest, code }) => `${manifest.name} ${code}`);
const SOUND = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'sound' } };

describe('the annotation of Istio', () => {
  test('suppresses the codes that it names, of its own object', () => {
    // GIVEN
    const { findings, suppressed } = check(manifests(wrong('a', suppressedBy(`${WRONG}, IST0003`)), wrong('b')));
    // THEN
    expect(new Set(codes(findings))).toEqual(new Set([`a ${UNKNOWN}`, `b ${UNKNOWN}`, `b ${WRONG}`]));
    expect(new Set(codes(suppressed.map(s => s.finding)))).toEqual(new Set([`a ${WRONG}`]));
    expect(suppressed[0].suppression.reason).toBe('annotation galley.istio.io/analyze-suppress');
  });

  test('suppresses everything with a star', () => {
    expect(check(manifests(wrong('a', suppressedBy('*')))).findings).toEqual([]);
  });
});

describe('what is to be ignored', () => {
  const left = (...ignore: Suppression[]) => new Set(codes(check(manifests(wrong('a'), wrong('b', {}, 'other')), { ignore }).findings));
  const [aWrong, aUnknown, bWrong, bUnknown] = ['a', 'b'].flatMap(name => [`${name} ${WRONG}`, `${name} ${UNKNOWN}`]);

  test.each<[string, Suppression, string[]]>([
    ['a code', { code: WRONG }, [aUnknown, bUnknown]],
    ['everything', { code: '*' }, []],
    ['a severity', { code: '*', severity: Severity.WARNING }, [aWrong, bWrong]],
    ['a kind', { code: '*', kind: 'DestinationRule' }, []],
    ['a kind in another case', { code: '*', kind: 'destinationRULE' }, []],
    ['a name', { code: '*', name: 'a' }, [bWrong, bUnknown]],
    ['names alike', { code: WRONG, name: '*b*' }, [aWrong, aUnknown, bUnknown]],
    ['a namespace', { code: '*', namespace: 'other' }, [aWrong, aUnknown]],
    ['the namespace of what names none', { code: '*', namespace: 'default' }, [bWrong, bUnknown]],
  ])('by %s', (_, suppression, wanted) => {
    expect(left(suppression)).toEqual(new Set(wanted));
  });

  test('by construct, of it and below it', () => {
    const at = (construct: string) => new Manifest(wrong(construct), { construct, line: () => undefined });
    const { findings } = check(new Manifests(['a', 'a/b', 'ab'].map(at)), { ignore: [{ code: '*', construct: 'a' }] });
    expect(new Set(findings.map(f => f.manifest.name))).toEqual(new Set(['ab']));
  });

  test('twice is used twice', () => {
    const { findings } = check(manifests(wrong('a', suppressedBy('*'))), { ignore: [{ code: WRONG }, { code: '*' }] });
    expect(findings).toEqual([]);
  });
});

describe('an unused suppression', () => {
  test('is an info at the object whose annotation it is', () => {
    const [finding, ...others] = check(manifests({ ...SOUND, metadata: { name: 'sound', annotations: suppressedBy(WRONG) } })).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: UNUSED, severity: 'info', path: 'metadata.annotations.galley.istio.io/analyze-suppress' });
    expect(finding.manifest.name).toBe('sound');
  });

  test('is at no resource if it was to be ignored, and told by its reason', () => {
    const [finding, ...others] = check(manifests(SOUND), { ignore: [{ code: WRONG, kind: 'Gateway', name: 'x' }] }).findings;
    expect(others).toEqual([]);
    expect(findingText(finding)).toBe([
      'info CDI0001 UnusedSuppression',
      '  there are no K8S0001 of Gateway/*/x to suppress',
      '  to do: drop the suppression: it would hide what comes later',
    ].join('\n'));
  });

  test('is none if its code was not looked for, or only Istio with a running mesh has it', () => {
    const annotated = { ...SOUND, metadata: { name: 'sound', annotations: suppressedBy(`${WRONG},IST0003`) } };
    expect(check(manifests(annotated), { only: ['analysis'], ignore: [{ code: WRONG }, { code: '*' }] }).findings).toEqual([]);
  });
});
