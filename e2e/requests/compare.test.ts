import { differences, isSplit, Observation } from './compare';
import { Answer } from './format';

const seen = (workload: string, more: Partial<Observation> = {}): Observation => ({
  connection: 'accepted',
  status: 200,
  responseHeaders: {},
  backend: { workload: `Deployment/default/${workload}`, method: 'GET', host: 'a.test', path: '/x', headers: { added: 'yes' } },
  ...more,
});
const unanswered = (status: number): Observation => ({ connection: 'accepted', status, responseHeaders: {} });
const times = (count: number, one: Observation) => Array.from({ length: count }, () => one);
const to = (workload: string, weight: number) => ({ workloads: [`Deployment/default/${workload}`], weight });
const onePod = () => 1;

const NINETY_TEN: Answer = { status: 200, destinations: [to('v1', 90), to('v2', 10)] };

describe('splits', () => {
  test('are counted only where there is more than one outcome', () => {
    expect(isSplit(NINETY_TEN)).toBe(true);
    expect(isSplit({ destinations: [{ workloads: ['Deployment/default/v1', 'Deployment/default/v2'] }] })).toBe(true);
    expect(isSplit({ destinations: [to('v1', 100)] })).toBe(false);
    expect(isSplit({ status: 404, destinations: [] })).toBe(false);
  });

  test('hold within four standard deviations', () => {
    expect(differences(NINETY_TEN, [...times(360, seen('v1')), ...times(40, seen('v2'))], onePod)).toEqual([]);
    expect(differences(NINETY_TEN, [...times(337, seen('v1')), ...times(63, seen('v2'))], onePod)).toEqual([]);
    expect(differences(NINETY_TEN, [...times(335, seen('v1')), ...times(65, seen('v2'))], onePod)).toEqual([
      'destinations: Deployment/default/v1 expected 90 % of 400 requests, give or take 24, got 335 (83.8 %)',
      'destinations: Deployment/default/v2 expected 10 % of 400 requests, give or take 24, got 65 (16.3 %)',
    ]);
  });

  test('name what reaches nobody that was expected', () => {
    expect(differences(NINETY_TEN, [...times(360, seen('v1')), ...times(39, seen('v2')), seen('v3')], onePod)).toEqual([
      'destinations: none expected is like 200 Deployment/default/v3',
    ]);
  });

  test('a share may have a status of its own', () => {
    const expected: Answer = { destinations: [{ weight: 90, status: 503 }, { ...to('v2', 10), status: 200 }] };
    expect(differences(expected, [...times(360, unanswered(503)), ...times(40, seen('v2'))], onePod)).toEqual([]);
    expect(differences(expected, [...times(360, unanswered(500)), ...times(40, seen('v2'))], onePod)).toContain('destinations: none expected is like 500');
  });

  test('workloads of one destination get the share of their Pods', () => {
    const expected: Answer = { status: 200, destinations: [{ workloads: ['Deployment/default/v1', 'Deployment/default/v2'], weight: 100 }] };
    const threeToOne = (workload: string) => workload.endsWith('v1') ? 3 : 1;
    expect(differences(expected, [...times(300, seen('v1')), ...times(100, seen('v2'))], threeToOne)).toEqual([]);
    expect(differences(expected, [...times(300, seen('v1')), ...times(100, seen('v2'))], onePod)).toHaveLength(2);
    expect(differences(expected, times(400, seen('v1')), threeToOne)).toHaveLength(2);
  });
});

describe('single answers', () => {
  test('an answer of the proxy itself has no destination', () => {
    expect(differences({ status: 404, destinations: [] }, [unanswered(404)], onePod)).toEqual([]);
    expect(differences({ status: 404, destinations: [] }, [seen('v1', { status: 404 })], onePod)).toEqual(['destinations: expected none, got Deployment/default/v1']);
    expect(differences({ status: 404 }, [unanswered(200)], onePod)).toEqual(['status: expected 404, got 200']);
  });

  test('the proxy\'s word on the destination counts where there is a proxy', () => {
    const expected: Answer = { status: 200, destinations: [{ service: 'default/a', subset: 'v1', port: 80 }] };
    const proxied = { service: 'default/a', host: 'a.default.svc.cluster.local', port: 80, subset: 'v1' };
    expect(differences(expected, [seen('v1', { proxied })], onePod)).toEqual([]);
    expect(differences(expected, [seen('v1', { proxied: { ...proxied, subset: null } })], onePod)).toHaveLength(1);
    expect(differences(expected, [seen('v1')], onePod)).toEqual([]);
  });

  test('what the backend saw is compared, and null means absent', () => {
    const forwarded = { method: 'GET', host: 'a.test', path: '/x', headers: { Added: 'yes', other: null } };
    expect(differences({ forwarded }, [seen('v1')], onePod)).toEqual([]);
    expect(differences({ forwarded: { host: 'b.test', headers: { added: null } } }, [seen('v1')], onePod)).toEqual([
      'forwarded.host: expected "b.test", got "a.test"',
      'forwarded.headers.added: expected null, got "yes"',
    ]);
  });

  test('a connection that is not taken fails whatever was expected of the answer', () => {
    const lost: Observation = { connection: 'rejected', responseHeaders: {}, error: 'connect ECONNREFUSED' };
    expect(differences({}, [lost], onePod)).toEqual(['connection: expected "accepted", got "rejected"', 'connection: connect ECONNREFUSED']);
    expect(differences({ connection: 'rejected' }, [lost], onePod)).toEqual([]);
  });
});
