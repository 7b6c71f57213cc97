import { badCel } from './cel-syntax';
import { Complaints } from './complaints';
import { attachment } from './selectors';

type Json = any;

export function telemetry(spec: Json, said: Complaints): void {
  attachment(spec, said);
  said.each(spec, 'metrics', metrics);
  if (spec.tracing?.length > 1) { said.warning('multiple tracing is not currently supported', 'keep one', 'tracing', 1); }
  said.each(spec, 'tracing', tracing);
  said.each(spec, 'accessLogging', accessLogging);
}

function metrics(it: Json, said: Complaints): void {
  said.each(it, 'overrides', override);
}

function override({ tagOverrides = {} }: Json, said: Complaints): void {
  for (const name in tagOverrides) {
    const { operation = 'UPSERT', value = '' } = tagOverrides[name];
    if (name === '') { said.warning('tagOverrides.name may not be empty', 'name the tag', 'tagOverrides', name); }
    if (operation === 'UPSERT' && value === '') {
      said.error('tagOverrides.value must be set when operation is UPSERT', 'give a value, or operation: REMOVE', 'tagOverrides', name);
    }
  }
}

function tracing({ providers = [], customTags = {} }: Json, said: Complaints): void {
  if (providers.length > 1) { said.warning('multiple providers is not currently supported', 'keep one', 'providers', 1); }
  if (Object.hasOwn(customTags, '')) { said.error('tag name may not be empty', 'name the tag', 'customTags', ''); }
}

function accessLogging({ filter }: Json, said: Complaints): void {
  const wrong = filter === undefined ? undefined : badCel(filter.expression ?? '');
  if (wrong !== undefined) {
    said.error(`must be a valid CEL expression, ${wrong}`, 'write an expression of CEL, such as response.code >= 400', 'filter', 'expression');
  }
}
