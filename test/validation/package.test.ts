import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');

test('the compiled library reads and judges manifests without js-yaml, re2js and the schema files beside it', () => {
  // GIVEN lib/ where nothing but its peers is installed
  if (!fs.existsSync(path.join(ROOT, 'lib', 'imports', 'schemas'))) { throw new Error('the library is not compiled: run npx projen compile first'); }
  const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-lib-'));
  try {
    fs.cpSync(path.join(ROOT, 'lib'), path.join(temp, 'lib'), { recursive: true });
    fs.mkdirSync(path.join(temp, 'node_modules'));
    for (const peer of ['cdk8s', 'constructs']) { fs.symlinkSync(path.join(ROOT, 'node_modules', peer), path.join(temp, 'node_modules', peer)); }
    // WHEN
    const judged = execFileSync(process.execPath, ['-e', `
      const { Manifests } = require('./lib/src/manifests');
      const { validate } = require('./lib/src/validation');
      const route = '{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: x }, spec: { hostnames: [a_b] } }';
      console.log(validate(Manifests.fromYaml(route)).findings.map(f => f.path + ' ' + f.message.slice(-20)).join());
    `], { cwd: temp, encoding: 'utf8' });
    // THEN
    expect(judged.trim()).toBe('spec.hostnames[0] z0-9]*[a-z0-9])?)*$\'');
    expect(fs.readFileSync(path.join(temp, 'lib', 'src', 'manifests', 'yaml.js'), 'utf8')).toContain('The MIT License');
    expect(fs.readFileSync(path.join(temp, 'lib', 'src', 'manifests', 're2.js'), 'utf8')).toMatch(/Copyright \(c\)/i);
  } finally {
    fs.rmSync(temp, { recursive: true, force: true });
  }
});
