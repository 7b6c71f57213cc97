import { gateway } from './support';
import { check } from '../../src/check';
import { Manifest, Manifests } from '../../src/manifests';

/** The hint for a Gateway whose pods are not there. */
function hintOf(construct: string | undefined, namespace?: string): string {
  const given = { ...gateway('web', ['a.com'], { selector: { istio: 'edge' } }), metadata: { name: 'web', namespace } };
  const [{ hint }] = check(new Manifests([new Manifest(given, { construct, line: () => undefined })], { namespace: 'shop' }), { only: ['analysis'] }).findings.filter(f => f.code === 'IST0101');
  return hint;
}

test('who has files hears how to let it pass', () => {
  expect(hintOf(undefined, 'infra')).toBe('correct the selector, or add the workload of the gateway; if it is elsewhere, give its manifest with --existing, '
    + 'or --ignore IST0101=Gateway/infra/web (annotation galley.istio.io/analyze-suppress: IST0101)');
  expect(hintOf(undefined)).toContain('--ignore IST0101=Gateway/shop/web ');
});

test('who has an app hears how to declare it', () => {
  expect(hintOf('app/web')).toBe('correct the selector, or add the workload of the gateway; if it is elsewhere, declare it (GatewayWorkload.fromLabels)');
});
