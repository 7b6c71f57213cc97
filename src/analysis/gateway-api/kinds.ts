import { Manifest } from '../../manifests';

export const GATEWAY_API = 'gateway.networking.k8s.io';

/** The kinds of routes. */
export const ROUTES: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** Names an object: defaults are set where its CRD has them. */
export interface ObjectReference {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** An object in a message, e.g. `Service default/reviews`. */
export function nameOf(kind: string | undefined, namespace: string, name: string | undefined): string {
  return `${kind} ${namespace}/${name}`;
}

/** Objects as they take precedence: the older one first where ages are known, then by namespace and name. */
export function byPrecedence<T>(manifestOf: (element: T) => Manifest, namespaceOf: (manifest: Manifest) => string): (a: T, b: T) => number {
  const key = (element: T): [string, string] => {
    const manifest = manifestOf(element);
    return [String(manifest.object.metadata?.creationTimestamp ?? ''), `${namespaceOf(manifest)}/${manifest.name}`];
  };
  const compare = (a: string, b: string) => a < b ? -1 : a > b ? 1 : 0;
  return (a, b) => {
    const [[ageA, nameA], [ageB, nameB]] = [key(a), key(b)];
    return (ageA && ageB ? compare(ageA, ageB) : 0) || compare(nameA, nameB);
  };
}
