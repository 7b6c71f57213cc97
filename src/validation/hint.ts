import { FieldError } from './field-error';

/** What to do about an error of the schema. */
export function hintFor({ message, field }: FieldError): string {
  if (message.startsWith('Required value')) { return 'add the field'; }
  if (message.startsWith('Unsupported value')) { return 'give one of the supported values'; }
  if (message.startsWith('Too long')) { return 'shorten it'; }
  if (message.startsWith('Too many')) { return 'drop some, or spread them over several objects'; }
  if (message.startsWith('Duplicate value')) { return 'drop one of the two, or tell them apart'; }
  const type = /must be of type ([\w,]+): "(\w+)"$/.exec(message);
  if (type && type[1] === 'string' && ['integer', 'number', 'boolean'].includes(type[2])) { return 'put the value in quotes'; }
  if (type && ['integer', 'int32', 'int64', 'boolean'].includes(type[1]) && type[2] === 'string') { return 'write the value without quotes, or give one of that type'; }
  if (type) { return 'give a value of that type'; }
  if (message.includes('(oneOf). Found ') && message.includes('valid alternatives')) { return 'set only one of the fields that exclude each other'; }
  return field.startsWith('metadata.') ? 'rename it' : 'give a value that the schema takes';
}
