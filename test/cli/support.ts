import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { run } from '../../src/cli/main';

/** Runs a command and keeps what it writes. */
export function cli(...args: string[]): { code: number; out: string; err: string[] } {
  let out = '';
  const err: string[] = [];
  const code = run(args, { colours: false, write: text => { out += text; } }, line => err.push(line));
  return { code, out, err };
}

export const json = (...args: string[]) => JSON.parse(cli('analyze', '-o', 'json', ...args).out);

/** A directory with files, which ends with the tests. */
export function directoryWith(files: { readonly [name: string]: string | Buffer }): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-cli-'));
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    fs.writeFileSync(path.join(directory, name), content);
  }
  afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: good\n  namespace: shop\n';
/** An error on line 9, and a warning on line 10. */
export const BAD = `apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: bad
  namespace: shop
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: infra }]
  to:
    - { group: '', kind: a_b }
  form: []
`;
