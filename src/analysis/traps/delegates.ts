import { isExportedTo, ISTIO } from './routing';
import { Finding, record } from '../../manifests';
import { warning } from '../code';
import { orElsewhere } from '../elsewhere';
import { httpRulesWith } from '../istio/http-rules';
import { Mesh } from '../mesh';

const DELEGATE_NOT_FOUND = warning('CDI0204', 'DelegateNotFound');

/** The VirtualServices that rules hand requests on to. A rule whose delegate does not count is left out. */
export function * delegates(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  for (const { virtualService, index, rule: { delegate } } of httpRulesWith(mesh, 'delegate')) {
    const own = manifests.namespaceOf(virtualService);
    const { name, namespace = own } = record(delegate);
    if (typeof name !== 'string') { continue; }
    const found = manifests.find(ISTIO, 'VirtualService', name, namespace);
    const hosts = record(found?.object.spec).hosts;
    const report = (complaint: string, hint: string) =>
      DELEGATE_NOT_FOUND.at(virtualService, ['spec', 'http', index, 'delegate'], `${complaint}, so the rule is left out`, hint);
    if (!found) {
      yield report(`there is no VirtualService ${namespace}/${name}`, orElsewhere('correct name or namespace', 'VirtualService', DELEGATE_NOT_FOUND, manifests, virtualService));
    } else if (Array.isArray(hosts) && hosts.length > 0) {
      yield report(`VirtualService ${namespace}/${name} has hosts and so is no delegate`, 'drop its hosts');
    } else if (!isExportedTo(manifests, found, own)) {
      yield report(`VirtualService ${namespace}/${name} is not exported to ${own}`, `add ${own} to its exportTo`);
    }
  }
}
