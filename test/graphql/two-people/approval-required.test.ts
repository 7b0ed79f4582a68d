import { beforeAll, describe, expect, test } from '@jest/globals';
import { newKeyPair } from '../../kit/facts/key-pair.js';
import { aLiveKey } from '../../kit/server/going-live.js';
import { aServer } from '../../kit/server/server.js';
import { anAccount, codesOf, takeTwo } from '../../kit/server/two-people.js';

const server = aServer({ KEYLEDGER_GO_LIVE_MIN_USES: '0' });
const environment = 'PRODUCTION';
const aPublicKey = () => newKeyPair('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' });

type Entry = { id: string; environment: string };
/** What the tables below are about: a key with two of everything in production, of which one is disabled; one that is stopped; one with a redirect URI alone. */
interface Furnished {
  token: string;
  full: string;
  stopped: string;
  bare: string;
  secret: Entry[];
  keypair: Entry[];
  uri: Entry[];
}

async function furnish(): Promise<Furnished> {
  const { ada: token, reviewer } = await anAccount(server);
  const aKey = () => aLiveKey(server, reviewer, token);
  const [full, stopped, bare] = [await aKey(), await aKey(), await aKey()];
  const run = async (verb: string, input: object) => {
    const payload = await server.mutate(verb, { ...input }, '', token);
    expect(codesOf(payload)).toEqual([]);
    return payload;
  };
  const on = { integratorKeyId: full, environment };
  for (const n of [1, 2]) {
    await run('addSecret', on);
    await run('uploadPublicKey', { ...on, publicKey: aPublicKey() });
    await run('addRedirectUri', { ...on, redirectUri: `https://shop.example/${n}` });
  }
  await run('addRedirectUri', { integratorKeyId: bare, environment, redirectUri: 'https://bare.example/' });
  await run('suspendProduction', { integratorKeyId: stopped, reason: 'A leak' });
  await run('disableIntegratorKey', { integratorKeyId: stopped });
  const key = await server.find(full, token);
  const [secret, keypair, uri] = ['secrets', 'keypairs', 'redirectUris'].map((name) =>
    (key?.[name] as unknown as Entry[]).filter((entry) => entry.environment === environment),
  ) as [Entry[], Entry[], Entry[]];
  await run('disableSecret', { integratorKeyId: full, secretId: secret[1]?.id });
  await run('disableKeypair', { integratorKeyId: full, keypairId: keypair[1]?.id });
  return { token, full, stopped, bare, secret, keypair, uri };
}

type Row = [name: string, verb: string, input: (on: Furnished) => object];

const widening: Row[] = [
  ['a secret', 'addSecret', ({ full }) => ({ integratorKeyId: full, environment })],
  [
    'a redirect URI',
    'addRedirectUri',
    ({ full }) => ({ integratorKeyId: full, environment, redirectUri: 'https://shop.example/new' }),
  ],
  ['a keypair', 'addKeypair', ({ full }) => ({ integratorKeyId: full, environment })],
  ['a public key', 'uploadPublicKey', ({ full }) => ({ integratorKeyId: full, environment, publicKey: aPublicKey() })],
  ['an old secret', 'enableSecret', ({ full, secret }) => ({ integratorKeyId: full, secretId: secret[1]?.id })],
  ['an old keypair', 'enableKeypair', ({ full, keypair }) => ({ integratorKeyId: full, keypairId: keypair[1]?.id })],
  ['the key', 'enableIntegratorKey', ({ stopped }) => ({ integratorKeyId: stopped })],
  ['production', 'resumeProduction', ({ stopped }) => ({ integratorKeyId: stopped })],
  ['a public client', 'markMobileApp', ({ bare }) => ({ integratorKeyId: bare })],
];
const savingMore: [name: string, changes: (on: Furnished) => object][] = [
  ['a secret beside a name', () => ({ name: 'Both', addSecrets: [{ environment }] })],
  ['a keypair', () => ({ addKeypairs: [{ environment }] })],
  [
    'a redirect URI instead of another',
    ({ uri }) => ({
      removeRedirectUriIds: [uri[0]?.id],
      addRedirectUris: [{ environment, redirectUri: 'https://shop.example/instead' }],
    }),
  ],
  [
    'what is disabled',
    ({ secret, keypair }) => ({ enableSecretIds: [secret[1]?.id], enableKeypairIds: [keypair[1]?.id] }),
  ],
];
const saving: Row[] = [
  ...savingMore.map(([name, changes]): Row => [
    `${name}, saved`,
    'saveIntegratorKey',
    (on) => ({ integratorKeyId: on.full, ...changes(on) }),
  ]),
  [
    'the key and production, saved',
    'saveIntegratorKey',
    ({ stopped }) => ({ integratorKeyId: stopped, enableKey: true, resumeProduction: true }),
  ],
];

const allowLastUsable = true;
/** In an order in which each has something to do. */
const direct: Row[] = [
  ['a secret of demo', 'addSecret', ({ full }) => ({ integratorKeyId: full })],
  ['a keypair of demo', 'addKeypair', ({ full }) => ({ integratorKeyId: full })],
  ['another name', 'renameIntegratorKey', ({ full }) => ({ integratorKeyId: full, name: 'Renamed' })],
  [
    'a saved name and a redirect URI less',
    'saveIntegratorKey',
    ({ full, uri }) => ({ integratorKeyId: full, name: 'Saved', removeRedirectUriIds: [uri[0]?.id] }),
  ],
  [
    'a redirect URI less',
    'removeRedirectUri',
    ({ full, uri }) => ({ integratorKeyId: full, redirectUriId: uri[1]?.id }),
  ],
  ...(['disable', 'revoke'] as const).flatMap((taking): Row[] => [
    [
      `${taking} the last secret`,
      `${taking}Secret`,
      ({ full, secret }) => ({ integratorKeyId: full, secretId: secret[0]?.id, allowLastUsable }),
    ],
    [
      `${taking} the last keypair`,
      `${taking}Keypair`,
      ({ full, keypair }) => ({ integratorKeyId: full, keypairId: keypair[0]?.id, allowLastUsable }),
    ],
  ]),
  ['no production', 'suspendProduction', ({ full }) => ({ integratorKeyId: full, reason: 'A leak' })],
  ['no key', 'disableIntegratorKey', ({ full }) => ({ integratorKeyId: full })],
  ['never a key', 'deleteIntegratorKey', ({ full }) => ({ integratorKeyId: full })],
];

const revisionsOf = async ({ token, full, stopped, bare }: Furnished) =>
  Promise.all([full, stopped, bare].map(async (id) => Number((await server.find(id, token))?.['revision'])));

describe('under four eyes', () => {
  let on: Furnished;
  beforeAll(async () => {
    on = await furnish();
    await takeTwo(server, on.token);
  });

  test.each([...widening, ...saving])('%s takes two: %s, run and planned', async (_, verb, input) => {
    const before = await revisionsOf(on);
    for (const dryRun of [true, false]) {
      const payload = await server.mutate(verb, { ...input(on), dryRun }, '', on.token);
      expect([codesOf(payload), payload['position']]).toEqual([['APPROVAL_REQUIRED'], null]);
    }
    expect(await revisionsOf(on)).toEqual(before);
  });

  test.each(direct)('%s takes one: %s', async (_, verb, input) => {
    const payload = await server.mutate(verb, { ...input(on) }, '', on.token);
    expect([codesOf(payload), payload['position']]).toEqual([[], expect.any(String)]);
  });
});

describe('without', () => {
  let on: Furnished;
  beforeAll(async () => void (on = await furnish()));

  test.each([...saving, ...widening])('%s takes one, as a plan: %s', async (_, verb, input) => {
    const planned = await server.mutate(verb, { ...input(on), dryRun: true }, 'plannedEvents { type }', on.token);
    expect(codesOf(planned)).toEqual([]);
    expect((planned['plannedEvents'] as unknown as object[]).length).toBeGreaterThan(0);
  });

  test.each(widening)('%s takes one: %s', async (_, verb, input) => {
    const payload = await server.mutate(verb, { ...input(on) }, '', on.token);
    expect([codesOf(payload), payload['position']]).toEqual([[], expect.any(String)]);
  });
});
