import { Duration } from 'cdk8s';
import { policyOf, refusal } from './rules';
import { ClientTls, LoadBalancer, ProxyProtocolVersion, TrafficPolicy, TunnelProtocol } from '../../src';

test('one port at a time', () => {
  expect(policyOf({
    loadBalancer: LoadBalancer.leastRequest(),
    portLevelSettings: [
      {
        port: 443,
        tls: ClientTls.simple(),
        loadBalancer: LoadBalancer.roundRobin(),
        connectionPool: { tcp: { maxConnections: 1 } },
        outlierDetection: { maxEjectionPercent: 50 },
      },
      { port: 443, tls: ClientTls.disable() },
      { port: 0, outlierDetection: {} },
    ],
  })).toEqual({
    loadBalancer: { simple: 'LEAST_REQUEST' },
    portLevelSettings: [
      {
        port: { number: 443 },
        tls: { mode: 'SIMPLE' },
        loadBalancer: { simple: 'ROUND_ROBIN' },
        connectionPool: { tcp: { maxConnections: 1 } },
        outlierDetection: { maxEjectionPercent: 50 },
      },
      { port: { number: 443 }, tls: { mode: 'DISABLE' } },
      { port: { number: 0 }, outlierDetection: {} },
    ],
  });
});

test.each<[string, TrafficPolicy, any]>([
  ['a tunnel', { tunnel: { targetHost: 'db.example.com', targetPort: 5432 } }, { tunnel: { targetHost: 'db.example.com', targetPort: 5432 } }],
  ['a tunnel by POST', { tunnel: { protocol: TunnelProtocol.POST, targetHost: '::1', targetPort: 1 } }, { tunnel: { protocol: 'POST', targetHost: '::1', targetPort: 1 } }],
  ['the PROXY protocol', { proxyProtocol: {} }, { proxyProtocol: {} }],
  ['the PROXY protocol 2', { proxyProtocol: { version: ProxyProtocolVersion.V2 } }, { proxyProtocol: { version: 'V2' } }],
  ['a budget for retries', { retryBudget: {} }, { retryBudget: {} }],
  ['a whole budget for retries', { retryBudget: { percent: 12.5, minRetryConcurrency: 5, budgetInterval: Duration.millis(250) } },
    { retryBudget: { percent: 12.5, minRetryConcurrency: 5, budgetInterval: '250ms' } }],
  ['a budget of requests under way', { retryBudget: { budgetInterval: Duration.seconds(0) } }, { retryBudget: { budgetInterval: '0s' } }],
])('%s alone makes a policy', (_, policy, expected) => {
  expect(policyOf(policy)).toEqual(expected);
});

const tunnel = { targetHost: 'db.example.com', targetPort: 5432 };

test.each<[string, TrafficPolicy, string]>([
  ['nothing', {}, 'trafficPolicy: given {}, allowed one field at least; set a field or leave the policy out'],
  ['no port', { portLevelSettings: [] }, 'trafficPolicy: given {"portLevelSettings":[]}, allowed one field at least'],
  ['nothing for a port', { portLevelSettings: [{ port: 80 }] },
    'trafficPolicy.portLevelSettings[0]: given {"port":80}, allowed one field at least beside the port; set a field or leave the policy out'],
  ['a port out of range', { portLevelSettings: [{ port: 80, tls: ClientTls.disable() }, { port: 70000, tls: ClientTls.disable() }] },
    'trafficPolicy.portLevelSettings[1].port: given 70000, allowed a whole number from 0 to 65535; give a number in that range'],
  ['an error of a port', { portLevelSettings: [{ port: 80, connectionPool: {} }] }, 'trafficPolicy.portLevelSettings[0].connectionPool: given {}'],
  ['a tunnel and the PROXY protocol', { tunnel, proxyProtocol: {} }, 'trafficPolicy: given "tunnel and proxyProtocol", allowed one of the two; drop one of the two'],
  ['a tunnel to a URL', { tunnel: { ...tunnel, targetHost: 'http://db' } },
    'trafficPolicy.tunnel.targetHost: given "http://db", allowed a DNS name or an IP address; give the host alone, without scheme, port or path'],
  ['a tunnel to a wildcard', { tunnel: { ...tunnel, targetHost: '*.example.com' } }, 'trafficPolicy.tunnel.targetHost: given "*.example.com"'],
  ['a tunnel to no port', { tunnel: { ...tunnel, targetPort: 0 } }, 'trafficPolicy.tunnel.targetPort: given 0, allowed a whole number from 1 to 65535'],
  ['more than all requests', { retryBudget: { percent: 101 } }, 'trafficPolicy.retryBudget.percent: given 101, allowed a number from 0 to 100'],
  ['a negative number of retries', { retryBudget: { minRetryConcurrency: -1 } }, 'trafficPolicy.retryBudget.minRetryConcurrency: given -1'],
  ['a budget for less than a millisecond', { retryBudget: { budgetInterval: Duration.millis(0.5) } }, 'trafficPolicy.retryBudget.budgetInterval: given "1ms", allowed at least 1ms'],
])('%s is refused', (_, policy, message) => {
  expect(refusal(policy).slice(0, message.length)).toBe(message);
});
