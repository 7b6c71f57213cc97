/** Whether an nginx configuration of an example reaches the application, and with the Host that the client named. */
import * as fs from 'fs';
import * as path from 'path';
import { startNginx } from './nginx';
import { Echo } from '../cluster/echo';
import { Stage } from '../examples/stage';
import { sendMany } from '../requests/send';

const REQUESTS = 40;

export async function nginxForwards(stage: Stage, file: string, host: string): Promise<string> {
  const text = fs.readFileSync(path.join(stage.example.folder, 'dist', file), 'utf8');
  const nginx = await startNginx(stage.processes, stage.network, stage.folder, file.replace(/\.conf$/, ''), text);
  try {
    const shot = { address: nginx.address, port: 80, scheme: 'http' as const, method: 'GET', path: '/through-nginx', headers: { host } };
    const hits = await sendMany(shot, REQUESTS);
    const bad = hits.find(hit => hit.status !== 200);
    if (bad) { throw new Error(`GET http://${host}/ through nginx with ${file}: expected 200, got ${bad.status ?? bad.error}; nginx says:\n${nginx.program.tail(5)}`); }
    const echos = hits.map(hit => JSON.parse(hit.body) as Echo);
    const wrong = echos.find(echo => echo.host !== host || echo.path !== '/through-nginx');
    if (wrong) { throw new Error(`expected Host ${host} and path /through-nginx at the Pod, got ${wrong.host} and ${wrong.path}`); }
    return `${REQUESTS} requests to ${[...new Set(echos.map(echo => echo.workload))].sort().join(', ')}`;
  } finally {
    await nginx.stop();
  }
}
