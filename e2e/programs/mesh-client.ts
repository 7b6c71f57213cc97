/** Runs in the network namespace of a mesh client: reads shots as JSON lines, writes hits as JSON lines. */
import * as readline from 'readline';
import { send, Shot } from '../requests/send';

readline.createInterface({ input: process.stdin }).on('line', line => {
  const { id, shot } = JSON.parse(line) as { id: number; shot: Shot };
  void send(shot).then(hit => process.stdout.write(`${JSON.stringify({ id, hit })}\n`));
}).on('close', () => process.exit(0));
process.stdout.write('{"ready":true}\n');
