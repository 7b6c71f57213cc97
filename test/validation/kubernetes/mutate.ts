import { Schema } from '../../../src/validation/schema';

const TEXTS = [
  '', 'a', 'b', 'A_b', 'a.b', '-x', 'x-', 'x'.repeat(64), 'x'.repeat(16), 'x'.repeat(300), 'a/b', '/a', '/', '..', '../x', '..x', 'a/../b', 'a b', ' a', '10%', '101%', '0%', '5', '0', 'é', 'a=b', 'a--b',
  'Always', 'Never', 'OnFailure', 'None', 'TCP', 'tcp', 'SCTP', 'Local', 'Cluster', 'ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName', 'SingleStack', 'IPv4',
  '1.2.3.4', '1.2.3.04', '::1', '::ffff:1.2.3.4', '10.0.0.0/8', '10.0.0.1/8', '::/0', '0.0.0.0', '127.0.0.1', '169.254.1.1', 'example.com', '*.example.com', '*', '100m', '1Gi', '-1', '1.5', '1k', '1Q', '1e3', '0.1', '3Mi',
  'http', 'Exact', 'Prefix', 'ImplementationSpecific', 'Recreate', 'RollingUpdate', 'OnDelete', 'In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Equal', 'NoSchedule', 'NoExecute',
  'Localhost', 'Unconfined', 'metadata.name', "metadata.annotations['A']", 'spec.host', 'status.phase', 'limits.memory', 'linux', 'windows', 'Resource', 'Pods', 'Utilization', 'Value', 'Max',
  'ServiceAccount', 'User', 'Role', 'ClusterRole', 'rbac.authorization.k8s.io', 'kubernetes.io/tls', 'kubernetes.io/ssh-auth', 'kubernetes.io/dockercfg', 'kubernetes.io/service-account-token',
  '@daily', '@every 1h', '* * * * *', '61 * * * *', '*/0 * * * *', '1-70 * * *', 'TZ=UTC * * * * *', 'UTC', 'Local', '0-9', '1,1', '4-2', 'AAEC', 'Indexed', 'NonIndexed', 'Failed', 'FailIndex', 'net.core.x', 'kernel.shmmax',
  'Bidirectional', 'HostToContainer', 'Enabled', 'Unmasked', 'ReadWriteOncePod', 'ReadOnlyMany', 'Block', 'nvidia.com/gpu', 'hugepages-2Mi', 'cpu', 'memory', 'storage', 'shop', 'cache', 'config', 'block', 'data', 'app', 'HTTPS', 'Directory',
];
const NUMBERS = [0, -1, 1, 2, 3, 80, 100, 101, 256, 512, 600, 1801, 3601, 30080, 32768, 65535, 65536, 86401, 100001, 2 ** 31 - 1];
const NAMES = ['a', 'app', 'A_b/c', 'x y', 'cpu', 'memory', 'nvidia.com/gpu', 'hugepages-2Mi', 'storage', 'example.com/a', '..a', 'tls.crt', 'b'.repeat(64), 'limits.cpu', 'pods', 'foo.kubernetes.io/bar', 'requests.example.com/x', 'controller-uid', 'job-name'];

/** Numbers that look random and are the same for the same seed. */
export class Dice {
  constructor(private state: number) {}

  public next(below: number): number {
    this.state = (this.state * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor(this.state / 2 ** 32 * below);
  }

  public of<T>(list: readonly T[]): T {
    return list[this.next(list.length)];
  }
}

/** What the API server makes or drops, and what is left to Windows. */
const UNMUTATED = ['managedFields', 'status', 'schedulingGroup', 'windowsOptions', 'dataSource', 'dataSourceRef'];

interface Place {
  readonly parent: any;
  readonly key: string | number;
  readonly schema: Schema;
}

/** A copy of a document in which some fields are dropped, added, doubled or changed. */
export function mutated(document: any, schema: Schema, dice: Dice, texts: readonly string[] = TEXTS): any {
  const copy = structuredClone(document);
  for (let changes = 1 + (dice.next(3) === 0 ? dice.next(3) : 0); changes > 0; changes--) { mutate(copy, schema, dice, texts); }
  return copy;
}

function mutate(document: any, schema: Schema, dice: Dice, texts: readonly string[]): void {
  const places: Place[] = [];
  const objects: { value: any; schema: Schema }[] = [];
  const visit = (value: any, s: Schema, isRoot = false) => {
    if (Array.isArray(value)) {
      value.forEach((item, i) => {
        places.push({ parent: value, key: i, schema: s.items! });
        visit(item, s.items!);
      });
    } else if (value !== null && typeof value === 'object') {
      objects.push({ value, schema: s });
      for (const key of Object.keys(value)) {
        const below = s.property(key);
        if (!below || (isRoot && ['apiVersion', 'kind', 'metadata', 'status'].includes(key))) { continue; }
        places.push({ parent: value, key, schema: below });
        visit(value[key], below);
      }
    }
  };
  visit(document, schema, true);
  if (places.length === 0) { return; }
  const { parent, key, schema: at } = dice.of(places);
  switch (dice.next(6)) {
    case 0:
      if (Array.isArray(parent)) { parent.splice(key as number, 1); } else { delete parent[key]; }
      return;
    case 1:
      if (Array.isArray(parent)) {
        parent.splice(key as number, 0, structuredClone(parent[key as number]));
      } else {
        parent[key] = valueOf(at, dice, texts);
      }
      return;
    case 2: {
      const { value, schema: s } = dice.of(objects);
      const names = [...s.properties.keys()].filter(name => !(name in value) && !(value === document && name === 'status') && !UNMUTATED.includes(name));
      if (names.length > 0) {
        const name = dice.of(names);
        value[name] = valueOf(s.properties.get(name)!, dice, texts);
      } else if (s.values) {
        value[dice.of(NAMES)] = valueOf(s.values, dice, texts);
      }
      return;
    }
    case 3: {
      const other = dice.of(places.filter(p => typeof p.parent[p.key] === typeof parent[key]));
      if (typeof parent[key] !== 'object') { [parent[key], other.parent[other.key]] = [other.parent[other.key], parent[key]]; }
      return;
    }
    default:
      parent[key] = valueOf(at, dice, texts);
  }
}

function valueOf(schema: Schema, dice: Dice, texts: readonly string[], depth = 0): any {
  if (schema.intOrString || schema.anyOf.length > 0) { return dice.next(2) ? dice.of(NUMBERS) : dice.of(texts); }
  switch (schema.type) {
    case 'string': return schema.format ? dice.of(schema.format === 'byte' ? ['', 'AAEC', 'eyJhIjoxfQ=='] : ['2020-01-01T00:00:00Z']) : dice.of(texts);
    case 'integer': return dice.of(NUMBERS);
    case 'boolean': return dice.next(2) === 0;
    case 'array': return Array.from({ length: dice.next(3) }, () => valueOf(schema.items!, dice, texts, depth + 1));
  }
  const { values } = schema;
  if (values) { return Object.fromEntries(Array.from({ length: dice.next(3) }, () => [dice.of(NAMES), valueOf(values, dice, texts, depth + 1)])); }
  const names = [...schema.properties.keys()].filter(name => !UNMUTATED.includes(name));
  const chosen = names.filter(name => schema.required.includes(name) ? dice.next(10) > 0 : depth < 3 && dice.next(names.length) < 2);
  return Object.fromEntries(chosen.map(name => [name, valueOf(schema.properties.get(name)!, dice, texts, depth + 1)]));
}
