/** Synthesizes every example into its dist folder: `npm run synth`. */
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..');
const EXAMPLES = path.join(ROOT, 'examples');

for (const name of fs.readdirSync(EXAMPLES).sort()) {
  const dir = path.join(EXAMPLES, name);
  if (!fs.existsSync(path.join(dir, 'cdk8s.yaml'))) { continue; }
  fs.rmSync(path.join(dir, 'dist'), { recursive: true, force: true });
  execFileSync(path.join(ROOT, 'node_modules', '.bin', 'cdk8s'), ['synth', '--check-upgrade=false'], {
    cwd: dir, stdio: ['ignore', 'ignore', 'inherit'],
  });
  console.log(`examples/${name}/dist: ${fs.readdirSync(path.join(dir, 'dist')).sort().join(' ')}`);
}
