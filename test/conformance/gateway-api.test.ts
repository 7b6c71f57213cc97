import * as fs from 'fs';
import * as path from 'path';
import { Finding, Manifests } from '../../src/manifests';
import { GatewayApiChannel, validate } from '../../src/validation';
import { CORPORA, describeWithCorpora, yamlFiles } from '../corpora';

const CHANNELS: GatewayApiChannel[] = ['standard', 'experimental'];

interface CelCase {
  readonly fn: string;
  readonly name: string;
  readonly channel: GatewayApiChannel | 'both';
  readonly want: string[];
  readonly doc: any;
  readonly old: any;
}

const errors = (findings: Finding[]) => findings.filter(f => f.severity === 'error').map(f => f.message);

describeWithCorpora('Gateway API', () => {
  const read = (...folder: string[]): [string, string][] => yamlFiles('gateway-api', ...folder).map(file => [path.relative(CORPORA, file), file]);

  describe('tables of CEL rules', () => {
    const cases: CelCase[] = JSON.parse(fs.readFileSync(path.join(CORPORA, 'gateway-api', 'cel-cases.json'), 'utf8'));
    const runs = cases.flatMap(c => (c.channel === 'both' ? CHANNELS : [c.channel]).map(channel => [channel, `${c.fn}: ${c.name}`, c] as const));

    test.each(runs)('%s %s', (gatewayApiChannel, _, { doc, old, want }) => {
      const one = ({ metadata, ...object }: any) => Manifests.fromYaml(JSON.stringify({
        apiVersion: doc.apiVersion, kind: doc.kind, ...object, metadata: { ...metadata, name: 'case' },
      }));
      const found = errors(validate(one(doc), { gatewayApiChannel, old: old ? one(old) : undefined }).findings).map(m => m.toLowerCase());
      expect(found.length > 0).toBe(want.length > 0);
      expect(want.filter(w => !found.some(m => m.includes(w.toLowerCase())))).toEqual([]);
    });
  });

  describe.each(CHANNELS)('%s channel', gatewayApiChannel => {
    test.each(read('valid', gatewayApiChannel))('%s is accepted', (_, file) => {
      expect(validate(Manifests.fromFiles([file]), { gatewayApiChannel }).findings.map(f => f.message)).toEqual([]);
    });

    test.each(read('invalid', gatewayApiChannel))('%s is refused', (_, file) => {
      const findings = validate(Manifests.fromFiles([file]), { gatewayApiChannel }).findings;
      expect(errors(findings)).not.toEqual([]);
    });
  });

  test.each([...read('valid'), ...read('invalid')])('%s gets the same verdict if the channel is not said', (name, file) => {
    expect(errors(validate(Manifests.fromFiles([file])).findings).length > 0).toBe(name.includes('/invalid/'));
  });
});
