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
    for (const { rule, settings } of settingsFor(rules, fullHost(service.name, namespace, manifests.domain))) {
      for (const one of settings) {
        const conflict = told.has(one) ? undefined : conflictOf(policies, service, one);
        if (!conflict) { continue; }
        told.add(one);
        const [takes, instead] = conflict.mode === 'STRICT' ? ['mutual TLS', 'ISTIO_MUTUAL'] : ['plain text', 'DISABLE'];
        yield CONFLICT.at(rule, one.steps,
          `clients send ${one.mode === undefined ? WITHOUT_TLS : SENT[one.mode]} to Service ${namespace}/${service.name}, and PeerAuthentication ${conflict.policy} has its pods take ${takes} only, `
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

function rulesByHost({ manifests, config }: Mesh): HostMap<Rule[]> {
  const hosts = new HostMap<Rule[]>();
  for (const rule of manifests.ofKind(ISTIO, 'DestinationRule')) {
    const { host } = specOf(rule);
    if (typeof host === 'string') { hosts.ensure(fullHost(host, manifests.namespaceOf(rule), manifests.domain), () => []).push({ rule, settings: settingsOf(rule) }); }
  }
  if (config.enableAutoMtls !== false) { return hosts; }
  for (const [, all] of hosts.entries()) {
    // Istio merges the rules of a host, and does not find out by itself what pods take
    if (all.every(({ settings }) => settings.length === 0)) { all.push({ rule: all[0].rule, settings: [{ steps: ['spec', 'trafficPolicy'], except: NONE }] }); }
  }
  return hosts;
}

/** The rules for a host itself, else those for the longest wildcard. */
function settingsFor(rules: HostMap<Rule[]>, host: string): readonly Rule[] {
  const own = rules.get(host);
  if (own) { return own; }
  let longest: readonly Rule[] = [];
  let length = 0;
  for (const wider of rules.wider(host)) {
    const { host: wildcard } = specOf(wider[0].rule);
    if (wildcard.length > length) { [longest, length] = [wider, wildcard.length]; }
  }
  return longest;
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
