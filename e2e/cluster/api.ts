/** A Kubernetes API server's client: what is needed of it and no more. */
import * as https from 'https';
import { Manifest, title } from './manifest';
import { sleep } from '../system/wait';

export interface Reply {
  readonly status: number;
  readonly body: any;
  /** The API server's Warning headers. */
  readonly warnings: string[];
}

/** What the API server said no to. */
export class Rejection extends Error {
  constructor(readonly manifest: Manifest, readonly says: string) {
    super(`${title(manifest)}: ${says}`);
  }
}

interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

export class Api {
  private readonly agent: https.Agent;
  private readonly resources = new Map<string, Resource>();

  constructor(readonly port: number, ca: Buffer, private readonly token: string) {
    this.agent = new https.Agent({ keepAlive: true, ca, maxSockets: 20 });
  }

  public request(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<Reply> {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = https.request({
        agent: this.agent,
        host: '127.0.0.1',
        port: this.port,
        servername: 'localhost',
        method,
        path,
        timeout: 30_000,
        headers: { authorization: `Bearer ${this.token}`, accept: 'application/json', ...(sent === undefined ? {} : { 'content-type': contentType, 'content-length': Buffer.byteLength(sent) }) },
      }, response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const warnings = ([] as string[]).concat(response.headers.warning ?? []);
          resolve({ status: response.statusCode!, body: parsed(text), warnings });
        });
      });
      request.on('timeout', () => request.destroy(new Error(`${method} ${path}: no answer within 30 s`)));
      request.on('error', reject);
      request.end(sent);
    });
  }

  /** Like `request`, but anything other than success is an error. */
  public async call(method: string, path: string, body?: unknown, contentType?: string): Promise<any> {
    const reply = await this.request(method, path, body, contentType);
    if (reply.status >= 300) { throw new Error(`${method} ${path}: ${reply.status} ${reply.body?.message ?? JSON.stringify(reply.body)}`); }
    return reply.body;
  }

  public async list(path: string): Promise<Manifest[]> {
    return (await this.call('GET', path)).items;
  }

  public async tryGet(path: string): Promise<Manifest | undefined> {
    const reply = await this.request('GET', path);
    if (reply.status === 404) { return undefined; }
    if (reply.status >= 300) { throw new Error(`GET ${path}: ${reply.body?.message}`); }
    return reply.body;
  }

  /** Server-side apply with strict field validation; throws a `Rejection` with the API server's words. */
  public async apply(manifest: Manifest, options: { dryRun?: boolean; lax?: boolean } = {}): Promise<{ object: Manifest; warnings: string[] }> {
    let path: string;
    try {
      path = await this.pathOf(manifest);
    } catch (error) {
      throw new Rejection(manifest, (error as Error).message);
    }
    const query = `fieldManager=e2e&force=true&fieldValidation=${options.lax ? 'Warn' : 'Strict'}${options.dryRun ? '&dryRun=All' : ''}`;
    const reply = await this.request('PATCH', `${path}?${query}`, manifest, 'application/apply-patch+yaml');
    if (reply.status >= 300) { throw new Rejection(manifest, reply.body?.message ?? `${reply.status} ${JSON.stringify(reply.body)}`); }
    return { object: reply.body, warnings: reply.warnings };
  }

  public async delete(manifest: Manifest): Promise<void> {
    const reply = await this.request('DELETE', `${await this.pathOf(manifest)}?propagationPolicy=Background`);
    if (reply.status >= 300 && reply.status !== 404) { throw new Error(`${title(manifest)} cannot be deleted: ${reply.body?.message}`); }
  }

  /** Path of the object; without a namespace it lies in `default`, as for kubectl. */
  public async pathOf({ apiVersion, kind, metadata }: Manifest): Promise<string> {
    const resource = await this.resource(apiVersion, kind);
    const scope = resource.namespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : '';
    return `${root(apiVersion)}${scope}/${resource.plural}/${encodeURIComponent(metadata.name)}`;
  }

  public async isNamespaced({ apiVersion, kind }: Manifest): Promise<boolean> {
    return (await this.resource(apiVersion, kind)).namespaced;
  }

  /** A new CRD is served a moment after it was made, so what is not there is asked for again for a few seconds. */
  private async resource(apiVersion: string, kind: string): Promise<Resource> {
    const key = `${apiVersion}/${kind}`;
    for (let attempt = 0; ; attempt += 1) {
      const known = this.resources.get(key);
      if (known) { return known; }
      const reply = await this.request('GET', root(apiVersion));
      for (const one of reply.body?.resources ?? []) {
        if (!one.name.includes('/')) { this.resources.set(`${apiVersion}/${one.kind}`, { plural: one.name, namespaced: one.namespaced }); }
      }
      if (!this.resources.has(key)) {
        if (attempt === 20) { throw new Error(`the API server has no kind ${kind} in ${apiVersion}`); }
        await sleep(100);
      }
    }
  }
}

const root = (apiVersion: string) => apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.trim() };
  }
}
