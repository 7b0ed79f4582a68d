import { expect, test } from '@jest/globals';
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { resolveByDns, resolveBySystem } from '../../src/adapters/webhooks/resolve-name.js';
import { closeAfterwards } from '../kit/close-afterwards.js';

const A = 1;
const AAAA = 28;
const NO_SUCH_NAME = 3;
const HEADER_BYTES = 12;
const records: Readonly<Record<number, Buffer>> = {
  [A]: Buffer.from([192, 0, 2, 7]),
  [AAAA]: Buffer.from('20010db8000000000000000000000007', 'hex'),
};

/** The reply to a question (RFC 1035 4.1), with one record of its type if that is given out, and NXDOMAIN if none is at all. */
function replyTo(question: Buffer, given: readonly number[]): Buffer {
  const type = question.readUInt16BE(question.indexOf(0, HEADER_BYTES) + 1);
  const asked = question.subarray(HEADER_BYTES, question.indexOf(0, HEADER_BYTES) + 5);
  const data = given.includes(type) ? records[type] : undefined;
  const header = Buffer.from(question.subarray(0, HEADER_BYTES));
  header.writeUInt16BE(0x8180 | (given.length === 0 ? NO_SUCH_NAME : 0), 2);
  header.set([0, 1, 0, data ? 1 : 0, 0, 0, 0, 0], 4);
  if (!data) return Buffer.concat([header, asked]);
  const name = Buffer.from([0xc0, HEADER_BYTES, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]);
  return Buffer.concat([header, asked, name, data]);
}

/** Asks a name server on loopback, which does with each question as `answer` says. */
async function resolving(answer: (question: Buffer) => Buffer | undefined) {
  const server = createSocket('udp4');
  server.on('message', (question, from) => {
    const reply = answer(question);
    if (reply) server.send(reply, from.port, from.address);
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  closeAfterwards(() => void server.close());
  const resolver = new Resolver({ timeout: 600_000, tries: 1 });
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  return resolveByDns(() => resolver);
}
const endless = new AbortController().signal;

test.each([
  ['of both families', [A, AAAA], ['192.0.2.7', '2001:db8::7']],
  ['of IPv4 alone', [A], ['192.0.2.7']],
  ['of IPv6 alone', [AAAA], ['2001:db8::7']],
  ['none', [], []],
])('a name has addresses %s', async (_, given, addresses) => {
  const resolve = await resolving((question) => replyTo(question, given));
  expect(await resolve('hooks.example', endless)).toEqual(addresses);
});

test('a name server that never answers is left when the time is up', async () => {
  const controller = new AbortController();
  const resolve = await resolving(() => void controller.abort());
  expect(await resolve('hooks.example', controller.signal)).toEqual([]);
});

test('this machine knows its own name', async () => {
  expect(await resolveBySystem('localhost', endless)).toContain('127.0.0.1');
});
