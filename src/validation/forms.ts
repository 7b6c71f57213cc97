/** Forms that texts have; each says what the API server says where one has not: nothing if all is well. */
export type Form = (value: string) => readonly string[];

const NOTHING: readonly string[] = [];

/** What the API server says where a text does not match a pattern. */
function mismatch(complaint: string, pattern: string, ...examples: string[]): string {
  return examples.length === 0
    ? `${complaint} (regex used for validation is '${pattern}')`
    : `${complaint} (e.g. ${examples.map(e => `'${e}', `).join(' or ')}regex used for validation is '${pattern}')`;
}

/** A form by pattern and length; the API server counts bytes and says characters for some and bytes for others. */
function patterned(pattern: string, longest: number, unit: 'bytes' | 'characters', complaint: string, ...examples: string[]): Form {
  const matcher = new RegExp(`^${pattern}$`);
  const complaints = [mismatch(complaint, pattern, ...examples)];
  return value => {
    const matches = matcher.test(value);
    if (value.length <= longest / 4 || Buffer.byteLength(value) <= longest) { return matches ? NOTHING : complaints; }
    return [`must be no more than ${longest} ${unit}`, ...matches ? [] : complaints];
  };
}

const LABEL_PATTERN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const UNDERSCORE_LABEL_PATTERN = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const KEY_PATTERN = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const subdomain = (label: string) => `${label}(\\.${label})*`;
const SUBDOMAIN = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const KEY = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

export const dnsSubdomain = patterned(subdomain(LABEL_PATTERN), 253, 'characters', SUBDOMAIN, 'example.com');
const prefixSubdomain = patterned(subdomain(LABEL_PATTERN), 253, 'bytes', SUBDOMAIN, 'example.com');

export const underscoreSubdomain = patterned(subdomain(UNDERSCORE_LABEL_PATTERN), 253, 'characters',
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character", 'example.com');

export const wildcardSubdomain = patterned(`\\*\\.${subdomain(LABEL_PATTERN)}`, 253, 'characters',
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character", '*.example.com');

const label = patterned(LABEL_PATTERN, 63, 'characters',
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character", 'my-name', '123-abc');
const SUBDOMAIN_MATCHER = new RegExp(`^${subdomain(LABEL_PATTERN)}$`);

export const dnsLabel: Form = value => {
  const complaints = label(value);
  return complaints.length > 0 && value.includes('.') && SUBDOMAIN_MATCHER.test(value)
    ? [...complaints.filter(c => c.startsWith('must be no more')), 'must not contain dots']
    : complaints;
};

export const labelValue = patterned(`(${KEY_PATTERN})?`, 63, 'bytes',
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character", 'MyValue', 'my_value', '12345');

const keyName = patterned(KEY_PATTERN, 63, 'bytes', KEY, 'MyName', 'my.name', '123-abc');
const knownKeys = new Set<string>();

/** A name, or a prefix, a slash and a name: keys of labels and annotations, and much else. */
export const qualifiedName: Form = key => {
  if (knownKeys.has(key)) { return NOTHING; }
  const parts = key.split('/');
  if (parts.length > 2) {
    return [`a valid label key ${mismatch(KEY, KEY_PATTERN, 'MyName', 'my.name', '123-abc')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const name = parts[parts.length - 1];
  const complaints: string[] = [];
  if (parts.length === 2) { complaints.push(...(parts[0] === '' ? ['must be non-empty'] : prefixSubdomain(parts[0])).map(c => `prefix part ${c}`)); }
  complaints.push(...[...name === '' ? ['must be non-empty'] : [], ...keyName(name)].map(c => `name part ${c}`));
  if (complaints.length === 0 && knownKeys.size < 10_000) { knownKeys.add(key); }
  return complaints;
};

/** What may stand between two slashes of a URL. */
export const pathSegment: Form = value => value === '.' || value === '..'
  ? [`may not be '${value}'`]
  : ['/', '%'].filter(c => value.includes(c)).map(c => `may not contain '${c}'`);

export const portName: Form = value => {
  if (/^[a-z0-9]{1,15}$/.test(value) && /[a-z]/.test(value)) { return NOTHING; }
  const complaints: string[] = [];
  if (Buffer.byteLength(value) > 15) { complaints.push('must be no more than 15 characters'); }
  if (!/^[-a-z0-9]+$/.test(value)) { complaints.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'); }
  if (!/[a-z]/.test(value)) { complaints.push('must contain at least one letter (a-z)'); }
  if (value.includes('--')) { complaints.push('must not contain consecutive hyphens'); }
  if (/^-|-$/.test(value)) { complaints.push('must not begin or end with a hyphen'); }
  return complaints;
};

const configKeyCharacters = patterned('[-._a-zA-Z0-9]+', 253, 'characters', "a valid config key must consist of alphanumeric characters, '-', '_' or '.'", 'key.name', 'KEY_NAME', 'key-name');

/** A key of a ConfigMap or a Secret, which becomes the name of a file. */
export const configKey: Form = value => {
  const complaints = configKeyCharacters(value);
  if (!value.startsWith('.')) { return complaints; }
  if (value === '.' || value === '..') { return [...complaints, `must not be '${value}'`]; }
  return value.startsWith('..') ? [...complaints, "must not start with '..'"] : complaints;
};

export const environmentName: Form = value => {
  if (value === '') { return ['environment variable name must be non-empty']; }
  return /^[ -<>-~]+$/.test(value) ? NOTHING : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
};

export const percent = patterned('[0-9]+%', Infinity, 'characters', "a valid percent string must be a numeric string followed by an ending '%'", '1%', '93%');

export const headerName = patterned('[-A-Za-z0-9]+', Infinity, 'characters', "a valid HTTP header must consist of alphanumeric characters or '-'", 'X-Header-Name');

/** What follows the slash of a path with a domain before it. */
export const domainPath = patterned("[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+", Infinity, 'characters', 'Invalid path');
