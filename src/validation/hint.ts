import { FieldError } from './field-error';

/** What the API server says to changes that it does not take. */
const UPDATE = /immutable|may not change|cannot change|updates to /;

/** What to do about an error of the schema, or of the API server's code. */
export function hintFor({ message, field }: FieldError): string {
  if (message.startsWith('Required value')) { return 'add the field'; }
  if (message.includes('less than status.capacity')) { return 'ask for as much as it has, or more: volumes do not shrink'; }
  if (UPDATE.test(message)) { return 'leave it as it was, or delete the object and create it anew'; }
  if (message.includes('does not match template')) { return 'give the template the labels that the selector asks for'; }
  if (message.startsWith('Forbidden') || message.includes('may not be specified')) { return 'drop the field, or what it does not go with'; }
  if (message.startsWith('Not found')) { return 'name one that there is, or add it'; }
  if (message.startsWith('Unsupported value')) { return 'give one of the supported values'; }
  if (message.startsWith('Too long')) { return 'shorten it'; }
  if (message.startsWith('Too many')) { return 'drop some, or spread them over several objects'; }
  if (message.startsWith('Duplicate value')) { return 'drop one of the two, or tell them apart'; }
  const type = /must be of type ([\w,]+): "(\w+)"$/.exec(message);
  if (type && type[1] === 'string' && ['integer', 'number', 'boolean'].includes(type[2])) { return 'put the value in quotes'; }
  if (type && ['integer', 'int32', 'int64', 'boolean'].includes(type[1]) && type[2] === 'string') { return 'write the value without quotes, or give one of that type'; }
  if (type) { return 'give a value of that type'; }
  if (message.includes('(oneOf). Found ') && message.includes('valid alternatives')) { return 'set only one of the fields that exclude each other'; }
  if (field.startsWith('metadata.')) { return 'rename it'; }
  return message.includes(' in body ') ? 'give a value that the schema takes' : 'change it as the message says';
}
