import { Complaints } from './complaints';
import { subsetName } from './destinations';
import { exportTo } from './export-to';
import { checkHost } from './hosts';
import { labels } from './labels';
import { policySelector } from './selectors';
import { trafficPolicy } from './traffic-policy';

type Json = any;

export function destinationRule(spec: Json, said: Complaints, { namespace }: { readonly namespace: string }): void {
  // the schema asks for it where there is a spec
  if (spec.host === undefined) { said.error('empty domain name not allowed', 'give the host of the Service that the rule is about', 'host'); }
  said.in(spec, 'host', checkHost);
  said.in(spec, 'trafficPolicy', trafficPolicy, namespace);
  const names = new Set<string>();
  spec.subsets?.forEach(({ name }: Json, i: number) => {
    if (names.has(name)) { said.error(`duplicate subset names: ${name}`, 'give each subset a name of its own', 'subsets', i, 'name'); }
    names.add(name);
  });
  said.withoutWarnings(() => said.each(spec, 'subsets', subset, namespace));
  said.in(spec, 'exportTo', exportTo, { namespace, selects: spec.workloadSelector !== undefined });
  said.in(spec, 'workloadSelector', policySelector);
}

function subset(it: Json, said: Complaints, namespace: string): void {
  said.in(it, 'name', subsetName);
  said.in(it, 'labels', labels);
  said.in(it, 'trafficPolicy', trafficPolicy, namespace);
}
