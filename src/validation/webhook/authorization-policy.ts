import { attribute, ipRanges, nonEmpty, pathTemplates, portNumbers, serviceAccounts, trustDomains } from './authorization-values';
import { Complaints } from './complaints';
import { attachment } from './selectors';

type Json = any;

const NEVER = 'is meaningless as it will never be triggered, add an empty rule `{}` if you want it be triggered for every request';

export function authorizationPolicy(spec: Json, said: Complaints): void {
  attachment(spec, said);
  const { action = 'ALLOW', provider } = spec;
  // an empty list is none
  const rules: Json[] | undefined = spec.rules?.length > 0 ? spec.rules : undefined;
  if ((action === 'CUSTOM' || action === 'DENY') && !rules) {
    said.error(`${action} action without \`rules\` ${NEVER}`, 'give rules; `- {}` is every request', 'rules');
  }
  if (action === 'CUSTOM') {
    if (rules && !provider?.name) { said.error('`provider.name` must not be empty', "name an extension provider of the mesh's configuration", 'provider', 'name'); }
    said.each(spec, 'rules', customRule);
  } else if (provider !== undefined) {
    said.error(`\`provider\` must not be with non CUSTOM action, found ${action}`, 'give action CUSTOM, or drop provider', 'provider');
  }
  said.each(spec, 'rules', rule, action);
}

const UNSUPPORTED = ['namespaces', 'notNamespaces', 'serviceAccounts', 'notServiceAccounts', 'trustDomains', 'notTrustDomains', 'principals', 'notPrincipals', 'requestPrincipals', 'notRequestPrincipals'];
const UNSUPPORTED_KEYS = new Set(['source.namespace', 'source.serviceAccount', 'source.trustDomain', 'source.principal']);
const PROVIDER_DECIDES = 'drop it: the provider is asked before anybody is authenticated';

/** What a policy of another authorizer cannot ask for. */
function customRule({ from = [], when = [] }: Json, said: Complaints): void {
  from.forEach(({ source: given = {} }: Json, i: number) => {
    for (const field of UNSUPPORTED) {
      if (!(given[field]?.length > 0)) { continue; }
      said.error(`From.${capitalized(field)} is currently not supported with CUSTOM action`, PROVIDER_DECIDES, 'from', i, 'source', field);
    }
  });
  when.forEach(({ key }: Json, i: number) => {
    if (!UNSUPPORTED_KEYS.has(key) && !key.startsWith('request.auth.')) { return; }
    said.error(`${key} is currently not supported with CUSTOM action`, PROVIDER_DECIDES, 'when', i, 'key');
  });
}

const capitalized = (field: string) => field[0].toUpperCase() + field.slice(1);

const OF_CONNECTIONS = ['notPrincipals', 'principals', 'ipBlocks', 'notIpBlocks', 'namespaces', 'notNamespaces', 'remoteIpBlocks', 'notRemoteIpBlocks', 'serviceAccounts', 'notServiceAccounts'];
const isGiven = (object: Json, fields: readonly string[]) => fields.some(field => object?.[field]?.length > 0);

function rule(it: Json, said: Complaints, action: string, index: string | number): void {
  const { from = [], to = [] } = it;
  said.each(it, 'from', source, index);
  said.each(it, 'to', operation, index);
  said.each(it, 'when', condition);
  const sources = from.filter((f: Json) => f.source !== undefined);
  const operations = to.filter((t: Json) => t.operation !== undefined);
  const byConnection = sources.some((f: Json) => isGiven(f.source, OF_CONNECTIONS));
  const byPort = operations.some((t: Json) => isGiven(t.operation, ['ports', 'notPorts']));
  if (action === 'DENY' && ((sources.length > 0 && operations.length === 0 && !byConnection) || (operations.length > 0 && !byPort))) {
    said.warning(
      'configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of only HTTP attributes in a DENY rule; it is recommended to explicitly specify the port',
      'give ports in to.operation',
    );
  }
}

const SOURCES: [string, (values: readonly string[], said: Complaints, key: string) => void][] = [
  ['principals', nonEmpty], ['requestPrincipals', nonEmpty], ['namespaces', nonEmpty], ['serviceAccounts', serviceAccounts], ['trustDomains', trustDomains],
  ['ipBlocks', nonEmpty], ['remoteIpBlocks', nonEmpty], ['notPrincipals', nonEmpty], ['notRequestPrincipals', nonEmpty], ['notNamespaces', nonEmpty],
  ['notServiceAccounts', serviceAccounts], ['notTrustDomains', trustDomains], ['notIpBlocks', nonEmpty], ['notRemoteIpBlocks', nonEmpty],
];
const RANGES = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'];

function source({ source: it }: Json, said: Complaints, index: string | number): void {
  if (it === undefined) {
    said.error(`\`from.source\` must not be nil, found at rule ${index}`, 'give a source, or drop the item', 'source');
    return;
  }
  if (!isGiven(it, SOURCES.map(([field]) => field))) {
    said.error(`\`from.source\` must not be empty, found at rule ${index}`, 'say which sources; without `from` it is all of them', 'source');
  }
  said.in({ source: it }, 'source', (values, inSource) => {
    for (const field of RANGES) { inSource.in(values, field, ipRanges); }
    for (const [field, check] of SOURCES) { inSource.in(values, field, check, capitalized(field)); }
  });
}

const OPERATIONS = ['ports', 'methods', 'paths', 'hosts', 'notPorts', 'notMethods', 'notPaths', 'notHosts'];

function operation({ operation: it }: Json, said: Complaints, index: string | number): void {
  if (it === undefined) {
    said.error(`\`to.operation\` must not be nil, found at rule ${index}`, 'give an operation, or drop the item', 'operation');
    return;
  }
  if (!isGiven(it, OPERATIONS)) {
    said.error(`\`to.operation\` must not be empty, found at rule ${index}`, 'say which operations; without `to` it is all of them', 'operation');
  }
  said.in({ operation: it }, 'operation', (values, inOperation) => {
    for (const field of ['ports', 'notPorts']) { inOperation.in(values, field, portNumbers); }
    for (const field of OPERATIONS) { inOperation.in(values, field, nonEmpty, capitalized(field)); }
    for (const field of ['paths', 'notPaths']) { inOperation.in(values, field, pathTemplates, capitalized(field)); }
  });
}

function condition({ key, values = [], notValues = [] }: Json, said: Complaints): void {
  if (key === '') {
    said.error('`key` must not be empty', 'name an attribute, such as request.headers[NAME]', 'key');
  } else if (values.length === 0 && notValues.length === 0) {
    said.error(`at least one of \`values\` or \`notValues\` must be set for key ${key}`, 'give values or notValues');
  } else {
    for (const [field, given] of [['value', values], ['notValue', notValues]] as const) {
      const wrong = attribute(key, given);
      if (wrong !== undefined) { said.error(`invalid \`${field}\` for \`key\` ${key}: ${wrong.message}`, wrong.hint, wrong.ofKey ? 'key' : `${field}s`); }
    }
  }
}
