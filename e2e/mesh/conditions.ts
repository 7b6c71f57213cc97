/** What istiod writes into the status of Gateway API objects: all that are deployed must be accepted, resolved and programmed. */
import { Manifest, title } from '../cluster/manifest';
import { Stage } from '../examples/stage';
import { waitFor } from '../system/wait';

/** Conditions for which `True` is bad news. */
const BAD_NEWS = ['Conflicted', 'OverlappingTLSConfig'];

export const hasConditions = ({ apiVersion, kind }: Manifest) => apiVersion.startsWith('gateway.networking.k8s.io/') && kind !== 'ReferenceGrant';

export async function conditions(stage: Stage): Promise<string> {
  const objects = stage.deployed.filter(({ manifest }) => hasConditions(manifest));
  await waitFor('istiod to accept the objects of Gateway API', stage.patience, async () => {
    const found = await Promise.all(objects.map(async ({ cluster: { api }, manifest }) => await api.tryGet(await api.pathOf(manifest)) ?? manifest));
    const problems = found.flatMap(unmet);
    if (problems.length > 0) { throw new Error(`\n${problems.join('\n')}`); }
    return true;
  });
  return objects.map(({ manifest }) => title(manifest)).join(', ');
}

function unmet(object: Manifest): string[] {
  const { conditions: own = [], parents = [], listeners = [] } = object.status ?? {};
  const all = [...own, ...parents.flatMap((parent: any) => parent.conditions), ...listeners.flatMap((listener: any) => listener.conditions)];
  if (!all.some(one => one.type === 'Accepted' && one.status === 'True' && one.reason !== 'Pending')) { return [`${title(object)} is not accepted yet`]; }
  return all.filter(one => one.status !== (BAD_NEWS.includes(one.type) ? 'False' : 'True')).map(one => `${title(object)}: ${one.type} is ${one.status}, ${one.message}`);
}
