/** What Envoy says about a request: one connection a request, so its local port finds the line. */
import * as fs from 'fs';
import { Envoy } from './envoy';
import { sleep } from '../system/wait';

export interface LogLine {
  /** `IP:port` of who connected. */
  readonly peer: string;
  readonly route: string | null;
  /** `outbound|8080|v1|front-tomcat.default.svc.cluster.local`; a pattern of ours names the parts. */
  readonly cluster: string | null;
  readonly upstream: string | null;
  readonly code: number;
  readonly flags: string | null;
  readonly details: string | null;
}

/** Where the log ends now; what comes later is read by `linesSince`. */
export const mark = (envoy: Envoy) => fs.statSync(envoy.program.log).size;

/** The lines of the given local ports, by port; waits a moment for Envoy to write them. */
export async function linesSince(envoy: Envoy, from: number, ports: number[]): Promise<Map<number, LogLine>> {
  const end = Date.now() + 3000;
  for (;;) {
    const found = new Map<number, LogLine>();
    for (const line of fs.readFileSync(envoy.program.log).subarray(from).toString().split('\n')) {
      if (!line.startsWith('{') || !line.endsWith('}')) { continue; }
      const entry = JSON.parse(line) as LogLine;
      found.set(Number(entry.peer.split(':').pop()), entry);
    }
    if (Date.now() > end || ports.every(port => found.has(port))) { return found; }
    await sleep(50);
  }
}

/** The parts of an outbound cluster's name. */
export function partsOf(cluster: string | null | undefined): { port: number; subset: string | null; host: string; service?: string } | undefined {
  const [direction, port, subset, host] = (cluster ?? '').split('|');
  if (direction !== 'outbound') { return undefined; }
  const [name, namespace, kind] = host.split('.');
  return { port: Number(port), subset: subset || null, host, service: kind === 'svc' ? `${namespace}/${name}` : undefined };
}
