import * as fs from 'fs';
import * as path from 'path';

/** Version of the package that this is part of. */
export function version(): string {
  for (let directory = __dirname; ; directory = path.dirname(directory)) {
    const file = path.join(directory, 'package.json');
    if (fs.existsSync(file)) { return JSON.parse(fs.readFileSync(file, 'utf8')).version; }
  }
}
