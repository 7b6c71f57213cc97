import { IstioApiVersion } from './api-version';
import { Consumer } from '../core/destination';
import { declareElsewhere } from '../core/synthesis';

/** Says that a host which no construct stands for exists elsewhere: a name without a dot is a Service of the namespace. */
export function declareHost(consumer: Consumer, host: string): void {
  declareElsewhere(consumer, () => {
    const metadata = { name: host, namespace: consumer.namespace };
    return host.includes('.')
      ? { apiVersion: IstioApiVersion.V1, kind: 'ServiceEntry', metadata, spec: { hosts: [host] } }
      : { apiVersion: 'v1', kind: 'Service', metadata };
  });
}
