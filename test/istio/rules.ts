/** What the tests of DestinationRule and of the parts of its traffic policies share. */
import { Chart, Testing } from 'cdk8s';
import { DestinationRule, DestinationRuleProps, TrafficPolicy } from '../../src';
import { schemaErrors } from '../schema';

/** The one document of a chart, which its schema takes. */
export function only(chart: Chart): any {
  const documents = Testing.synth(chart);
  expect(documents).toHaveLength(1);
  expect(schemaErrors(documents[0])).toEqual([]);
  return documents[0];
}

/** The spec of a rule with these props, about a host if nothing else is said. */
export function specOf(props: DestinationRuleProps): any {
  const chart = Testing.chart();
  new DestinationRule(chart, 'rule', props.service ? props : { host: 'reviews.example.com', ...props });
  return only(chart).spec;
}

/** A traffic policy as it is written. */
export function policyOf(trafficPolicy: TrafficPolicy): any {
  return specOf({ trafficPolicy }).trafficPolicy;
}

/** The message with which a traffic policy is refused, without the path of the construct. */
export function refusal(trafficPolicy: TrafficPolicy): string {
  try {
    new DestinationRule(Testing.chart(), 'rule', { host: 'reviews.example.com', trafficPolicy });
  } catch (e) {
    const message = (e as Error).message;
    expect(message).toMatch(/^\[test\/rule\] /);
    return message.slice('[test/rule] '.length);
  }
  return 'taken';
}
