import { Given, saidOf } from './support';

describe('a RequestAuthentication', () => {
  test.each<[string, ...Given]>([
    ['is sound', 'RequestAuthentication', { jwtRules: [{ issuer: 'a', jwksUri: 'https://a.com/b' }] }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['knows the issuer', [
      'IST0106 spec.jwtRules[0].issuer: issuer or jwksUri must be non-empty string',
    ], 'RequestAuthentication', { jwtRules: [{ audiences: ['a'] }] }],
    ['has a URL', [
      'IST0106 spec.jwtRules[0].jwksUri: parse "https://a.com/?b#%zz": invalid URL escape "%zz"',
      'IST0106 spec.jwtRules[1].jwks_uri: strconv.Atoi: parsing "99999999999999999999": value out of range',
    ], 'RequestAuthentication', { jwtRules: [{ jwksUri: 'https://a.com/?b#%zz' }, { jwks_uri: 'http://a:99999999999999999999/' }] }],
    ['waits whole milliseconds', [
      'IST0106 spec.jwtRules[0].timeout: only durations to ms precision are supported',
    ], 'RequestAuthentication', { jwtRules: [{ issuer: 'a', timeout: '1.5ms' }] }],
    ['has keys', [
      'IST0106 spec.jwtRules[0].jwks: jwks parse error: failed to unmarshal JWK set: unexpected EOF',
    ], 'RequestAuthentication', { jwtRules: [{ issuer: 'a', jwks: '{' }] }],
    ['has no keys to keep secret', [
      'IST0133 spec.jwtRules[0].jwks: jwks key at index 1 contains private key material; only public keys are used for verification',
    ], 'RequestAuthentication', { jwtRules: [{ issuer: 'a', jwks: '{"keys":[{"kty":"RSA","e":"AQAB","n":"eA"},{"kty":"oct","k":"eA"}]}' }] }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
