const MOST_LOOKED_AT = 200;

/** What to do about a text that is no YAML, where the place tells why; empty where it does not. */
export function adviceFor(text: string, position: number): string {
  if (text.includes('{{')) { return 'render templates first, e.g. with helm template'; }
  const before = text.slice(text.lastIndexOf('\n', position - 1) + 1, position).slice(-MOST_LOOKED_AT);
  const after = text.slice(position);
  const inQuotes = (first: string) => `put a text that begins with ${first} in quotes`;
  // the place of an alias is after its `*`
  if (/(^|[-:,[{ ])\*$/.test(before) && /^(\s|$|[.,\]}/-]|[^\s,\]}]*\.)/.test(after)) { return inQuotes('*'); }
  if (/^[@`%]/.test(after)) { return inQuotes(after[0]); }
  return /^: /.test(after) && /(: |[[,] *)[^\s"'[{][^"']*$/.test(before) ? 'put a text with ": " in it in quotes' : '';
}
