import { Json, Manifest } from '../../manifests';
import { list, once, specOf } from '../fields';
import { Mesh } from '../mesh';

/** A rule of a VirtualService for HTTP, and where it stands. */
export interface HttpRule {
  readonly virtualService: Manifest;
  readonly index: number;
  readonly rule: Json;
}

/** Fields that few rules have. */
type Field = 'delegate' | 'fault' | 'redirect' | 'rewrite';

const FIELDS: readonly Field[] = ['delegate', 'fault', 'redirect', 'rewrite'];

const byField = once(({ manifests }) => {
  const rules: { readonly [field in Field]: HttpRule[] } = { delegate: [], fault: [], redirect: [], rewrite: [] };
  for (const virtualService of manifests.ofKind('networking.istio.io', 'VirtualService')) {
    const http = list(specOf(virtualService).http);
    for (let index = 0; index < http.length; index++) {
      for (const field of FIELDS) {
        if (http[index]?.[field] !== undefined) { rules[field].push({ virtualService, index, rule: http[index] }); }
      }
    }
  }
  return rules;
});

/** The rules of all VirtualServices that have a field, in order: found once for those who ask for few of many. */
export const httpRulesWith = (mesh: Mesh, field: Field): readonly HttpRule[] => byField(mesh)[field];
