import { Complaints } from './complaints';
import { badFragment, longerThan } from './go';
import { attachment } from './selectors';

type Json = any;

export function wasmPlugin(spec: Json, said: Complaints): void {
  attachment(spec, said);
  module(spec, said, 'pluginName field must be less than 255 characters long');
}

export function trafficExtension(spec: Json, said: Complaints): void {
  attachment(spec, said);
  said.in(spec, 'wasm', module, 'pluginName field must be less than 256 characters long');
  said.in(spec, 'lua', lua);
}

/** Lengths are of bytes here and of characters in the schema. */
function module(wasm: Json, said: Complaints, tooLong: string): void {
  const wrong = badFragment(/^[A-Za-z][A-Za-z0-9+.-]*:|^\//.test(wasm.url) ? wasm.url : `http://${wasm.url}`);
  if (wrong !== undefined) { said.error(`failed to strict parse url: ${wrong}`, 'escape the percent sign as %25', 'url'); }
  if (longerThan(wasm.imagePullSecret ?? '', 253)) {
    said.error('imagePullSecret field must be less than 253 characters long', 'shorten it', 'imagePullSecret');
  }
  if (longerThan(wasm.pluginName ?? '', 256)) { said.error(tooLong, 'shorten it', 'pluginName'); }
  const variables: Json[] = wasm.vmConfig?.env ?? [];
  const long = variables.findIndex(({ name }) => longerThan(name, 256));
  if (long >= 0) { said.error('env.name field must be less than 255 characters long', 'shorten it', 'vmConfig', 'env', long, 'name'); }
}

function lua({ inlineCode = '' }: Json, said: Complaints): void {
  if (inlineCode === '') { said.error('lua.inlineCode cannot be empty', 'give the code', 'inlineCode'); }
  if (longerThan(inlineCode, 65536)) { said.error('lua.inlineCode exceeds maximum size of 64KB', 'shorten it', 'inlineCode'); }
}
