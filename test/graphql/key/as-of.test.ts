import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { everything, type Fields } from '../../kit/server/ask.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const shown = `${everything} goLive { status request { id status } }
  history(last: 100) { nodes { id type revision position } totalCount }`;

/** What was answered live, and the moments at which it must be answered again. */
interface Answered {
  live: unknown;
  revision: number;
  position: string;
  time: string;
}
const answered: Answered[] = [];
let id: string;
let born: string;

async function ask(asOf = '', token = server.administrator) {
  const query = `query ($id: ID!) { integratorKey(id: $id ${asOf && `, asOf: { ${asOf} }`}) { ${shown} } }`;
  return server.ask(query, { id }, token);
}

/** Asks for the key as it is, and notes when. */
async function look(position: unknown): Promise<void> {
  const live = (await ask()).data['integratorKey'] as Fields;
  answered.push({
    ...{ live, revision: Number(live['revision']), position: String(position) },
    time: new Date().toISOString(),
  });
  await delay(5); // or the next event is of the same millisecond
}

async function act(verb: string, input: object = {}, selection = ''): Promise<Fields> {
  const done = await server.mutate(verb, { integratorKeyId: id, ...input }, selection);
  expect(done['userErrors']).toEqual([]);
  await look(done['position']);
  return done;
}

beforeAll(async () => {
  born = new Date().toISOString();
  await delay(5);
  const created = await server.mutate('createIntegratorKey', { name: 'Portal' });
  id = String(created['integratorKey']?.['id']);
  await look(created['position']);
  await act('renameIntegratorKey', { name: 'Contract Portal' });
  await act('addRedirectUri', { redirectUri: 'https://portal.example/cb' });
  const soon = new Date(Date.now() + 400).toISOString();
  const first = await act('addSecret', { label: 'short', expiresAt: soon }, 'secret { id }');
  while (new Date().toISOString() <= soon) await delay(20);
  await act('addSecret', { label: 'long' }, 'secret { id }');
  await act('revokeSecret', { secretId: first['secret']?.['id'] });
  await act('addKeypair', {});
  await act('markMobileApp').catch(() => undefined); // refused: it has a secret
  await act('saveIntegratorKey', {
    description: 'Saved',
    addRedirectUris: [{ redirectUri: 'https://portal.example/2' }],
  });
  await act('disableIntegratorKey');
  await act('enableIntegratorKey');
  await act('transferOwnership', { newOwner: 'grace@acme.example' });
  await act('deleteIntegratorKey', { confirmName: 'Contract Portal' });
});

/** A key with one secret and one keypair, and something after them. */
let judged: { id: string; revision: number; position: string; time: string } | undefined;
beforeAll(async () => {
  const integratorKeyId = await server.newKey('Judged');
  await server.mutate('addSecret', { integratorKeyId });
  await server.mutate('addKeypair', { integratorKeyId });
  await server.mutate('renameIntegratorKey', { integratorKeyId, name: 'Judged later' });
  const done = await server.mutate('renameIntegratorKey', { integratorKeyId, name: 'Judged at last' });
  await delay(5); // or the moment is of the same millisecond
  judged = {
    ...{ id: integratorKeyId, revision: Number(done['integratorKey']?.['revision']) },
    ...{ position: String(done['position']), time: new Date().toISOString() },
  };
});

describe('a key as of a moment is what was answered then', () => {
  test('there were moments', () => expect(answered.length).toBeGreaterThan(10));

  test('by time', async () => {
    for (const { live, time } of answered) expect((await ask(`time: "${time}"`)).data['integratorKey']).toEqual(live);
  });

  /** The dates of the credentials are judged at the event, which was before the answer. */
  test.each(['revision', 'position'] as const)('by %s', async (by) => {
    for (const { live, ...moment } of answered) {
      const value = by === 'revision' ? moment.revision : `"${moment.position}"`;
      expect((await ask(`${by}: ${value}`)).data['integratorKey']).toEqual(live);
    }
  });

  test('before it was created there was none', async () =>
    expect((await ask(`time: "${born}"`)).data['integratorKey']).toBeNull());
});

test.each<[string, () => string]>([
  ['an earlier revision', () => `revision: ${Number(judged?.revision) - 1}`],
  ['the newest revision', () => `revision: ${judged?.revision}`],
  ['the newest position', () => `position: "${judged?.position}"`],
  ['a time', () => `time: "${judged?.time}"`],
])('what the log does not say is null: %s', async (_, moment) => {
  const unsaid = 'usage { usesToday } safeToRetire { verdict }';
  const credentials = `secrets(includeRevoked: true) { ${unsaid} } keypairs(includeRevoked: true) { ${unsaid} }`;
  const fields = `usage { usesToday } goLive { criteria { code } } ${credentials}`;
  const query = `query ($id: ID!) { integratorKey(id: $id, asOf: { ${moment()} }) { ${fields} } }`;
  const { data, errors } = await server.ask(query, { id: judged?.id });
  const nothing = [{ usage: null, safeToRetire: null }];
  const none = { usage: null, goLive: { criteria: null }, secrets: nothing, keypairs: nothing };
  expect([errors, data['integratorKey']]).toEqual([[], none]);
  const live = await server.ask(`query ($id: ID!) { integratorKey(id: $id) { ${credentials} } }`, { id: judged?.id });
  const now = [{ usage: expect.anything(), safeToRetire: { verdict: 'UNKNOWN' } }];
  expect(live.data['integratorKey']).toEqual({ secrets: now, keypairs: now });
});

const future = () => new Date(Date.now() + 3_600_000).toISOString();
test.each<[string, () => string, string]>([
  ['none', () => ' ', 'AS_OF_INVALID'],
  ['nulls', () => 'time: null', 'AS_OF_INVALID'],
  ['two', () => `time: "${born}", revision: 0`, 'AS_OF_INVALID'],
  ['a revision that is not there', () => 'revision: 99', 'REVISION_NOT_FOUND'],
  ['a negative revision', () => 'revision: -1', 'REVISION_NOT_FOUND'],
  ['a position of another log', () => 'position: "ffffffffffff_0000000000000001"', 'POSITION_FOREIGN'],
  ['no position', () => 'position: "here"', 'POSITION_FOREIGN'],
  ['a position beyond the end', () => `position: "${answered[0]?.position.replace(/_0/, '_f')}"`, 'POSITION_FOREIGN'],
  ['a time to come', () => `time: "${future()}"`, 'TIME_IN_FUTURE'],
])('%s is answered with a code', async (_, moment, code) => {
  const { code: told, data } = await ask(moment());
  expect([told, data['integratorKey']]).toEqual([code, null]);
});

test('who may not see the key now sees nothing of its past', async () => {
  const other = await server.token({ roles: ['DEVELOPER'], subject: 'other@acme.example' });
  expect((await ask('revision: 0', other)).data['integratorKey']).toBeNull();
  const owner = await server.token({ roles: ['DEVELOPER'], subject: 'grace@acme.example' });
  expect((await ask('revision: 0', owner)).data['integratorKey']).toMatchObject({ name: 'Portal' });
});
