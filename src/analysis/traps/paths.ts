import { Finding, record } from '../../manifests';
import { warning } from '../code';
import { records } from '../fields';
import { httpRulesWith } from '../istio/http-rules';
import { Mesh } from '../mesh';

const DOUBLE_SLASH = warning('CDI0205', 'RewriteDoublesSlash');
const TWO_PORTS = warning('CDI0206', 'RedirectToTwoPorts');

/** Rewrites and redirects of VirtualServices that make paths and authorities nobody wants. */
export function * paths(mesh: Mesh): Generator<Finding> {
  for (const { virtualService, index, rule: { match, rewrite } } of httpRulesWith(mesh, 'rewrite')) {
    const { uri } = record(rewrite);
    const prefix = typeof uri === 'string' && uri.endsWith('/')
      ? records(match).map(m => record(m.uri).prefix).find(p => typeof p === 'string' && !p.endsWith('/'))
      : undefined;
    if (prefix === undefined) { continue; }
    yield DOUBLE_SLASH.at(virtualService, ['spec', 'http', index, 'rewrite', 'uri'],
      `the prefix ${prefix} is replaced by ${uri} as text, so ${prefix}/x becomes ${uri}/x`,
      `match ${prefix}/ and, if it is wanted, exact ${prefix}; both with this rewrite`);
  }
  for (const { virtualService, index, rule: { redirect } } of httpRulesWith(mesh, 'redirect')) {
    const { authority, port } = record(redirect);
    if (typeof authority !== 'string' || !/:\d+$/.test(authority) || port === undefined) { continue; }
    yield TWO_PORTS.at(virtualService, ['spec', 'http', index, 'redirect', 'port'], `the authority ${authority} has a port, and port adds another: clients are sent to ${authority}:${port}`,
      'give the port in one of the two');
  }
}
