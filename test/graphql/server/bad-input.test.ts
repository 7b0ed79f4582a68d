import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from 'graphql-ws';
import { client, watch } from '../../kit/server/followers.js';
import { documents } from './bad-input/documents.js';
import { keys } from './bad-input/keys.js';
import { places } from './bad-input/places.js';
import { requests } from './bad-input/requests.js';
import { sockets } from './bad-input/sockets.js';
import { texts } from './bad-input/texts.js';
import { timesIdsRevisions } from './bad-input/times-ids-revisions.js';
import { control, tokens } from './bad-input/tokens.js';
import { canary, openWorld, type World } from './bad-input/world.js';

/** All of it. Redirect URIs have a list of their own: `test/domain/redirect-uri-tricks/`, over HTTP in `redirect-uris.test.ts`. */
const badInput = {
  requests,
  documents,
  texts,
  keys,
  'times, ids, revisions': timesIdsRevisions,
  tokens,
  'positions and pages': places,
  'over a WebSocket': sockets,
};

let world: World;
let follower: Client;
let live: ReturnType<typeof watch>;
let marker: string;
let head: string;

beforeAll(async () => {
  world = await openWorld();
  marker = await world.server.newKey('Marker');
  head = await write();
  follower = client(world.server.address, world.server.administrator);
  live = watch(follower, head);
});
afterAll(async () => {
  await follower.dispose();
  await world.server.end();
});

/** A good request; answers where it was written. */
async function write(): Promise<string> {
  const { position } = await world.server.mutate('renameIntegratorKey', {
    integratorKeyId: marker,
    name: randomUUID(),
  });
  return String(position);
}

/** The place after this one, in the log of the embedded store. */
function next(position: string): string {
  const [log = '', sequence = ''] = position.split('_');
  return `${log}_${(BigInt(`0x${sequence}`) + 1n).toString(16).padStart(sequence.length, '0')}`;
}

/** Good requests, by POST and by subscription, are answered; and nothing was written since the last one. */
async function goesOn(): Promise<void> {
  const wanted = next(head);
  head = await write();
  const seen = await live.next(1);
  while (seen.at(-1)?.position !== head) seen.push(...(await live.next(1)));
  expect(head).toBe(wanted);
  expect(seen).toMatchObject([{ integratorKeyId: marker, position: head }]);
}

/** All that the server has said, up to and with an operation made for the purpose. */
async function log(): Promise<string> {
  const correlation = randomUUID();
  await world.server.get('/health/live', { 'x-correlation-id': correlation });
  return world.server.saidUpTo(correlation);
}

const shows = (text: string, hidden: readonly string[]) =>
  [canary.slice(0, 20), ...hidden].filter((value) => text.toLowerCase().includes(value.toLowerCase()));

describe.each(Object.entries(badInput))('%s', (_, rows) => {
  const named = rows.map(([name, ...row]) => ({ name, row }));
  test.each(named)('$name', async ({ row: [send, wanted, hidden] }) => {
    const { told, text } = await send(world);
    expect(told).toBe(wanted);
    const values = hidden?.(world) ?? [];
    expect(values).not.toContain('');
    expect(shows(text, values)).toEqual([]);
    const said = await log();
    expect(shows(said, values)).toEqual([]);
    expect(said).not.toContain('"incident"');
    await goesOn();
  });
});

test('the index has each thing once', () => {
  for (const rows of Object.values(badInput)) expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
});

test("another account's key answers with the same bytes as one that is missing", async () => {
  const query = (id: string) =>
    `mutation { addSecret(input: { integratorKeyId: "${id}", expectedRevision: 0 }) { plainText userErrors { code field message } } }`;
  const [foreign, missing] = [world.foreign.integratorKeyId, world.missing];
  expect((await world.server.ask(query(foreign))).text).toBe((await world.server.ask(query(missing))).text);
  const own = (await world.server.ask(query(world.own.integratorKeyId))).text;
  expect(own).toContain('REVISION_CONFLICT');
  await goesOn();
});

test('the control: a token that is signed as it should be counts, and what is logged is seen', async () => {
  expect(await control(world)).toMatchObject({ told: '200 fine', text: expect.stringContaining(canary) });
  expect(await log()).toContain('"codes":["NAME_INVALID"]');
});
