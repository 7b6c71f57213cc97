import { App, Chart, Testing } from 'cdk8s';

/** The one document of a chart. */
export function only(chart: Chart): any {
  const documents = Testing.synth(chart);
  expect(documents).toHaveLength(1);
  return documents[0];
}

/** The documents of a kind in a chart. */
export function ofKind(chart: Chart, kind: string): any[] {
  return Testing.synth(chart).filter(document => document.kind === kind);
}

/** A chart of an app of its own, in a namespace. */
export function chartIn(namespace: string): Chart {
  return new Chart(new App(), 'test', { namespace });
}
