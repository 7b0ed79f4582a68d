import type { IncomingMessage } from 'node:http';
import { expect, test } from '@jest/globals';
import { clientAddress } from '../../../src/http/server/client-address.js';

const PROXIES = ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'];

function asked(proxies: readonly string[] | null = PROXIES) {
  const logged: object[] = [];
  const log = { info: () => undefined, error: () => undefined, warn: (fields: object) => void logged.push(fields) };
  const addressOf = clientAddress(proxies, log);
  const from = (forwarded?: string, remoteAddress = '127.0.0.1') =>
    addressOf({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage);
  return { from, logged };
}

test.each([
  [undefined, '127.0.0.1'],
  ['', '127.0.0.1'],
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:4711', '203.0.113.7'],
  ['2001:db8::1', '2001:db8::1'],
  ['[2001:db8::1]:4711', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['198.51.100.1, 203.0.113.7:4711, 10.1.2.3:99', '203.0.113.7'],
  ['198.51.100.1, [2001:db8::1]:1, [fd00::7]:2,, 10.1.2.3', '2001:db8::1'],
  ['10.1.2.3:1, 10.1.2.4:2', '10.1.2.3'],
  ['nonsense, 203.0.113.7:4711', '203.0.113.7'],
])('behind trusted proxies %j comes from %s, and nothing is logged', (forwarded, address) => {
  const { from, logged } = asked();
  expect([from(forwarded), logged]).toEqual([address, []]);
});

test.each([
  'nonsense',
  'unknown',
  '_hidden',
  '203.0.113.7:port',
  '[203.0.113.7]:1',
  '203.0.113:1',
  '203.0.113.7:123456',
])('%j is no address: null, told once and without the value', (forwarded) => {
  const { from, logged } = asked();
  for (let n = 0; n < 3; n++) expect(from(`198.51.100.1, ${forwarded}`)).toBeNull();
  expect(logged).toEqual([{ proxy: '127.0.0.1', because: expect.stringContaining('X-Forwarded-For') }]);
});

test('a socket that speaks IPv4 within IPv6 is the same proxy', () => {
  expect(asked().from('203.0.113.7:1', '::ffff:10.0.0.7')).toBe('203.0.113.7');
});

test.each([null, ['10.0.0.0/8']])('where %j is trusted, the header of another is not believed', (proxies) => {
  expect(asked(proxies).from('203.0.113.7:4711')).toBe('127.0.0.1');
});
