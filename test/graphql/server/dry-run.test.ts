import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AUDIT } from '../../../src/app/log/streams.js';
import { openDatabase, prepare } from '../../../src/adapters/sqlite/database/driver.js';
import { graphqlPermissions } from '../../../src/app/access/permissions.js';
import { fencesOf } from '../../house/markdown.js';
import { textOf } from '../../house/repository.js';
import { newKeyPair } from '../../kit/facts/key-pair.js';
import { outcome, type Fields } from '../../kit/server/ask.js';
import { useInDemo } from '../../kit/server/uses.js';
import { serve, type OwnServer } from '../../kit/server/server.js';

let server: OwnServer;
beforeAll(async () => void (server = await serve()));
afterAll(() => server.remove());

interface Told {
  type: string;
  details: { name: string; value: string | null }[];
}
const told = 'type details { name value }';
const capital = (verb: string) => verb.charAt(0).toUpperCase() + verb.slice(1);

/** The answer of a dry run, and as it came. */
async function dryRun(verb: string, input: object, selection = '', token = server.administrator) {
  const query = `mutation ($input: ${capital(verb)}Input!) { ${verb}(input: $input) { ${selection} ${outcome} plannedEvents { ${told} } } }`;
  const { data, text, errors } = await server.ask(query, { input: { ...input, dryRun: true } }, token);
  expect(errors).toEqual([]);
  return { text, payload: data[verb] as Fields, planned: data[verb]?.['plannedEvents'] as unknown as Told[] | null };
}

const countIn = (file: string, table: string) => {
  const database = openDatabase(join(server.dataDirectory, file), { readOnly: true });
  const row = prepare<[], { count: number }>(database, `SELECT count(*) AS count FROM ${table}`).get();
  database.close();
  return row?.count;
};

/** The server signs checkpoints by itself. */
const eventsInLog = () => countIn('events.db', `events WHERE stream NOT LIKE '${AUDIT}%'`);

const historyOf = async (id: unknown) => {
  const asked = `query ($id: ID!) { integratorKey(id: $id) { history(last: 100) { nodes { ${told} } } } }`;
  const { data } = await server.ask(asked, { id });
  return (data['integratorKey']?.['history']?.['nodes'] ?? []) as unknown as Told[];
};

/** All that a mutation could leave behind: in the log, among the records of retries, in the views. */
const traces = async (id: unknown) => ({
  events: eventsInLog(),
  records: countIn('idempotency.db', 'records'),
  keys: (await server.ask('{ integratorKeys { totalCount } }')).data['integratorKeys'],
  key: id === undefined ? null : await server.find(id),
  history: id === undefined ? null : await historyOf(id),
});

/** Details that a verb makes itself, by the type of the event. */
const madeBy = (verb: string): Record<string, string[]> => ({
  RedirectUriAdded: ['redirectUriId'],
  SecretAdded: ['secretId', 'lastFour'],
  GoLiveRequested: ['requestId'],
  ChangeProposed: ['proposalId'],
  SecretRetirementScheduled: verb === 'retireSecret' ? [] : ['replacedBy'],
  KeypairRetirementScheduled: verb === 'retireKeypair' ? [] : ['replacedBy'],
  BrownoutScheduled: ['brownoutId'],
  KeypairAdded: verb === 'uploadPublicKey' ? ['keypairId'] : ['keypairId', 'kid', 'fingerprint'],
});

const withoutMade = (verb: string, { type, details }: Told): Told => ({
  type,
  details: details.map(({ name, value }) => ({ name, value: madeBy(verb)[type]?.includes(name) ? null : value })),
});

/** A request and a proposal end a time after they are made, and the dry run is made before. */
const later = ({ type, details }: Told): Told => ({
  type,
  details: details.filter(
    ({ name }) => (type !== 'GoLiveRequested' && type !== 'ChangeProposed') || name !== 'expiresAt',
  ),
});

const seen: string[] = [];
const uuids = (text: string) => text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];

/** Plans a mutation, sees that nothing has happened, does it, and compares. Answers what the mutation answered. */
async function seeFirst(
  verb: string,
  given: Record<string, unknown>,
  selection = '',
  token = server.administrator,
): Promise<Fields> {
  const input = { reason: 'rehearsed', idempotencyKey: randomUUID(), ...given };
  const id = given['integratorKeyId'];
  const before = await traces(id);
  const { planned, payload, text } = await dryRun(verb, input, selection, token);
  expect(await traces(id)).toEqual(before);
  const { plannedEvents: _, userErrors, ...results } = payload;
  expect([userErrors, ...Object.values(results).filter((result) => result !== null)]).toEqual([[]]);
  const known = JSON.stringify([input, before.history]);
  expect(uuids(text).filter((one) => !known.includes(one))).toEqual([]);

  const done = await server.mutate(
    verb,
    { ...input, reason: given['reason'] ?? 'in earnest' },
    `${selection} plannedEvents { type }`,
    token,
  );
  expect(done).toMatchObject({ userErrors: [], plannedEvents: null });
  const after = await historyOf(done['integratorKey']?.['id']);
  const came = after.slice(before.history?.length ?? 0);
  expect([verb, planned?.map(later)]).toEqual([verb, came.map((event) => later(withoutMade(verb, event)))]);
  seen.push(verb);
  return done;
}

/** A secret is replaced, its end taken back and given anew, and it is left out for a while. */
async function rotation(ofSecret: { integratorKeyId: unknown; secretId: unknown; allowLastUsable: boolean }) {
  const { integratorKeyId, secretId } = ofSecret;
  const on = { integratorKeyId };
  const at = '2110-01-01T00:00:00.000Z';
  await seeFirst('rotateSecret', { ...on, secretId, retiresAt: at, label: 'new' }, secret);
  await seeFirst('cancelRetirement', { ...on, credentialId: secretId });
  await seeFirst('retireSecret', { ...ofSecret, at }, 'secret { id }');
  await seeFirst('relabelSecret', { ...on, secretId, label: 'old' }, 'secret { id }');
  const times = { from: '2109-01-01T00:00:00.000Z', to: '2109-01-01T01:00:00.000Z' };
  const made = await seeFirst('scheduleBrownout', { ...ofSecret, ...times }, 'secret { id brownouts { id } }');
  const [brownout] = made['secret']?.['brownouts'] as unknown as { id: string }[];
  await seeFirst('cancelBrownout', { ...on, secretId, brownoutId: brownout?.id }, 'secret { id }');
}

async function goLive(on: { integratorKeyId: unknown }, redirectUri: string): Promise<void> {
  const links = { privacyPolicyUrl: 'https://app.example/privacy', termsOfUseUrl: 'https://app.example/terms' };
  await server.mutate('saveIntegratorKey', { ...on, ...links, description: 'Ready' });
  const asking = await server.token({ roles: ['AUTHORIZATION_SERVER'], account: null });
  await useInDemo(server.ask, asking, { clientId: on.integratorKeyId, redirectUri });
  const reviewer = await server.token({ roles: ['REVIEWER'] });
  const request = async () => {
    await seeFirst('requestGoLive', { ...on, classification: 'PUBLIC' });
    const asked = 'query ($id: ID!) { integratorKey(id: $id) { goLive { request { id } } } }';
    const { data } = await server.ask(asked, { id: on.integratorKeyId });
    return { ...on, requestId: data['integratorKey']?.['goLive']?.['request']?.['id'] };
  };
  await seeFirst('withdrawGoLiveRequest', await request());
  await seeFirst('declineGoLive', { ...(await request()), reasons: ['Not yet.', 'Not so.'] }, '', reviewer);
  await seeFirst('approveGoLive', await request(), '', reviewer);
  await seeFirst('suspendProduction', { ...on, reason: 'A leak.' });
  await seeFirst('resumeProduction', on);
}

/** The id of the last of what a save has made. */
const idOf = (saved: Fields, list: string, kind: string) =>
  (saved[list] as unknown as Record<string, { id: string }>[]).at(-1)?.[kind]?.id;

async function changes(on: { integratorKeyId: unknown }): Promise<void> {
  const other = await server.token({ subject: 'other@acme.example' });
  const old = (await server.mutate('addSecret', on, secret))['secret']?.['id'];
  const propose = async () => {
    const wanted = {
      addSecrets: [{ label: 'proposed' }],
      rotateSecrets: [{ secretId: old, retiresAt: '2110-01-01T00:00:00.000Z' }],
    };
    await seeFirst('proposeChange', { ...on, description: 'Proposed', ...wanted });
    const asked = 'query ($id: ID!) { integratorKey(id: $id) { proposals(last: 1) { nodes { id } } } }';
    const { data } = await server.ask(asked, { id: on.integratorKeyId });
    const [last] = data['integratorKey']?.['proposals']?.['nodes'] as unknown as { id: string }[];
    return { ...on, proposalId: last?.id };
  };
  await seeFirst('withdrawChange', await propose());
  await seeFirst('declineChange', { ...(await propose()), reasons: ['No.'] }, '', other);
  const approved = await propose();
  await seeFirst('approveChange', approved, '', other);
  await seeFirst('applyChange', approved, `secrets { ${secret} }`);
}

const shownPolicy = `accountPolicy { proposal { id } history(first: 1) { nodes { ${told} } } }`;

/** As `seeFirst`, of the policy of the account; answers the id of what is proposed. */
async function seePolicyFirst(verb: string, given: object, token = server.administrator): Promise<unknown> {
  const { planned } = await dryRun(verb, given, '', token);
  const before = eventsInLog();
  const query = `mutation ($input: ${capital(verb)}Input!) { ${verb}(input: $input) { ${shownPolicy} userErrors { code } } }`;
  const { data } = await server.ask(query, { input: given }, token);
  const { accountPolicy, userErrors } = data[verb] as Fields;
  expect([userErrors, Number(eventsInLog()) - Number(before)]).toEqual([[], planned?.length]);
  const [newest] = accountPolicy?.['history']?.['nodes'] as unknown as Told[];
  const made = newest?.type === 'AccountPolicyProposed' ? ['proposalId', 'expiresAt'] : [];
  const hidden = ({ type, details }: Told) => ({
    type,
    details: details.map(({ name, value }) => ({ name, value: made.includes(name) ? null : value })),
  });
  expect([planned?.at(-1)].map((one) => one && hidden(one))).toEqual([newest && hidden(newest)]);
  seen.push(verb);
  return accountPolicy?.['proposal']?.['id'];
}

async function policy(): Promise<void> {
  const other = await server.token({ subject: 'other@acme.example' });
  const propose = async () => ({
    proposalId: await seePolicyFirst('proposeAccountPolicy', { productionChanges: 'DIRECT' }),
  });
  await seePolicyFirst('setAccountPolicy', { productionChanges: 'FOUR_EYES' });
  await seePolicyFirst('declineAccountPolicy', { ...(await propose()), reasons: ['No.'] }, other);
  await seePolicyFirst('approveAccountPolicy', await propose(), other);
}

/** As `seeFirst`, of a webhook; a dry run shows neither the webhook nor a secret. Answers the id. */
async function seeWebhookFirst(verb: string, given: Record<string, string>, selection = ''): Promise<string> {
  const { planned, payload } = await dryRun(verb, given, `webhook { id } ${selection}`);
  expect(payload).toMatchObject({ webhook: null, ...(selection && { [selection]: null }) });
  const before = eventsInLog();
  const query = `mutation ($input: ${capital(verb)}Input!) { ${verb}(input: $input) { webhook { id } ${selection} } }`;
  const made = (await server.ask(query, { input: given })).data[verb] as Fields;
  expect(Number(eventsInLog()) - Number(before)).toBe(1);
  if (selection) expect(made[selection]).toMatch(/^whsec_/);
  const { data } = await server.ask(`{ accountPolicy { history(first: 1) { nodes { ${told} } } } }`);
  const [newest] = data['accountPolicy']?.['history']?.['nodes'] as unknown as Told[];
  const [event] = planned ?? [];
  const unknown = event?.details.filter(({ value }) => value === null).map(({ name }) => name);
  expect(unknown).toEqual({ addWebhook: ['webhookId'], resumeWebhook: ['from'] }[verb] ?? []);
  expect(event?.details.map(({ name }) => name)).toEqual(newest?.details.map(({ name }) => name));
  expect(event?.type).toBe(newest?.type);
  seen.push(verb);
  return String(made['webhook']?.['id']);
}

async function webhooks(): Promise<void> {
  const webhookId = await seeWebhookFirst('addWebhook', { url: 'https://hooks.example.com/' }, 'secret');
  await seeWebhookFirst('rotateWebhookSecret', { webhookId }, 'secret');
  await seeWebhookFirst('pauseWebhook', { webhookId });
  await seeWebhookFirst('resumeWebhook', { webhookId });
  await seeWebhookFirst('removeWebhook', { webhookId });
}

const secret = 'secret { id lastFour } plainText';
const pair = 'keypair { id kid } privateKeyPem publicKeyPem';

describe('every mutation', () => {
  test('is planned as it is done, and leaves nothing behind until then', async () => {
    const created = await seeFirst('createIntegratorKey', { name: 'Seen first', description: 'At noon' });
    const on = { integratorKeyId: created['integratorKey']?.['id'] };
    await seeFirst('renameIntegratorKey', { ...on, name: 'Renamed', expectedRevision: 0 });
    await seeFirst('renameIntegratorKey', { ...on, name: 'Renamed' }); // nothing to do
    await seeFirst('describeIntegratorKey', { ...on, description: null });
    await seeFirst('setPolicyLinks', { ...on, termsOfUseUrl: 'https://app.example/terms' });
    await seeFirst('markMobileApp', on);
    await seeFirst('unmarkMobileApp', on);
    await seeFirst('disableIntegratorKey', on);
    await seeFirst('enableIntegratorKey', on);
    const redirectUri = 'https://app.example/cb';
    const uri = await seeFirst('addRedirectUri', { ...on, redirectUri }, 'redirectUri { id }');
    const redirectUriId = uri['redirectUri']?.['id'];
    await seeFirst('removeRedirectUri', { ...on, redirectUriId }, 'redirectUriId');
    const expiresAt = '2120-01-01T00:00:00.000Z';
    const first = await seeFirst('addSecret', { ...on, label: 'one', expiresAt }, secret);
    const ofSecret = { ...on, secretId: first['secret']?.['id'], allowLastUsable: true };
    await rotation(ofSecret);
    await seeFirst('disableSecret', ofSecret, 'secret { id }');
    await seeFirst('enableSecret', { ...on, secretId: ofSecret.secretId }, 'secret { id }');
    await seeFirst('revokeSecret', ofSecret, 'secret { id }');
    const made = await seeFirst('addKeypair', { ...on, label: 'made', modulusLength: 3072 }, pair);
    const ofKeypair = { ...on, keypairId: made['keypair']?.['id'], allowLastUsable: true };
    const { keypairId } = ofKeypair;
    await seeFirst('rotateKeypair', { ...on, keypairId, retiresAt: '2110-01-01T00:00:00.000Z' }, pair);
    await seeFirst('cancelRetirement', { ...on, credentialId: keypairId });
    await seeFirst('retireKeypair', { ...ofKeypair, at: '2110-01-01T00:00:00.000Z' }, 'keypair { id }');
    await seeFirst('relabelKeypair', { ...on, keypairId, label: 'old' }, 'keypair { id }');
    await seeFirst('disableKeypair', ofKeypair, 'keypair { id }');
    await seeFirst('enableKeypair', { ...on, keypairId: ofKeypair.keypairId }, 'keypair { id }');
    await seeFirst('revokeKeypair', ofKeypair, 'keypair { id }');
    const publicKey = newKeyPair('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' });
    await seeFirst('uploadPublicKey', { ...on, publicKey }, 'keypair { id }');
    const replaced = await server.mutate('addRedirectUri', { ...on, redirectUri }, 'redirectUri { id }');
    const several = {
      name: 'Saved',
      removeRedirectUriIds: [replaced['redirectUri']?.['id']],
      addRedirectUris: [{ redirectUri }, { redirectUri: `${redirectUri}2` }],
      addSecrets: [{ label: 'two' }, { label: 'three' }],
      addKeypairs: [{ label: 'large', modulusLength: 3072 }, { label: 'small' }],
    };
    const saved = await seeFirst(
      ...(['saveIntegratorKey', { ...on, ...several }, `secrets { ${secret} } keypairs { ${pair} }`] as const),
    );
    const [secretId, pairId] = [idOf(saved, 'secrets', 'secret'), idOf(saved, 'keypairs', 'keypair')];
    const retiresAt = '2110-01-01T00:00:00.000Z';
    const rotations = {
      rotateSecrets: [{ secretId, retiresAt }],
      rotateKeypairs: [{ keypairId: pairId, label: null, retiresAt }],
      addSecrets: [{ label: 'beside' }],
    };
    await seeFirst('saveIntegratorKey', { ...on, ...rotations }, `secrets { ${secret} } keypairs { ${pair} }`);
    await goLive(on, redirectUri);
    await changes(on);
    await policy();
    await webhooks();
    await seeFirst('transferOwnership', { ...on, newOwner: 'grace@acme.example' });
    await seeFirst('deleteIntegratorKey', { ...on, confirmName: 'Saved' });
    const mutations = Object.keys(graphqlPermissions).slice(
      Object.keys(graphqlPermissions).indexOf('createIntegratorKey'),
    );
    expect([...new Set(seen)].sort()).toEqual(mutations.sort());
  });
});

describe('a dry run is refused as the mutation is', () => {
  let on: { integratorKeyId: string };
  beforeAll(async () => void (on = { integratorKeyId: await server.newKey('Refusing') }));

  test.each<[verb: string, input: object, codes: string[]]>([
    ['createIntegratorKey', { name: ' ' }, ['NAME_INVALID']],
    ['renameIntegratorKey', { integratorKeyId: randomUUID(), name: 'A' }, ['KEY_NOT_FOUND']],
    ['renameIntegratorKey', { name: 'A', expectedRevision: 7 }, ['REVISION_CONFLICT']],
    ['renameIntegratorKey', { name: 'A', idempotencyKey: 'short' }, ['IDEMPOTENCY_KEY_INVALID']],
    ['renameIntegratorKey', { name: '', idempotencyKey: 'short' }, ['IDEMPOTENCY_KEY_INVALID']],
    ['renameIntegratorKey', { name: 'A', reason: 'x'.repeat(2001) }, ['REASON_INVALID']],
    ['removeRedirectUri', { redirectUriId: 'nonsense' }, ['ID_INVALID']],
    ['addRedirectUri', { redirectUri: 'http://a.example/' }, ['REDIRECT_URI_HTTP']],
    ['addSecret', { environment: 'PRODUCTION' }, ['KEY_NOT_LIVE']],
    ['disableSecret', { secretId: randomUUID() }, ['SECRET_NOT_FOUND']],
    ['addKeypair', { modulusLength: 1024 }, ['MODULUS_LENGTH_INVALID']],
    ['addKeypair', { environment: 'PRODUCTION' }, ['KEY_NOT_LIVE']],
    ['uploadPublicKey', { publicKey: 'none' }, ['PUBLIC_KEY_INVALID']],
    ['saveIntegratorKey', { addSecrets: [{}, { label: '' }] }, ['LABEL_INVALID']],
    ['deleteIntegratorKey', {}, ['KEY_IN_USE']],
  ])('%s %j', async (verb, given, codes) => {
    const input = { ...(verb === 'createIntegratorKey' ? {} : on), ...given };
    const before = await traces(on.integratorKeyId);
    const { payload, planned } = await dryRun(verb, input);
    expect([planned, payload['position'], await traces(on.integratorKeyId)]).toEqual([null, null, before]);
    const { userErrors } = await server.mutate(verb, input);
    expect(payload['userErrors']).toEqual(userErrors);
    expect((userErrors as unknown as { code: string }[]).map(({ code }) => code)).toEqual(codes);
  });

  test("on another's key, and to whom the verb is not allowed", async () => {
    const input = { ...on, name: 'A' };
    const developer = await server.token({ roles: ['DEVELOPER'], subject: 'another@acme.example' });
    const { payload } = await dryRun('renameIntegratorKey', input, '', developer);
    expect(payload).toMatchObject({ plannedEvents: null, userErrors: [{ code: 'KEY_NOT_FOUND' }] });
    const auditor = await server.token({ roles: ['AUDITOR'] });
    const query = `mutation ($input: RenameIntegratorKeyInput!) { renameIntegratorKey(input: $input) { position } }`;
    expect(await server.ask(query, { input: { ...input, dryRun: true } }, auditor)).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('a retry', () => {
  const query = (fields: string) =>
    `mutation ($id: ID!, $key: String!) { renameIntegratorKey(input: { integratorKeyId: $id, name: "Once", idempotencyKey: $key ${fields} }) { position userErrors { code } } }`;

  test('is the same command whether it says that it is no dry run or not', async () => {
    const variables = { id: await server.newKey(), key: randomUUID() };
    const [first, ...later] = await Promise.all(
      ['', 'dryRun: false', 'dryRun: null'].map((fields) => server.ask(query(fields), variables)),
    );
    expect(first?.data['renameIntegratorKey']).toEqual({ position: expect.any(String), userErrors: [] });
    expect(later.map(({ text }) => text)).toEqual([first?.text, first?.text]);
  });
});

test('the example of the README answers as it says', async () => {
  const section = /## See it first\n[^]*?(?=\n## )/.exec(textOf('README.md'))?.[0] ?? '';
  const [mutation, answer] = fencesOf(section).map(({ code }) => code);
  const id = await server.newKey('Not mine yet');
  const query = mutation?.replace(/(?<=integratorKeyId: ")[^"]+/, id) ?? '';
  expect(query).toContain(id);
  const { data, errors } = await server.ask(query);
  expect([errors, data['saveIntegratorKey']]).toEqual([[], JSON.parse(answer ?? '')]);
});
