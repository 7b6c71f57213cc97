/** Types of the fields of Istio's MeshConfig, of the protobuf descriptors that the Go code of istio.io/api holds. */
import * as fs from 'fs';
import * as path from 'path';
import { fromBinary } from '@bufbuild/protobuf';
import {
  DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FieldDescriptorProto_Label as Label, FieldDescriptorProto_Type as Type,
  FileDescriptorProto, FileDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';

/** A scalar or the name of a message or enum; a list of it; a map to it. */
type FieldType = string | [FieldType] | { readonly values: FieldType };
/** The names of an enum, or the fields of a message. */
type NamedType = string[] | { readonly [field: string]: FieldType };
type Declared = Map<string, DescriptorProto | EnumDescriptorProto>;

const ROOT = 'mesh.v1alpha1.MeshConfig';
const WRAPPER = /^google\.protobuf\.(\w+)Value$/;

/** Every message and enum that a MeshConfig holds, by its name without `istio.`, fields by their names in JSON. */
export function meshConfigTypes(api: string): { readonly [name: string]: NamedType } {
  const all: Declared = new Map();
  filesFrom(api, 'mesh/v1alpha1/config.proto').forEach(file => declare(file.package, file.messageType, file.enumType, all));
  const reached = new Map<string, NamedType>();
  reach(ROOT, all, reached);
  return Object.fromEntries([...reached].sort(([a], [b]) => a < b ? -1 : 1));
}

/** A file with those of the module that it imports, also indirectly. */
function filesFrom(api: string, file: string, known = new Map<string, FileDescriptorProto>()): readonly FileDescriptorProto[] {
  const go = path.join(api, file.replace(/\.proto$/, '.pb.go'));
  if (!known.has(file) && fs.existsSync(go)) {
    const descriptor = fromBinary(FileDescriptorProtoSchema, descriptorIn(go));
    known.set(file, descriptor);
    descriptor.dependency.forEach(dependency => filesFrom(api, dependency, known));
  }
  return [...known.values()];
}

/** The bytes of a descriptor, which the Go code holds as lines of strings. */
function descriptorIn(file: string): Uint8Array {
  const lines = /_rawDesc = "" \+\n((?:\t".*"(?: \+)?\n)+)/.exec(fs.readFileSync(file, 'utf8'));
  if (!lines) { throw new Error(`${file}: protoc-gen-go writes descriptors in another way than it did; look at descriptorIn`); }
  return Buffer.concat([...lines[1].matchAll(/"(.*)"/g)].map(([, text]) => unescaped(text)));
}

const ESCAPES: { readonly [letter: string]: string } = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function unescaped(text: string): Buffer {
  return Buffer.concat([...text.matchAll(/\\x([\da-f]{2})|\\u([\da-f]{4})|\\(.)|([^\\]+)/g)].map(([, byte, character, letter, plain]) => byte
    ? Buffer.from(byte, 'hex')
    : Buffer.from(character ? String.fromCharCode(parseInt(character, 16)) : plain ?? ESCAPES[letter] ?? letter)));
}

function declare(parent: string, messages: readonly DescriptorProto[], enums: readonly EnumDescriptorProto[], all: Declared) {
  for (const type of [...messages, ...enums]) {
    const name = `${parent.replace(/^istio\./, '')}.${type.name}`;
    all.set(name, type);
    if ('field' in type) { declare(name, type.nestedType, type.enumType, all); }
  }
}

function reach(name: string, all: Declared, reached: Map<string, NamedType>) {
  const type = all.get(name);
  if (!type || reached.has(name)) { return; }
  if (!('field' in type)) {
    reached.set(name, type.value.map(value => value.name));
    return;
  }
  const fields: { [field: string]: FieldType } = {};
  reached.set(name, fields);
  for (const field of type.field) {
    fields[field.jsonName] = typeOf(field, type);
    reach(nameOf(entryOf(field, type) ?? field), all, reached);
  }
}

function typeOf(field: FieldDescriptorProto, message: DescriptorProto): FieldType {
  const value = entryOf(field, message);
  if (value) { return { values: nameOf(value) }; }
  return field.label === Label.REPEATED ? [nameOf(field)] : nameOf(field);
}

/** The value of a map: protobuf makes a list of entries of it. */
function entryOf(field: FieldDescriptorProto, message: DescriptorProto): FieldDescriptorProto | undefined {
  return message.nestedType.find(({ name, options }) => options?.mapEntry && field.typeName.endsWith(`.${message.name}.${name}`))?.field[1];
}

/** Wrappers of scalars are what they wrap, as JSON makes no difference. */
function nameOf({ type, typeName }: FieldDescriptorProto): string {
  const name = typeName.replace(/^\.(istio\.)?/, '');
  return name === '' ? Type[type].toLowerCase() : WRAPPER.exec(name)?.[1].toLowerCase() ?? name;
}
