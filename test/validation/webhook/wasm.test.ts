import { Given, saidOf } from './support';

describe('code that extends proxies', () => {
  test.each<[string, ...Given]>([
    ['is sound', 'WasmPlugin', { url: 'oci://a/b', pluginName: 'a' }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['is found', [
      'IST0106 spec.url: failed to strict parse url: parse "https://a/b?c#%zz": invalid URL escape "%zz"',
    ], 'WasmPlugin', { url: 'https://a/b?c#%zz' }],
    ['is found without scheme', [
      'IST0106 spec.url: failed to strict parse url: parse "http://a/b?c#%zz": invalid URL escape "%zz"',
    ], 'WasmPlugin', { url: 'a/b?c#%zz' }],
    ['has short names', [
      'IST0106 spec.imagePullSecret: imagePullSecret field must be less than 253 characters long',
      'IST0106 spec.pluginName: pluginName field must be less than 255 characters long',
      'IST0106 spec.vmConfig.env[0].name: env.name field must be less than 255 characters long',
    ], 'WasmPlugin', { url: 'a/b', pluginName: 'é'.repeat(129), imagePullSecret: 'é'.repeat(127), vmConfig: { env: [{ name: 'é'.repeat(129) }] } }],
    ['has short names elsewhere', [
      'IST0106 spec.wasm.pluginName: pluginName field must be less than 256 characters long',
    ], 'TrafficExtension', { wasm: { url: 'a/b', pluginName: 'é'.repeat(129) } }],
    ['is short', [
      'IST0106 spec.lua.inlineCode: lua.inlineCode exceeds maximum size of 64KB',
    ], 'TrafficExtension', { lua: { inlineCode: 'é'.repeat(32769) } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
