import * as fs from 'fs';
import * as path from 'path';
import * as YAML from 'yaml';
import { GatewayInjectionTemplate, Kernel } from '../../src';

const SCENARIO = path.join(__dirname, '../scenarios/fixtures/3-gateway-injection');
const read = (file: string) => fs.readFileSync(path.join(SCENARIO, file), 'utf8');

/** The security settings in a template, without what Go's templates put around them. */
function security({ text }: GatewayInjectionTemplate) {
  const from = (start: string, end: string) => text.slice(text.indexOf(start) + start.length, text.indexOf(end)).replace(/{{.*?}}/g, '1337');
  return {
    pod: YAML.parse(from('  {{- else }}\n', '  {{- end }}\n  containers:')),
    container: YAML.parse(from('    securityContext:\n', '    env:')),
  };
}

const SYSCTLS = [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }];
const USER = { runAsUser: 1337, runAsGroup: 1337 };

test('the template for old kernels is that of the documents, byte by byte', () => {
  const template = new GatewayInjectionTemplate({ kernel: Kernel.before411() });
  expect(template.text).toBe(read('gateway-injection-template.txt'));
});

test('the merge patch for old kernels is that of the documents, byte by byte', () => {
  const template = new GatewayInjectionTemplate({ kernel: Kernel.before411() });
  expect(template.mergePatch()).toBe(read('istio-template-patch.json'));
});

test.each<[string, GatewayInjectionTemplate, unknown]>([
  ['newer kernels', new GatewayInjectionTemplate(), { pod: { sysctls: SYSCTLS }, container: USER }],
  ['old kernels', new GatewayInjectionTemplate({ kernel: Kernel.before411() }), { pod: { sysctls: [] }, container: USER }],
  ['old kernels and low ports', new GatewayInjectionTemplate({ kernel: Kernel.before411({ lowPorts: true }) }),
    { pod: { sysctls: [] }, container: { ...USER, capabilities: { add: ['NET_BIND_SERVICE'] } } }],
  ['old kernels, as root', new GatewayInjectionTemplate({ kernel: Kernel.before411({ runAsRoot: true }) }),
    { pod: { sysctls: [] }, container: { runAsUser: 0, runAsGroup: 1337, runAsNonRoot: false } }],
  ['sysctls of one\'s own', new GatewayInjectionTemplate({ kernel: Kernel.before411(), sysctls: [{ name: 'net.core.somaxconn', value: '1024' }, ...SYSCTLS] }),
    { pod: { sysctls: [{ name: 'net.core.somaxconn', value: '1024' }, ...SYSCTLS] }, container: USER }],
])('the security settings for %s', (_, template, expected) => {
  expect(security(template)).toEqual(expected);
});

test('the rest of the text is the same for all kernels', () => {
  const lines = (template: GatewayInjectionTemplate) => template.text.split('\n');
  const old = lines(new GatewayInjectionTemplate({ kernel: Kernel.before411() }));
  const newer = lines(new GatewayInjectionTemplate());
  expect(newer.filter(line => !old.includes(line))).toEqual(['    sysctls:', '    - name: net.ipv4.ip_unprivileged_port_start', '      value: "0"']);
  expect(old.filter(line => !newer.includes(line))).toEqual(['    sysctls: []']);
});

test.each<[string, any, string]>([
  ['options', null, 'options: given null, allowed a struct; write it like { field: value }'],
  ['a kernel', { kernel: '4.10' }, 'kernel: given "4.10", allowed a Kernel; give a Kernel'],
  ['sysctls', { sysctls: 'a=b' }, 'options.sysctls: given "a=b", allowed a list; put it in brackets'],
  ['the name of a sysctl', { sysctls: [{}] }, 'sysctls[0].name: given nothing, allowed a text; give a string'],
  ['the value of a sysctl', { sysctls: [{ name: 'a', value: 1 }] }, 'sysctls[0].value: given 1, allowed a text; give a string'],
])('what is no %s is refused', (_, options, message) => {
  expect(() => new GatewayInjectionTemplate(options)).toThrow(new Error(`[GatewayInjectionTemplate] ${message}`));
});
