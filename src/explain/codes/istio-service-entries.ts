import { example } from '../example';
import { Explanation } from '../explanation';

const serviceEntry = (name: string, port: string) => `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: ${name}
spec:
  hosts: [db.example.com]
  location: MESH_EXTERNAL
  resolution: DNS
  ports:
  - ${port}
`;

export const ISTIO_SERVICE_ENTRY_EXPLANATIONS: readonly Explanation[] = [
  example('IST0134',
    'TCP does not say for which host a connection is. Without an address of its own the proxy cannot tell it from a connection to any other host on the same port, and sends them all to one.',
    serviceEntry('db', '{ name: tcp, number: 5432, protocol: TCP }'), ['  location:', '  addresses: [203.0.113.7]\n  location:']),
  example('IST0177',
    'Several ServiceEntries of one host are merged, and a port has one protocol. What one of the two says is lost, and requests in its protocol are read in the other.',
    `${serviceEntry('db', '{ name: http, number: 8080, protocol: HTTP }')}---\n${serviceEntry('db-tls', '{ name: tls, number: 8080, protocol: TLS }')}`,
    ['{ name: tls, number: 8080, protocol: TLS }', '{ name: tls, number: 8443, protocol: TLS }']),
];
