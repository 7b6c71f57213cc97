/** A real nginx in a network namespace of its own, with configurations as they lie in /etc/nginx/conf.d. */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { Network } from '../system/network';
import { Processes, Program } from '../system/processes';
import { waitFor } from '../system/wait';

export interface Nginx {
  readonly address: string;
  readonly program: Program;
  readonly stop: () => Promise<void>;
}

/** @param text what nginx.conf includes inside of `http` */
export async function startNginx(processes: Processes, network: Network, folder: string, name: string, text: string): Promise<Nginx> {
  const prefix = path.join(folder, name);
  fs.mkdirSync(prefix, { recursive: true });
  fs.writeFileSync(path.join(prefix, 'site.conf'), text);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(kind => `${kind}_temp_path ${prefix}/${kind};`).join(' ');
  fs.writeFileSync(path.join(prefix, 'nginx.conf'),
    `user root; daemon off; master_process off; pid ${prefix}/nginx.pid; error_log stderr warn;\nevents { worker_connections 512; }\nhttp { access_log off; ${paths}\ninclude ${prefix}/site.conf; }\n`);
  const args = ['-p', `${prefix}/`, '-c', path.join(prefix, 'nginx.conf'), '-e', 'stderr'];
  const address = network.podAddress();
  const namespace = network.namespace(address);
  const test = spawnSync('nsenter', [`--net=/run/netns/${namespace}`, 'nginx', '-t', ...args], { encoding: 'utf8' });
  if (test.status !== 0) { throw new Error(`nginx -t refuses ${name}:\n${test.stderr}`); }
  const program = processes.start(name, 'nginx', args, { namespace });
  await waitFor(`nginx with ${name}`, 10, async () => {
    program.check();
    return (await fetch(`http://${address}/`).catch(() => undefined)) !== undefined;
  }, () => program.tail());
  return {
    address,
    program,
    stop: async () => {
      await program.stop();
      network.removeNamespace(namespace);
    },
  };
}
