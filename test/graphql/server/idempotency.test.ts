import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { graphqlPermissions } from '../../../src/app/access/permissions.js';
import { everything, outcome, type Fields } from '../../kit/server/ask.js';
import { useInDemo } from '../../kit/server/uses.js';
import { serve, type OwnServer } from '../../kit/server/server.js';
import { newKeyPair } from '../../kit/facts/key-pair.js';

let server: OwnServer;
beforeAll(async () => void (server = await serve()));
afterAll(() => server.remove());

/** What was asked, and the answer as it came. */
interface Told {
  token: string;
  verb: string;
  query: string;
  input: Record<string, unknown>;
  text: string;
}
const said: Told[] = [];
const capital = (verb: string) => verb.charAt(0).toUpperCase() + verb.slice(1);
const history =
  'history(last: 50) { nodes { id type recordedAt revision position details { name value } } totalCount pageInfo { hasNextPage } }';

const again = ({ query, input, token: own }: Told, from: OwnServer = server, token = own) =>
  from.ask(query, { input }, token).then(({ text }) => text);

/** Runs a mutation for the first time, and remembers it. */
async function run(
  verb: string,
  input: object,
  selection = '',
  { more = '', token = server.administrator, answers = '' } = {},
): Promise<Fields> {
  const query = `mutation ($input: ${capital(verb)}Input!) { ${verb}(input: $input) { ${answers || `integratorKey { ${everything} ${history} ${more} }`} ${selection} ${outcome} } }`;
  const told = { verb, token, query, input: { reason: 'rehearsed', idempotencyKey: randomUUID(), ...input }, text: '' };
  const { text, data, errors } = await server.ask(query, { input: told.input }, token);
  expect(errors).toEqual([]);
  said.push({ ...told, text });
  return data[verb] as Fields;
}

const secret = 'secret { id lastFour status } plainText';
const pair = 'keypair { id kid fingerprint } privateKeyPem publicKeyPem';

/** Every mutation there is, and some that are refused or find nothing to do. */
async function aLife(): Promise<void> {
  const { integratorKey } = await run('createIntegratorKey', { name: 'Retried', description: 'Once' });
  const on = { integratorKeyId: integratorKey?.['id'] };
  await run('renameIntegratorKey', { ...on, name: 'Renamed' });
  await run('renameIntegratorKey', { ...on, name: 'Renamed' }); // nothing to do
  await run('renameIntegratorKey', { ...on, name: '' }); // refused
  await run('renameIntegratorKey', { ...on, name: 'Late', expectedRevision: 0 }); // refused, with a revision
  await run('describeIntegratorKey', { ...on, description: null });
  await run('setPolicyLinks', { ...on, termsOfUseUrl: 'https://app.example/terms' });
  await run('markMobileApp', on);
  await run('unmarkMobileApp', on);
  await run('disableIntegratorKey', on);
  await run('enableIntegratorKey', on);
  const redirectUri = 'https://app.example/cb';
  const uri = await run('addRedirectUri', { ...on, redirectUri }, 'redirectUri { id uri }');
  await run('addRedirectUri', { ...on, redirectUri }); // refused
  await run('removeRedirectUri', { ...on, redirectUriId: uri['redirectUri']?.['id'] });
  const first = await run('addSecret', { ...on, label: 'one', expiresAt: '2120-01-01T00:00:00.000Z' }, secret);
  await run('addSecret', on, secret);
  const secretId = first['secret']?.['id'];
  await run('rotateSecret', { ...on, secretId }, `${secret} retiring { id status retiresAt }`);
  await run('rotateSecret', { ...on, secretId }); // refused
  await run('cancelRetirement', { ...on, credentialId: secretId });
  await run('retireSecret', { ...on, secretId, at: '2110-01-01T00:00:00.000Z' });
  await run('relabelSecret', { ...on, secretId, label: 'old' });
  const to = new Date(Date.now() + 3_600_000).toISOString();
  const scheduled = await run('scheduleBrownout', { ...on, secretId, to }, 'secret { id brownouts { id from to } }');
  const [brownout] = scheduled['secret']?.['brownouts'] as unknown as { id: string }[];
  await run('cancelBrownout', { ...on, secretId, brownoutId: brownout?.id });
  await run('disableSecret', { ...on, secretId });
  await run('enableSecret', { ...on, secretId });
  await run('revokeSecret', { ...on, secretId });
  const made = await run('addKeypair', { ...on, format: 'PKCS1' }, pair);
  const keypairId = made['keypair']?.['id'];
  await run('rotateKeypair', { ...on, keypairId, overlap: 'PT1H' }, pair);
  await run('cancelRetirement', { ...on, credentialId: keypairId });
  await run('retireKeypair', { ...on, keypairId, at: '2110-01-01T00:00:00.000Z' });
  await run('relabelKeypair', { ...on, keypairId, label: 'old' });
  await run('disableKeypair', { ...on, keypairId });
  await run('enableKeypair', { ...on, keypairId });
  await run('revokeKeypair', { ...on, keypairId });
  const { publicKey } = newKeyPair('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  await run('uploadPublicKey', { ...on, publicKey: pem }, 'keypair { id kid }');
  const several = {
    addRedirectUris: [{ redirectUri }, { redirectUri: `${redirectUri}2` }],
    addSecrets: [{ label: 'two' }, { label: 'three' }],
    addKeypairs: [{ label: 'large', modulusLength: 3072 }, { label: 'small' }],
  };
  const saved = await run('saveIntegratorKey', { ...on, ...several }, `secrets { ${secret} } keypairs { ${pair} }`);
  const [two] = saved['secrets'] as unknown as { secret: { id: string } }[];
  const [large] = saved['keypairs'] as unknown as { keypair: { id: string } }[];
  const rotations = {
    rotateSecrets: [{ secretId: two?.secret.id, overlap: 'P1D' }],
    rotateKeypairs: [{ keypairId: large?.keypair.id }],
    addSecrets: [{ label: 'beside' }],
  };
  await run('saveIntegratorKey', { ...on, ...rotations }, `secrets { ${secret} } keypairs { ${pair} }`);
  await goLive(on, redirectUri);
  await changes(on);
  await policy();
  await webhooks();
  await run('transferOwnership', { ...on, newOwner: 'grace@acme.example' });
  await run('disableIntegratorKey', on);
  await run('deleteIntegratorKey', on);
  await run('deleteIntegratorKey', on); // refused
}

const standing = 'goLive { status request { id status } requests { nodes { id status reasons } } }';

async function goLive(on: { integratorKeyId: unknown }, redirectUri: string): Promise<void> {
  const { integratorKeyId: clientId } = on;
  const links = { privacyPolicyUrl: 'https://app.example/privacy', termsOfUseUrl: 'https://app.example/terms' };
  await server.mutate('saveIntegratorKey', { ...on, ...links, description: 'Ready' });
  const asking = await server.token({ roles: ['AUTHORIZATION_SERVER'], account: null });
  await useInDemo(server.ask, asking, { clientId, redirectUri });
  const reviewer = await server.token({ roles: ['REVIEWER'] });
  const request = async () => {
    const { integratorKey } = await run('requestGoLive', { ...on, classification: 'PUBLIC' }, '', { more: standing });
    return { ...on, requestId: integratorKey?.['goLive']?.['request']?.['id'] };
  };
  await run('withdrawGoLiveRequest', await request());
  await run('declineGoLive', { ...(await request()), reasons: ['Not yet.'] }, '', { more: standing, token: reviewer });
  await run('approveGoLive', await request(), '', { more: standing, token: reviewer });
  await run('suspendProduction', { ...on, reason: 'A leak.' }, '', { more: standing });
  await run('resumeProduction', on, '', { more: standing });
}

/** What one person proposes and another approves. */
async function changes(on: { integratorKeyId: unknown }): Promise<void> {
  const other = await server.token({ subject: 'other@acme.example' });
  const more = 'proposals(last: 1) { nodes { id status } }';
  const old = (await run('addSecret', on, secret))['secret']?.['id'];
  const propose = async () => {
    const rotateSecrets = [{ secretId: old, overlap: 'P1D' }];
    const wanted = { description: 'Proposed', addSecrets: [{ label: 'proposed' }], rotateSecrets };
    const { integratorKey } = await run('proposeChange', { ...on, ...wanted }, '', { more });
    const [last] = integratorKey?.['proposals']?.['nodes'] as unknown as { id: string }[];
    return { ...on, proposalId: last?.id };
  };
  await run('withdrawChange', await propose(), '', { more });
  await run('declineChange', { ...(await propose()), reasons: ['No.'] }, '', { more, token: other });
  const approved = await propose();
  await run('approveChange', approved, '', { more, token: other });
  await run('applyChange', approved, `secrets { ${secret} }`, { more });
}

/** The policy of the account: proposed by one administrator, approved or declined by another. */
async function policy(): Promise<void> {
  const other = await server.token({ subject: 'other@acme.example' });
  const answers = 'accountPolicy { productionChanges revision proposal { id } }';
  await run('setAccountPolicy', { productionChanges: 'FOUR_EYES' }, '', { answers });
  const propose = async () => {
    const { accountPolicy } = await run('proposeAccountPolicy', { productionChanges: 'DIRECT' }, '', { answers });
    return { proposalId: accountPolicy?.['proposal']?.['id'] };
  };
  await run('declineAccountPolicy', { ...(await propose()), reasons: ['No.'] }, '', { answers, token: other });
  await run('approveAccountPolicy', await propose(), '', { answers, token: other });
}

/** A webhook of the account; what shows the secret shows the same one again. */
async function webhooks(): Promise<void> {
  const answers = 'webhook { id url types status pausedWhy createdAt previousSecretUntil }';
  const added = await run('addWebhook', { url: 'https://hooks.example.com/a' }, 'secret', { answers });
  const on = { webhookId: added['webhook']?.['id'] };
  await run('rotateWebhookSecret', on, 'secret', { answers });
  await run('pauseWebhook', on, '', { answers });
  await run('pauseWebhook', on, '', { answers }); // nothing to do
  await run('resumeWebhook', { ...on, from: added['position'] }, '', { answers });
  await run('removeWebhook', on, '', { answers });
}

const head = async (): Promise<string> => {
  const { data } = await server.ask('mutation { createIntegratorKey(input: { name: "Later" }) { position } }');
  return String(data['createIntegratorKey']?.['position']);
};

describe('every mutation, asked again after everything that came later', () => {
  let before: string;
  beforeAll(async () => {
    await aLife();
    before = await head();
  });

  test('all of them are here', () => {
    const mutations = Object.keys(graphqlPermissions).slice(
      Object.keys(graphqlPermissions).indexOf('createIntegratorKey'),
    );
    expect([...new Set(said.map(({ verb }) => verb))].sort()).toEqual(mutations.sort());
    const codes = said.flatMap(({ text }) => [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code));
    expect(codes).toEqual([
      ...['NAME_INVALID', 'REVISION_CONFLICT', 'REDIRECT_URI_EXISTS', 'SECRET_RETIRING', 'KEY_DELETED'],
    ]);
  });

  test('answers the same, byte for byte, and writes nothing', async () => {
    for (const told of said) expect([told.verb, (await again(told)) === told.text]).toEqual([told.verb, true]);
    expect(Number.parseInt((await head()).split('_')[1] ?? '', 16)).toBe(
      Number.parseInt(before.split('_')[1] ?? '', 16) + 1,
    );
  });

  test('also after a restart', async () => {
    const { dataDirectory } = server;
    await server.close();
    server = await serve({}, dataDirectory);
    for (const told of said) expect([told.verb, (await again(told)) === told.text]).toEqual([told.verb, true]);
  });

  test('with other arguments is refused', async () => {
    for (const told of said) {
      const input = { ...told.input, reason: 'another' };
      expect(await again({ ...told, input })).toMatch(/"code":"IDEMPOTENCY_KEY_REUSED","field":\["idempotencyKey"\]/);
    }
  });

  test('from somebody else it is a command of theirs', async () => {
    const mine = said.find(({ verb }) => verb === 'addSecret') as Told;
    const token = await server.token({ subject: 'another@acme.example' });
    expect(await again(mine, server, token)).toMatch(/"code":"KEY_DELETED"/);
  });

  test('shows nothing of itself on the disk', async () => {
    const shownOnce = said.flatMap(({ text }) =>
      [...text.matchAll(/"plainText":"([^"]+)"/g)].map(([, plain]) => plain ?? ''),
    );
    const keys = said.map(({ input }) => String(input['idempotencyKey']));
    expect(shownOnce).toHaveLength(10);
    const { dataDirectory } = server;
    const keyFiles = ['development-issuer.json', 'audit-key.pem']; // the server's own
    for (const name of await readdir(dataDirectory)) {
      const bytes = await readFile(join(dataDirectory, name));
      for (const text of [...shownOnce, ...keys, 'PRIVATE KEY'])
        if (!keyFiles.includes(name)) expect([name, bytes.includes(text)]).toEqual([name, false]);
    }
  });
});

describe('32 at once', () => {
  test.each([
    ['createIntegratorKey', { name: 'At once' }, ''],
    ['addSecret', {}, secret],
    ['addKeypair', {}, pair],
  ])('%s has one effect and one answer', async (verb, given, selection) => {
    const on = verb === 'createIntegratorKey' ? {} : { integratorKeyId: await server.newKey() };
    const query = `mutation ($input: ${capital(verb)}Input!) { ${verb}(input: $input) { integratorKey { ${everything} } ${selection} ${outcome} } }`;
    const told = {
      verb,
      token: server.administrator,
      query,
      input: { ...on, ...given, idempotencyKey: randomUUID() },
      text: '',
    };
    const texts = await Promise.all(Array.from({ length: 32 }, () => again(told)));
    expect(new Set(texts).size).toBe(1);
    const { data } = JSON.parse(texts[0] ?? '') as { data: Fields };
    const id = data[verb]?.['integratorKey']?.['id'];
    const asked = await server.ask('query ($id: ID!) { integratorKey(id: $id) { history { totalCount } } }', { id });
    expect(asked.data['integratorKey']).toEqual({ history: { totalCount: verb === 'createIntegratorKey' ? 1 : 2 } });
  });
});

test('another selection of the same command shows more of the same', async () => {
  const idempotencyKey = randomUUID();
  const integratorKeyId = await server.newKey();
  const input = { integratorKeyId, idempotencyKey };
  const query = (selection: string) =>
    `mutation ($input: AddSecretInput!) { addSecret(input: $input) { ${selection} } }`;
  const little = await server.ask(query('secret { id }'), { input });
  const more = await server.ask(query('plainText secret { id lastFour }'), { input });
  expect(more.data['addSecret']?.['secret']?.['id']).toEqual(little.data['addSecret']?.['secret']?.['id']);
  const { plainText, secret: made } = more.data['addSecret'] as Fields;
  const check = `query ($id: ID!, $s: String!) { verifyClientSecret(clientId: $id, environment: DEMO, secret: $s) { active secretId } }`;
  const { data } = await server.ask(check, { id: integratorKeyId, s: plainText });
  expect(data['verifyClientSecret']).toEqual({ active: true, secretId: made?.['id'] });
});

test('what is ready is told as of then, also when a secret has expired since', async () => {
  const integratorKeyId = await server.newKey();
  await server.mutate('addRedirectUri', { integratorKeyId, redirectUri: 'https://app.example/cb' });
  const ready = (key: Fields | undefined) => JSON.stringify(key?.['authenticationMethods']);
  const before = ready(await server.find(integratorKeyId));
  let then = before;
  // on a slow machine a secret may have expired before it is there, and before it is told
  for (let seconds = 1; then === before; seconds *= 2) {
    const expiresAt = new Date(Date.now() + seconds * 1000).toISOString();
    const { integratorKey } = await run('addSecret', { integratorKeyId, expiresAt }, secret);
    if (integratorKey) then = ready(integratorKey);
  }
  while (ready(await server.find(integratorKeyId)) === then) await new Promise((resolve) => setTimeout(resolve, 50));
  const last = said.at(-1) as Told;
  expect((await again(last)) === last.text).toBe(true);
});

test.each(['short', 'fifteen letters', 'x'.repeat(300)])(
  'a key that is none is refused: %s',
  async (idempotencyKey) => {
    const payload = await server.mutate('createIntegratorKey', { name: 'Refused', idempotencyKey });
    expect(payload).toMatchObject({ integratorKey: null, userErrors: [{ code: 'IDEMPOTENCY_KEY_INVALID' }] });
    if (idempotencyKey.length > 5) expect(JSON.stringify(payload)).not.toContain(idempotencyKey);
  },
);
