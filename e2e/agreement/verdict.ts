/** What the API server and what this library say of one document. */
import { Document } from './documents';
import { check } from '../../src/check';
import { Manifests } from '../../src/manifests';
import { Api, Reply } from '../cluster/api';
import { Manifest } from '../cluster/manifest';

export interface Verdict {
  readonly accepted: boolean;
  /** Complaints of schema, rules and Istio's webhook, in any order. */
  readonly errors: string[];
  /** Fields that are dropped. */
  readonly unknown: string[];
  /** True if the server could not even read the document, and says so in other words. */
  readonly unreadable?: boolean;
}

/** What it says beside errors after which it runs no rules, and of what this one cluster was not set up for. */
const NO_COMPLAINT = /some validation rules were not checked because the object was invalid|configured (on this cluster|for dual-stack)/;

/** Asks without changing anything; undefined where there is nothing to compare: the server has no such kind, or the old document is not accepted. */
export async function theirs(api: Api, { document, old }: Document): Promise<Verdict | undefined> {
  const path = await api.pathOf(document).catch(() => undefined);
  if (path === undefined) { return undefined; }
  const collection = path.slice(0, path.lastIndexOf('/'));
  const query = 'dryRun=All&fieldValidation=Warn&fieldManager=e2e';
  if (!old) { return verdict(await api.request('POST', `${collection}?${query}`, document)); }
  const made = await api.request('POST', `${collection}?fieldValidation=Ignore`, old);
  if (made.status >= 300) { return undefined; }
  const { resourceVersion } = made.body.metadata;
  try {
    return verdict(await api.request('PUT', `${path}?${query}`, { ...document, metadata: { ...document.metadata, resourceVersion } }));
  } finally {
    await api.delete(old);
  }
}

export function ours({ document, old }: Document, gatewayApiChannel: 'standard' | 'experimental'): Verdict {
  const of = (object: Manifest) => Manifests.fromYaml(JSON.stringify(object));
  const findings = check(of(document), { only: ['schema', 'cel'], gatewayApiChannel, old: old && of(old) }).findings;
  const errors = findings.filter(f => f.severity === 'error').map(f => comparable(f.message));
  return { accepted: errors.length === 0, errors: errors.sort(), unknown: findings.filter(f => f.code === 'K8S0003').map(f => f.path).sort() };
}

function verdict({ status, body, warnings }: Reply): Verdict {
  const texts = warnings.flatMap(header => header.match(/"(?:[^"\\]|\\.)*"/g) ?? []).map(text => JSON.parse(text) as string);
  const unknown = texts.map(text => /^unknown field "(.*)"$/.exec(text)?.[1]).filter(field => field !== undefined).sort();
  // it is there already, which is asked for last
  if (status < 300 || status === 409) { return { accepted: true, errors: [], unknown }; }
  const denied = /denied the request: (?:configuration is invalid: )?([^]*)$/.exec(body.message)?.[1];
  if (denied !== undefined) { return { accepted: false, errors: listed(denied).map(comparable).sort(), unknown }; }
  const causes = body.details?.causes as { field: string; message: string }[] | undefined;
  if (status !== 422 || !causes) { return { accepted: false, errors: [body.message], unknown, unreadable: true }; }
  const errors = causes.filter(({ message }) => !NO_COMPLAINT.test(message)).map(({ field, message }) => `${field ?? '<nil>'}: ${message}`).sort();
  return { accepted: errors.length === 0, errors, unknown };
}

/** Where a text is cut that CEL's parser goes on with. */
const PARSER = 'must be a valid CEL expression, ERROR:';

function comparable(message: string): string {
  const text = message.trim();
  return text.startsWith(PARSER) ? PARSER : text;
}

/** Several errors come as a list with a headline. */
function listed(text: string): string[] {
  if (!/^\d+ errors? occurred:/.test(text)) { return [text]; }
  return text.split('\n\t* ').slice(1);
}
