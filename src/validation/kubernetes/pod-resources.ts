import { Field } from './field';
import { Quantity } from './quantity';
import { checkResources } from './resources';

type Json = any;

/** What the whole pod requests and is limited to, against what its containers do. */
export function checkPodResources(spec: Field, claims: readonly string[], isPod: boolean): void {
  const requested = requestsOfContainers(spec.value, isPod);
  const resources = isPod ? requestsByDefault(spec.get('resources'), requested) : spec.get('resources');
  if (spec.object.os?.name === 'windows') { return resources.forbidden('may not be set for a windows pod'); }
  if (resources.object.claims) { resources.get('claims').forbidden('claims may not be set for Resources at pod-level'); }
  checkResources(resources, claims, true);
  const amount = (value: Json) => value === undefined ? undefined : Quantity.parse(value)?.inThousandths;
  for (const [name, sum] of requested) {
    const own = amount(resources.object.requests?.[name]);
    if (own && sum.compare(own) > 0) { resources.get('requests').key(name).invalid(`must be greater than or equal to aggregate container requests of ${sum}`, `${own}`); }
  }
  for (const container of spec.items('containers')) {
    for (const name in container.object.resources?.limits) {
      const own = amount(resources.object.limits?.[name]);
      const limit = amount(container.object.resources.limits[name]);
      if (!own || !limit || limit.compare(own) <= 0) { continue; }
      const path = resources.get('containers').holding(spec.object.containers).elements()[spec.object.containers.indexOf(container.value)].key(name).get('limits');
      path.invalid(`must be less than or equal to pod limits of ${own}`, `${limit}`);
    }
  }
}

/** A pod with limits requests what its containers do, or what it is limited to. */
function requestsByDefault(resources: Field, requested: ReadonlyMap<string, Quantity>): Field {
  const { limits, requests } = resources.object;
  if (Object.keys(limits ?? {}).length === 0) { return resources; }
  const ofPods = (name: string) => name === 'cpu' || name === 'memory';
  const sums = [...requested].filter(([name]) => ofPods(name)).map(([name, sum]) => [name, `${sum}`]);
  const most = Object.entries(limits).filter(([name]) => ofPods(name) || name.startsWith('hugepages-'));
  return resources.holding({ ...resources.value, requests: { ...Object.fromEntries(most), ...Object.fromEntries(sums), ...requests } });
}

/** As the scheduler counts: containers and sidecars together, or the greatest init container with the sidecars before it. */
function requestsOfContainers({ containers = [], initContainers = [] }: Json, isPod: boolean): Map<string, Quantity> {
  const add = (sums: Map<string, Quantity>, container: Json) => {
    const { limits, requests } = container?.resources ?? {};
    for (const [name, value] of Object.entries({ ...isPod ? limits : {}, ...requests })) {
      const amount = Quantity.parse(value)?.inThousandths;
      if (amount) { sums.set(name, sums.get(name)?.plus(amount) ?? amount); }
    }
  };
  const total = new Map<string, Quantity>();
  const sidecars = new Map<string, Quantity>();
  const greatest = new Map<string, Quantity>();
  containers.forEach((container: Json) => add(total, container));
  for (const container of initContainers) {
    const needed = new Map(sidecars);
    add(needed, container);
    if (container?.restartPolicy === 'Always') {
      add(sidecars, container);
      add(total, container);
    }
    needed.forEach((q, name) => { if (!greatest.has(name) || q.compare(greatest.get(name)!) > 0) { greatest.set(name, q); } });
  }
  greatest.forEach((q, name) => { if (!total.has(name) || q.compare(total.get(name)!) > 0) { total.set(name, q); } });
  return total;
}
