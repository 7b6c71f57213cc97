/**
 * `examples/NAME/requests.json`: a list of requests, each with the part of its answer that must hold (`expect`) and, where
 * an example is applied step by step, what is deployed when it is sent (`given`, `without`).
 */
import * as fs from 'fs';

export interface Through {
  readonly gateway?: string;
  readonly mesh?: { readonly namespace: string; readonly labels?: Record<string, string> };
  readonly service?: string;
  readonly ingress?: boolean;
}

export interface Destination {
  readonly service?: string;
  readonly host?: string;
  readonly port?: number;
  readonly subset?: string | null;
  readonly weight?: number;
  readonly workloads?: string[];
  /** Where the share is answered otherwise than the rest, such as 503 without an endpoint. */
  readonly status?: number;
}

export interface Answer {
  readonly status?: number;
  readonly destinations?: Destination[];
  readonly forwarded?: { readonly method?: string; readonly host?: string; readonly path?: string; readonly headers?: Record<string, string | null> };
  readonly response?: { readonly headers?: Record<string, string | null>; readonly location?: string | null };
  readonly connection?: 'accepted' | 'rejected' | 'failed';
}

export interface Request {
  readonly name: string;
  readonly through: Through;
  readonly scheme?: 'http' | 'https';
  readonly port?: number;
  readonly method?: string;
  readonly host: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly sni?: string | null;
}

export interface ExpectedRequest extends Request {
  /** Names of files in dist, without `.k8s.yaml` and the number in front; all that can be applied when absent. */
  readonly given?: string[];
  /** Documents of these files that are left out, as `Kind/namespace/name`. */
  readonly without?: string[];
  readonly expect: Answer;
}

const REQUEST_KEYS = ['name', 'given', 'without', 'through', 'scheme', 'port', 'method', 'host', 'path', 'headers', 'sni', 'expect'];
const ANSWER_KEYS = ['status', 'destinations', 'forwarded', 'response', 'connection'];

/** Reads and checks the file, for a key that nobody reads would look like a check that passed. */
export function readRequests(file: string): ExpectedRequest[] {
  if (!fs.existsSync(file)) { return []; }
  const list = JSON.parse(fs.readFileSync(file, 'utf8')) as ExpectedRequest[];
  const fail = (index: number, says: string) => { throw new Error(`${file}: request ${index + 1} (${list[index].name ?? 'no name'}): ${says}`); };
  if (!Array.isArray(list)) { throw new Error(`${file}: must be a list of requests`); }
  list.forEach((request, index) => {
    const others = (value: object | undefined, keys: string[]) => Object.keys(value ?? {}).filter(key => !keys.includes(key));
    const unknown = [...others(request, REQUEST_KEYS), ...others(request.expect, ANSWER_KEYS)];
    if (unknown.length > 0) { fail(index, `knows no ${unknown.join(', ')}; it may have ${REQUEST_KEYS.join(', ')}, and under expect ${ANSWER_KEYS.join(', ')}`); }
    if (!request.name || !request.host || !request.expect) { fail(index, 'needs name, host and expect'); }
    if (Object.keys(request.through ?? {}).length !== 1) { fail(index, 'needs one of gateway, mesh, service and ingress under through'); }
    if (!['http', 'https'].includes(request.scheme ?? 'http')) { fail(index, `has the scheme ${request.scheme}; http and https can be sent`); }
    const weights = (request.expect.destinations ?? []).map(one => one.weight ?? 100 / request.expect.destinations!.length);
    if (weights.length > 0 && Math.abs(weights.reduce((sum, one) => sum + one, 0) - 100) > 0.5) { fail(index, 'has weights that do not add up to 100'); }
  });
  return list;
}

/** One line that says what was asked. */
export function describe(request: Request): string {
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => ` -H '${name}: ${value}'`).join('');
  return `${request.method ?? 'GET'} ${request.scheme ?? 'http'}://${request.host}${request.path ?? '/'}${headers} through ${JSON.stringify(request.through)}, port ${portOf(request)}`;
}

export const portOf = (request: Request) => request.port ?? (request.scheme === 'https' ? 443 : 80);
