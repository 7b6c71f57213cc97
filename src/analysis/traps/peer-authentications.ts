import { targetNumber } from './target-port';
import { Json, Manifest, Pods, record } from '../../manifests';
import { fullName, records, specOf } from '../fields';
import { hasAutoImage, hasSidecar, inAmbient } from '../istio/injection';
import { Mesh } from '../mesh';

type Labels = { readonly [key: string]: string };

/** What the proxies of all pods of a Service take on one of its ports. */
export interface Verdict {
  readonly port: number;
  readonly mode: string;
  /** The PeerAuthentication that says so. */
  readonly policy: string;
}

interface Policy {
  readonly name: string;
  readonly labels: Labels;
  readonly mode: string | undefined;
  readonly ports: { readonly [port: string]: Json };
}

/** What a level of policies says; of several Istio takes the oldest, which is not known here. */
type Level = Pick<Policy, 'name' | 'mode' | 'ports'> | 'unknown' | undefined;

interface Said {
  readonly mode: string;
  readonly policy: string;
}

/** PeerAuthentications: of the mesh, of namespaces, and of workloads by their labels. */
export class PeerAuthentications {
  private readonly wide = new Map<string, Policy[]>();
  /** By namespace and the first of their labels. */
  private readonly narrow = new Map<string, Policy[]>();
  private readonly verdicts = new Map<Manifest, readonly Verdict[]>();

  constructor(private readonly mesh: Mesh) {
    const { manifests } = mesh;
    for (const manifest of manifests.ofKind('security.istio.io', 'PeerAuthentication')) {
      const { selector, mtls, portLevelMtls } = specOf(manifest);
      const labels = record(record(selector).matchLabels);
      const namespace = manifests.namespaceOf(manifest);
      const policy = { name: fullName(mesh, manifest), labels, mode: modeOf(mtls), ports: record(portLevelMtls) };
      const [first] = Object.entries(labels);
      if (!first) {
        add(this.wide, namespace, policy);
      } else if (namespace !== mesh.rootNamespace) {
        add(this.narrow, `${namespace} ${first[0]}=${first[1]}`, policy);
      }
    }
  }

  /** What is certain for each port of a Service; ports of which it is not are left out. */
  public verdictsOf(service: Manifest): readonly Verdict[] {
    let verdicts = this.verdicts.get(service);
    if (!verdicts) { this.verdicts.set(service, verdicts = this.judge(service)); }
    return verdicts;
  }

  private judge(service: Manifest): Verdict[] {
    const { manifests } = this.mesh;
    const { selector, ports, type, clusterIP } = specOf(service);
    const labels: Labels = record(selector);
    if (type === 'ExternalName' || Object.keys(labels).length === 0) { return []; }
    const namespace = manifests.namespaceOf(service);
    const pods = manifests.podsWith(labels, namespace);
    const injected = pods.map(of => this.inMesh(of));
    // a Service without pods here may be for pods of others, of which nobody knows whether they have sidecars
    if (pods.length === 0 || injected.includes(false) || pods.some(({ workload }) => manifests.isContext(workload))) { return []; }
    const certain = injected.every(Boolean);
    return records(ports).flatMap(({ port, targetPort = port, protocol = 'TCP' }) => {
      if (typeof port !== 'number' || protocol !== 'TCP') { return []; }
      const numbers = pods.map(of => targetNumber(targetPort, of));
      // sidecars go to the port of a headless Service as it is, gateways to its targetPort
      if (clusterIP === 'None' && numbers.some(number => number !== port)) { return []; }
      const said = pods.map((of, i) => this.said(of.labels, namespace, numbers[i], certain));
      const [first] = said;
      return first && said.every(one => one?.mode === first.mode) ? [{ port, ...first }] : [];
    });
  }

  /** Whether PeerAuthentications count for pods: they do for sidecars, and for all of their ports unless these go past them. */
  private inMesh(pods: Pods): boolean | undefined {
    const isGateway = hasAutoImage(pods) || pods.annotations['inject.istio.io/templates'] !== undefined;
    const goesPast = Object.keys(pods.annotations).some(key => /^traffic\.sidecar\.istio\.io\/(in|ex)cludeInboundPorts$/.test(key));
    // Istio injects nothing into pods in the network of their node
    const onNode = pods.spec.hostNetwork === true;
    return isGateway || goesPast || onNode || inAmbient(this.mesh, pods) ? false : hasSidecar(this.mesh, pods);
  }

  /** What is said of a port of pods: by the policy for them, else for their namespace, else, if they are certain to have sidecars, for the mesh. */
  private said(labels: Labels, namespace: string, port: number | undefined, certain: boolean): Said | undefined {
    const own = this.forWorkload(labels, namespace);
    if (own !== undefined && own !== 'unknown' && Object.keys(own.ports).length > 0) {
      if (port === undefined) { return undefined; }
      const mode = modeOf(own.ports[port]);
      if (mode !== undefined) { return { mode, policy: own.name }; }
    }
    for (const level of [own, this.wideIn(namespace), certain ? this.wideIn(this.mesh.rootNamespace) : undefined]) {
      if (level === 'unknown') { return undefined; }
      if (level?.mode !== undefined) { return { mode: level.mode, policy: level.name }; }
    }
    return undefined;
  }

  private forWorkload(labels: Labels, namespace: string): Level {
    return theOne(this.selecting(labels, namespace));
  }

  private selecting(labels: Labels, namespace: string): Policy[] {
    const all = Object.entries(labels).flatMap(([key, value]) => this.narrow.get(`${namespace} ${key}=${value}`) ?? []);
    return all.filter(policy => Object.entries(policy.labels).every(([key, value]) => labels[key] === value));
  }

  private wideIn(namespace: string): Level {
    return theOne(this.wide.get(namespace) ?? []);
  }
}

function theOne(policies: readonly Policy[]): Level {
  return policies.length > 1 ? 'unknown' : policies[0];
}

function add(policies: Map<string, Policy[]>, key: string, policy: Policy): void {
  const others = policies.get(key);
  if (others) { others.push(policy); } else { policies.set(key, [policy]); }
}

/** None where it is left to the next wider policy. */
function modeOf(mtls: Json): string | undefined {
  const { mode } = record(mtls);
  return mode === 'UNSET' ? undefined : mode;
}
