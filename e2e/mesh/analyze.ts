/** `istioctl analyze` on a running cluster: what it calls an error must be explained in the example's README. */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { Stage } from '../examples/stage';

interface Message {
  readonly code: string;
  readonly level: string;
  readonly message: string;
  readonly origin: string;
}

export function analyze(stage: Stage): string {
  const { tools, main, example, folder } = stage;
  const done = spawnSync(path.join(tools.istio, 'istioctl'), ['analyze', '-A', '-o', 'json', '--kubeconfig', main.kubeconfig], {
    encoding: 'utf8', timeout: 60_000, maxBuffer: 1e8, env: { PATH: process.env.PATH, HOME: folder },
  });
  const start = done.stdout.indexOf('[');
  if (start < 0) { throw new Error(`istioctl analyze says nothing that can be read:\n${done.stdout}${done.stderr}`); }
  const messages = JSON.parse(done.stdout.slice(start)) as Message[];
  const readme = path.join(example.folder, 'README.md');
  const explained = fs.existsSync(readme) ? fs.readFileSync(readme, 'utf8') : '';
  const unexplained = messages.filter(one => one.level === 'Error' && !explained.includes(one.code));
  if (unexplained.length > 0) {
    throw new Error([...unexplained.map(one => `${one.code} ${one.origin}: ${one.message}`), `mend the example, or name the code and the reason in ${path.basename(example.folder)}/README.md`].join('\n'));
  }
  return messages.map(one => `${one.level} ${one.code} ${one.origin}`).join('; ') || 'nothing found';
}
