/** What the thread of `ValidationThread` runs. */
import { workerData } from 'worker_threads';
import { Found, Task } from './validation-thread';
import { Finding, manifestsOf } from '../manifests';
import { validateOne } from '../validation';

const { files, namespace = 'default', done, port } = workerData as Task;
const found: Found[] = [];
let index = 0;
for (const manifest of manifestsOf(files)) {
  const findings: Finding[] = [];
  validateOne(manifest, manifest.namespace ?? namespace, findings);
  for (const { code, message, hint, path, steps } of findings) { found.push({ index, code, message, hint, path, steps }); }
  index++;
}
port.postMessage(found);
Atomics.store(done, 0, 1);
Atomics.notify(done, 0);
