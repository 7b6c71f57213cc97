import { PeerAuthentications, Verdict } from './peer-authentications';
import { ISTIO } from './routing';
import { Finding, fullHost, Json, Manifest, record } from '../../manifests';
import { warning } from '../code';
import { records, specOf } from '../fields';
import { HostMap } from '../istio/hosts';
import { Mesh } from '../mesh';

const CONFLICT = warning('CDI0241', 'MtlsConflict');

type Steps = readonly (string | number)[];

/** The TLS settings of a DestinationRule for one port of a host, or for all ports that have none of their own. */
interface Settings {
  readonly steps: Steps;
  /** None where the rule has no TLS settings at all. */
  readonly mode?: string;
  readonly port?: number;
  /** Ports that have settings of their own. */
  readonly except: ReadonlySet<number>;
}

/** DestinationRules by which clients speak as the proxies of the Service's pods do not take it. */
export function * mtls(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  if (manifests.ofKind('security.istio.io', 'PeerAuthentication').length === 0) { return; }
  const rules = rulesByHost(mesh);
  const policies = new PeerAuthentications(mesh);
  const told = new Set<Settings>();
  for (const service of manifests.ofKind('', 'Service')) {
    if (manifests.isContext(service)) { continue; }
    const namespace = manifests.namespaceOf(service);
    for (const { rule, settings } of rulesFor(mesh, rules, fullHost(service.name, namespace, manifests.domain), namespace)) {
      for (const one of settings) {
        const conflict = told.has(one) ? undefined : conflictOf(policies, service, one);
        if (!conflict) { continue; }
        told.add(one);
        const [takes, instead] = conflict.mode === 'STRICT' ? ['mutual TLS', 'ISTIO_MUTUAL'] : ['plain text', 'DISABLE'];
        yield CONFLICT.at(rule, one.steps,
          `clients${whose(mesh, rule, namespace)} send ${one.mode === undefined ? WITHOUT_TLS : SENT[one.mode]} to Service ${namespace}/${service.name}, and PeerAuthentication ${conflict.policy} has its pods take ${takes} only, `
          + `so connections to port ${conflict.port} fail`,
          `${one.mode === undefined ? 'set trafficPolicy.tls.mode to' : 'use mode'} ${instead}, or make the PeerAuthentication PERMISSIVE`);
      }
    }
  }
}

interface Rule {
  readonly rule: Manifest;
  readonly settings: readonly Settings[];
}

/** The rules for a host, by the namespace that they are in. */
type Rules = Map<string, Rule[]>;

function rulesByHost({ manifests, config }: Mesh): HostMap<Rules> {
  const hosts = new HostMap<Rules>();
  for (const rule of manifests.ofKind(ISTIO, 'DestinationRule')) {
    const { host } = specOf(rule);
    if (typeof host !== 'string') { continue; }
    const namespace = manifests.namespaceOf(rule);
    const ofHost = hosts.ensure(fullHost(host, namespace, manifests.domain), () => new Map());
    const others = ofHost.get(namespace);
    const own = { rule, settings: settingsOf(rule) };
    if (others) { others.push(own); } else { ofHost.set(namespace, [own]); }
  }
  if (config.enableAutoMtls !== false) { return hosts; }
  for (const [, ofHost] of hosts.entries()) {
    for (const all of ofHost.values()) {
      // Istio merges the rules of a host, and does not find out by itself what pods take
      if (all.every(({ settings }) => settings.length === 0)) { all.push({ rule: all[0].rule, settings: [{ steps: ['spec', 'trafficPolicy'], except: NONE }] }); }
    }
  }
  return hosts;
}

/**
 * The rules by which some clients of a Service go: those of their own namespace, else of that of the Service, else of the
 * root namespace; in each, those for the host itself, else those for the longest wildcard.
 */
function rulesFor({ rootNamespace }: Mesh, rules: HostMap<Rules>, host: string, namespace: string): Rule[] {
  const taken: Rules = new Map();
  const wildcards = [...rules.wider(host)].sort((a, b) => lengthOf(b) - lengthOf(a));
  for (const ofHost of [rules.get(host) ?? [], ...wildcards]) {
    for (const [of, all] of ofHost) {
      if (!taken.has(of)) { taken.set(of, all); }
    }
  }
  if (namespace !== rootNamespace && taken.has(namespace)) { taken.delete(rootNamespace); }
  return [...taken.values()].flat();
}

/** How long a wildcard is, of which there are the rules. */
const lengthOf = (rules: Rules): number => specOf([...rules.values()][0][0].rule).host.length;

/** Rules of a third namespace are for the clients there. */
function whose({ manifests, rootNamespace }: Mesh, rule: Manifest, namespace: string): string {
  const of = manifests.namespaceOf(rule);
  return of === namespace || of === rootNamespace ? '' : ` of namespace ${of}`;
}

/** What of a DestinationRule clients go by: for the host, and for each subset, which may have settings of its own. */
export function settingsOf(rule: Manifest): Settings[] {
  const { trafficPolicy, subsets } = specOf(rule);
  const all = ofPolicy(record(trafficPolicy), ['spec', 'trafficPolicy']);
  for (const [i, subset] of records(subsets).entries()) { all.push(...ofPolicy(record(subset.trafficPolicy), ['spec', 'subsets', i, 'trafficPolicy'])); }
  return all;
}

function ofPolicy({ tls, portLevelSettings }: Json, steps: Steps): Settings[] {
  const settings: Settings[] = [];
  const own = new Set<number>();
  for (const [i, level] of records(portLevelSettings).entries()) {
    const port = record(level.port).number;
    if (typeof port !== 'number') { continue; }
    own.add(port);
    if (level.tls) { settings.push({ steps: [...steps, 'portLevelSettings', i, 'tls'], mode: modeOf(level.tls), port, except: NONE }); }
  }
  if (tls) { settings.push({ steps: [...steps, 'tls'], mode: modeOf(tls), except: own }); }
  return settings;
}

const NONE: ReadonlySet<number> = new Set();
const modeOf = ({ mode = 'DISABLE' }: Json): string => mode;

const SENT: { readonly [mode: string]: string } = { DISABLE: 'plain text', SIMPLE: 'TLS without the certificates of the mesh', ISTIO_MUTUAL: 'mutual TLS' };
const WITHOUT_TLS = 'plain text (the rule has no tls, and enableAutoMtls of the MeshConfig is false)';
/** What proxies must take for clients of a mode not to fail. */
const REFUSED_BY: { readonly [mode: string]: string } = { DISABLE: 'STRICT', SIMPLE: 'STRICT', ISTIO_MUTUAL: 'DISABLE' };

/** The first port of a Service for which clients of these settings and its pods are at odds. */
function conflictOf(policies: PeerAuthentications, service: Manifest, { mode = 'DISABLE', port: only, except }: Settings): Verdict | undefined {
  return policies.verdictsOf(service).find(verdict =>
    verdict.mode === REFUSED_BY[mode] && (only === undefined ? !except.has(verdict.port) : verdict.port === only));
}
