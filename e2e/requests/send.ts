/** Sends one request on a connection of its own and says what came back. */
import * as http from 'http';
import * as https from 'https';

export interface Shot {
  readonly address: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly sni?: string;
}

export interface Hit {
  readonly connection: 'accepted' | 'rejected' | 'failed';
  readonly status?: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** By which the proxy's access log knows the connection. */
  readonly localPort?: number;
  readonly error?: string;
}

const TIMEOUT = 5_000;

export function send(shot: Shot): Promise<Hit> {
  return new Promise(resolve => {
    let localPort: number | undefined;
    let connected = false;
    const options = {
      host: shot.address, port: shot.port, method: shot.method, path: shot.path, headers: { ...shot.headers, connection: 'close' }, agent: false as const, timeout: TIMEOUT,
    };
    const answered = (response: http.IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('error', failed);
      response.on('end', () => resolve({
        connection: 'accepted',
        status: response.statusCode,
        headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
        body: Buffer.concat(chunks).toString(),
        localPort,
      }));
    };
    const failed = (error: Error) => resolve({ connection: connected ? 'failed' : 'rejected', headers: {}, body: '', localPort, error: error.message });
    const request = shot.scheme === 'https'
      ? https.request({ ...options, servername: shot.sni, rejectUnauthorized: false }, answered)
      : http.request(options, answered);
    request.on('socket', socket => socket.once('connect', () => {
      connected = true;
      localPort = socket.localPort;
    }));
    request.on('timeout', () => request.destroy(new Error(`no answer within ${TIMEOUT / 1000} s`)));
    request.on('error', failed);
    request.end();
  });
}

/** Sends the same request many times, a few at once. */
export async function sendMany(shot: Shot, count: number, how: (shot: Shot) => Promise<Hit> = send): Promise<Hit[]> {
  const hits: Hit[] = [];
  let left = count;
  await Promise.all(Array.from({ length: Math.min(8, count) }, async () => {
    while (left > 0) {
      left -= 1;
      hits.push(await how(shot));
    }
  }));
  return hits;
}
