import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { readRequests } from './format';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'requests-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function read(...requests: object[]) {
  const file = path.join(folder, 'requests.json');
  fs.writeFileSync(file, JSON.stringify(requests));
  return readRequests(file);
}

const GOOD = { name: 'a', through: { ingress: true }, host: 'a.test', expect: { status: 200 } };

test('reads what it knows', () => {
  expect(read(GOOD)).toEqual([GOOD]);
});

test('an example without the file has no requests', () => {
  expect(readRequests(path.join(folder, 'none.json'))).toEqual([]);
});

test('refuses what nobody would check', () => {
  expect(() => read({ ...GOOD, expect: { stauts: 200 } })).toThrow(/request 1 \(a\): knows no stauts/);
  expect(() => read({ ...GOOD, hots: 'a' })).toThrow(/knows no hots/);
});

test('refuses what it cannot send', () => {
  expect(() => read({ ...GOOD, scheme: 'grpc' })).toThrow(/has the scheme grpc/);
});

test('refuses a request without an entry, with two, or with weights that do not add up', () => {
  expect(() => read({ ...GOOD, through: {} })).toThrow(/needs one of gateway, mesh, service and ingress/);
  expect(() => read({ ...GOOD, through: { ingress: true, service: 'a/b' } })).toThrow(/needs one of/);
  expect(() => read({ ...GOOD, expect: { destinations: [{ weight: 80 }, { weight: 10 }] } })).toThrow(/do not add up to 100/);
});
