import { quoted } from '../field-error';
import { Complaints } from './complaints';
import { duration } from './durations';
import { badFragment } from './go';
import { badJwks, privateKeys } from './jwks';
import { attachment } from './selectors';

type Json = any;

export function requestAuthentication(spec: Json, said: Complaints): void {
  attachment(spec, said);
  said.each(spec, 'jwtRules', jwtRule);
}

function jwtRule(rule: Json, said: Complaints): void {
  const field = rule.jwksUri === undefined ? 'jwks_uri' : 'jwksUri';
  if (rule.issuer === undefined && rule[field] === undefined) {
    said.error('issuer or jwksUri must be non-empty string', 'say who issues the tokens', 'issuer');
  }
  said.in(rule, field, jwksUri);
  if (rule.jwks) { said.in(rule, 'jwks', jwks); }
  said.in(rule, 'timeout', duration);
}

/** What the schema's rules let pass. */
function jwksUri(uri: string, said: Complaints): void {
  const port = /^[^:]*:\/\/[^/?#]*:([0-9]+)(?:[/?#]|$)/.exec(uri)?.[1];
  const wrong = badFragment(uri)
    ?? (port !== undefined && port.length > 18 && BigInt(port) >= 2n ** 63n ? `strconv.Atoi: parsing ${quoted(port)}: value out of range` : undefined);
  if (wrong !== undefined) { said.error(wrong, 'give a URL of http or https'); }
}

function jwks(text: string, said: Complaints): void {
  const wrong = badJwks(text);
  if (wrong !== undefined) { return said.error(`jwks parse error: ${wrong}`, 'give a JSON Web Key Set: { "keys": [...] }'); }
  for (const index of privateKeys(text)) {
    said.warning(`jwks key at index ${index} contains private key material; only public keys are used for verification`, 'take the private parts out');
  }
}
