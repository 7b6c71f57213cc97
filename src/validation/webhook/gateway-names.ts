import { quoted } from '../field-error';
import { Complaints } from './complaints';
import { checkName, isLabel } from './hosts';

/** Names of Gateways, `name` or `namespace/name`. After one without namespace the webhook looks at no other. */
export function gatewayNames(names: readonly string[], said: Complaints): void {
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const slash = name.indexOf('/');
    if (slash < 0) {
      if (name.includes('.')) {
        const [gateway, namespace] = name.split('.');
        const recommended = quoted(`${namespace}/${gateway}`);
        said.warning(`using legacy gatewayName format ${quoted(name)}; prefer the <namespace>/<name> format: ${recommended}`, `write ${recommended}`, i);
      }
      said.in(names, i, checkName);
      return;
    }
    const [namespace, gateway] = [name.slice(0, slash), name.slice(slash + 1)];
    if (namespace === '' || gateway === '') { said.error('config namespace and gateway name cannot be empty', 'write NAMESPACE/NAME', i); }
    if (!isLabel(namespace)) { said.error(`invalid value for namespace: ${quoted(namespace)}`, 'write NAMESPACE/NAME', i); }
    if (!isLabel(gateway)) { said.error(`invalid value for gateway name: ${quoted(gateway)}`, 'write NAMESPACE/NAME', i); }
  }
}
