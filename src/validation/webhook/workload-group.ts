import { Complaints } from './complaints';
import { probeHeader } from './headers';
import { badLabel } from './labels';

type Json = any;

/** A WorkloadGroup. What is wrong with labels the webhook says in one, and nothing else then. */
export function workloadGroup({ metadata, probe }: Json, said: Complaints): void {
  const wrong = Object.entries<string>(metadata?.labels ?? {}).flatMap(([key, value]) => badLabel(key, value));
  if (wrong.length > 0) {
    const count = wrong.length === 1 ? '1 error' : `${wrong.length} errors`;
    said.error(
      `invalid labels: ${count} occurred:\n${wrong.map(text => `\t* ${text}\n`).join('')}\n`,
      'give labels as Kubernetes takes them: letters, digits, `-`, `_` and `.`, 63 at most, with a letter or digit at both ends', 'metadata', 'labels',
    );
    return;
  }
  said.in({ probe }, 'probe', readiness);
}

function readiness(probe: Json, said: Complaints): void {
  if (probe.grpc !== undefined) {
    said.error('unknown health check method *v1alpha3.ReadinessProbe_Grpc', 'use httpGet, tcpSocket or exec: grpc is in the schema, but Istio does not take it', 'grpc');
  } else if (probe.httpGet === undefined && probe.tcpSocket === undefined && probe.exec === undefined) {
    said.error('unknown health check method <nil>', 'give httpGet, tcpSocket or exec');
  }
  said.in(probe, 'httpGet', httpGet);
  if (probe.exec?.command.length === 0) { said.error('exec.command is required', 'give the command', 'exec', 'command'); }
}

function httpGet(get: Json, said: Complaints): void {
  said.each(get, 'httpHeaders', probeHeader);
}
