import { Given, saidOf } from './support';

describe('a WorkloadGroup', () => {
  test.each<[string, ...Given]>([
    ['is probed', 'WorkloadGroup', { template: {}, probe: { httpGet: { port: 80, httpHeaders: [{ name: 'x-a', value: 'b' }] } } }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['is not probed by gRPC', [
      'IST0106 spec.probe.grpc: unknown health check method *v1alpha3.ReadinessProbe_Grpc',
    ], 'WorkloadGroup', { template: {}, probe: { grpc: { port: 80 } } }],
    ['is probed by something', [
      'IST0106 spec.probe: unknown health check method <nil>',
    ], 'WorkloadGroup', { template: {}, probe: {} }],
    ['has headers with names', [
      'IST0106 spec.probe.httpGet.httpHeaders[0].name: header name x_a is not a valid header name',
      'IST0106 spec.probe.httpGet.httpHeaders[1].name: header name cannot be empty',
    ], 'WorkloadGroup', { template: {}, probe: { httpGet: { port: 80, httpHeaders: [{ name: 'x_a' }, {}] } } }],
    ['has a command that is one', [
      'IST0106 spec.probe.exec.command: exec.command is required',
    ], 'WorkloadGroup', { template: {}, probe: { exec: { command: [] } } }],
    ['has labels that are labels', [
      'IST0106 spec.metadata.labels: invalid labels: 2 errors occurred:\n\t* invalid tag key: "-a"\n\t* invalid tag value: "b-"\n\n',
    ], 'WorkloadGroup', { template: {}, metadata: { labels: { '-a': 'b-' } }, probe: {} }],
    ['has one label that is none', [
      'IST0106 spec.metadata.labels: invalid labels: 1 error occurred:\n\t* invalid tag value: "b-"\n\n',
    ], 'WorkloadGroup', { template: {}, metadata: { labels: { a: 'b-' } } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
