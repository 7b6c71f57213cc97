import { checkFieldRef, checkResourceFieldRef, OF_ENVIRONMENT } from './downward';
import { Field } from './field';
import { checkNoBacksteps } from './paths';
import { configKey, dnsLabel, dnsSubdomain, environmentName, Form } from '../forms';

const SOURCES: { [name: string]: (source: Field) => void } = {
  fieldRef: ref => checkFieldRef(ref, OF_ENVIRONMENT),
  resourceFieldRef: ref => checkResourceFieldRef(ref, false),
  configMapKeyRef: checkKeyRef,
  secretKeyRef: checkKeyRef,
  fileKeyRef: ref => {
    ref.get('key').mustHaveForm(environmentName);
    ref.get('volumeName').mustHaveForm(dnsLabel);
    if (!ref.object.path) { ref.get('path').required(); }
    checkNoBacksteps(ref.get('path'));
  },
};

/** What may be the start of a name passes, too. */
const startOfName: Form = name => dnsSubdomain(name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name);

function checkKeyRef(ref: Field): void {
  ref.get('name').hasForm(dnsSubdomain);
  ref.get('key').mustHaveForm(configKey);
}

/** The environment variables of a container. */
export function checkEnvironment(container: Field): void {
  for (const variable of container.items('env')) {
    variable.get('name').mustHaveForm(environmentName);
    const from = variable.find('valueFrom');
    if (!from) { continue; }
    const given = Object.keys(SOURCES).filter(name => from.value[name]);
    given.forEach(name => SOURCES[name](from.get(name)));
    if (given.length === 0) {
      from.invalid('must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`', '');
    } else if (variable.object.value) {
      from.invalid('may not be specified when `value` is not empty', '');
    } else if (given.length > 1) {
      from.invalid('may not have more than one field specified at a time', '');
    }
  }
  for (const source of container.items('envFrom')) {
    source.find('prefix')?.mayHaveForm(environmentName);
    const given = ['configMapRef', 'secretRef'].filter(name => source.object[name]);
    given.forEach(name => source.get(name).get('name').mustHaveForm(startOfName));
    if (given.length === 0) { source.list.invalid('must specify one of: `configMapRef` or `secretRef`', ''); }
    if (given.length > 1) { source.list.invalid('may not have more than one field specified at a time', ''); }
  }
}
