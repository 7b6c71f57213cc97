import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IstioGateway, IstioGatewayBasicConfiguration, IstioGatewayProps } from '../../src';

export const { IntOrString, Quantity } = kplus.k8s;

/** The only document of a chart. */
export function only(chart: Chart): any {
  const documents = Testing.synth(chart);
  expect(documents).toHaveLength(1);
  return documents[0];
}

/** A gateway named g in a chart of its own. */
export function gateway(props: IstioGatewayProps): IstioGateway {
  return new IstioGateway(Testing.chart(), 'gateway', { metadata: { name: 'g' }, ...props });
}

/** The spec that a gateway's props make. */
export function specOf(props: IstioGatewayProps): any {
  return only(Chart.of(gateway(props))).spec;
}

/** The same configuration as the gateway's own, and as what is different in cluster c1. */
export function bothPlaces(config: IstioGatewayBasicConfiguration): [string, IstioGatewayProps][] {
  return [['', config], ['overrides.c1.', { clusterIds: ['c1', 'c2'], overrides: { c1: config } }]];
}
