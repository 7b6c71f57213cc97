/** Sends a request as often as its answer needs, and says how what came differs from what was expected. */
import * as fs from 'fs';
import * as path from 'path';
import { differences, isSplit, Observation, SPLIT_REQUESTS, tally } from './compare';
import { Entry, entryOf } from './entry';
import { describe, ExpectedRequest, Request } from './format';
import { Hit, sendMany } from './send';
import { Echo } from '../cluster/echo';
import { Stage } from '../examples/stage';
import { linesSince, LogLine, mark, partsOf } from '../mesh/access-log';
import { routesFor } from '../mesh/routes';
import { sleep } from '../system/wait';

/** Throws with everything there is to know when the answer is not as expected; says what was seen when it is. */
export async function ask(stage: Stage, request: ExpectedRequest): Promise<string> {
  const end = Date.now() + stage.patience * 1000;
  for (;;) {
    let problem: string;
    try {
      const entry = await entryOf(stage, request);
      const counts = await stage.podCounts();
      const { seen, lines } = await observe(entry, request, isSplit(request.expect) ? SPLIT_REQUESTS : 3);
      const found = differences(request.expect, seen, workload => counts.get(workload) ?? 0);
      if (found.length === 0) { return tally(seen); }
      problem = [...found, `request:  ${describe(request)}`, `expected: ${JSON.stringify(request.expect)}`, `actual:   ${tally(seen)}`, ...await gatewaySays(stage, request), ...await envoySays(entry, request, lines)].join('\n');
    } catch (error) {
      problem = `${(error as Error).message}\nrequest:  ${describe(request)}`;
    }
    if (Date.now() > end) {
      stage.losePatience();
      throw new Error([problem, ...istiodSays(stage), ...stage.complaints()].join('\n'));
    }
    await sleep(500);
  }
}

async function observe(entry: Entry, request: Request, count: number): Promise<{ seen: Observation[]; lines: LogLine[] }> {
  const from = entry.envoy ? mark(entry.envoy) : 0;
  const hits = await sendMany({
    address: entry.address,
    port: entry.port,
    scheme: request.scheme ?? 'http',
    method: request.method ?? 'GET',
    path: request.path ?? '/',
    headers: { ...request.headers, host: request.host },
    sni: request.scheme === 'https' ? request.sni ?? request.host.replace(/:\d+$/, '') : undefined,
  }, count, entry.send);
  const ports = hits.flatMap(hit => hit.status !== undefined && hit.localPort ? hit.localPort : []);
  const lines = entry.envoy ? await linesSince(entry.envoy, from, ports) : new Map<number, LogLine>();
  return { seen: hits.map(hit => observation(hit, lines.get(hit.localPort ?? 0))), lines: [...lines.values()] };
}

function observation(hit: Hit, line: LogLine | undefined): Observation {
  return {
    connection: hit.connection,
    status: hit.status,
    responseHeaders: hit.headers,
    proxied: partsOf(line?.cluster),
    backend: echoOf(hit),
    error: hit.error,
  };
}

function echoOf(hit: Hit): Echo | undefined {
  try {
    const body = JSON.parse(hit.body);
    return body?.workload ? body : undefined;
  } catch {
    return undefined;
  }
}

/** Warnings and errors of istiod since the configuration changed. */
function istiodSays(stage: Stage): string[] {
  const log = path.join(stage.folder, `${stage.main.name}.istiod.log`);
  const lines = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').split('\n').filter(line => /\t(warn|error)\t/.test(line) && line > stage.changed) : [];
  return lines.slice(-3).map(line => `istiod: ${line.replaceAll('\t', ' ')}`);
}

/** What istiod wrote into the status of a Gateway API Gateway, where it is not content. */
async function gatewaySays(stage: Stage, { through }: Request): Promise<string[]> {
  const [namespace, name] = through.gateway?.split('/') ?? [];
  const gateway = name && await stage.main.api.tryGet(`/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/gateways/${name}`);
  if (!gateway) { return []; }
  const conditions = [...gateway.status?.conditions ?? [], ...(gateway.status?.listeners ?? []).flatMap((listener: any) => listener.conditions)];
  return conditions.filter(one => one.status !== (one.type === 'Conflicted' ? 'False' : 'True')).map(one => `Gateway ${through.gateway} is not ${one.type}: ${one.message}`);
}

/** Envoy's log line, its route, and what it refused. */
async function envoySays(entry: Entry, request: Request, lines: LogLine[]): Promise<string[]> {
  if (!entry.envoy) { return []; }
  const { name, namespace } = entry.envoy.pod.metadata;
  const dump = await entry.envoy.configDump();
  const refused = await entry.envoy.refused();
  return [
    `Envoy of ${namespace}/${name}, port ${entry.port}:`,
    ...[...new Set(lines.map(({ code, flags, details, cluster, route }) => JSON.stringify({ code, flags, details, cluster, route })))].slice(0, 4).map(line => `  log:   ${line}`),
    ...routesFor(dump, request.host).map(line => `  route: ${line}`),
    ...refused.map(line => `  refused: ${line}`),
  ];
}
