import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checkMap, checkObject, checkQuantity, exceeds } from './checks';
import { invalid } from './errors';

/** Requests and limits of a container: quantities, and no request above its limit. */
export function checkResources(scope: IConstruct, field: string, resources: kplus.k8s.ResourceRequirements = {}): void {
  const { limits = {}, requests = {} } = resources;
  const amount = (kind: string, name: string, quantity: kplus.k8s.Quantity) =>
    checkQuantity(scope, `${field}.${kind}.${name}`, String(checkObject(scope, `${field}.${kind}.${name}`, quantity, 'value', 'a k8s.Quantity').value));
  for (const [name, quantity] of Object.entries(checkMap(scope, `${field}.limits`, limits))) { amount('limits', name, quantity); }
  for (const [name, quantity] of Object.entries(checkMap(scope, `${field}.requests`, requests))) {
    const request = amount('requests', name, quantity);
    if (!Object.hasOwn(limits, name)) { continue; }
    const limit = String(limits[name].value);
    if (exceeds(request, limit)) {
      throw invalid(scope, `${field}.requests.${name}`, {
        given: request,
        allowed: `at most the limit, which is ${limit}`,
        todo: 'lower the request or raise the limit',
      });
    }
  }
}
