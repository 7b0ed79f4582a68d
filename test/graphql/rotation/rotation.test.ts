import { beforeAll, expect, test } from '@jest/globals';
import type { Fields } from '../../kit/server/ask.js';
import { aLiveKey } from '../../kit/server/going-live.js';
import { aServerOfItsOwn } from '../../kit/server/server.js';

const server = aServerOfItsOwn({ KEYLEDGER_GO_LIVE_MIN_USES: '0' });
let integratorKeyId: string;
beforeAll(async () => void (integratorKeyId = await server.newKey('Rotating')));

type Secret = Record<'id' | 'status' | 'retiresAt' | 'replacedBy' | 'expiresAt' | 'label', string | null> & {
  brownouts: { id: string; from: string; to: string }[];
};
const ofSecret = 'id label status expiresAt retiresAt replacedBy brownouts { id from to }';

/** Runs a mutation on the key that happens. */
async function change(verb: string, input: object, selection = '') {
  const payload = await server.mutate(verb, { integratorKeyId, ...input }, selection);
  expect(payload['userErrors']).toEqual([]);
  return payload as unknown as { secret: Secret; retiring: Secret; plainText: string };
}
const refused = async (verb: string, input: object) =>
  (await server.mutate(verb, { integratorKeyId, ...input }))['userErrors'] as unknown as Fields[];

async function seen(secretId: string | null): Promise<Secret> {
  const asked = `query ($id: ID!) { integratorKey(id: $id) { secrets { ${ofSecret} } } }`;
  const { data } = await server.ask(asked, { id: integratorKeyId });
  const { secrets } = data['integratorKey'] as unknown as { secrets: Secret[] };
  return secrets.find(({ id }) => id === secretId) as Secret;
}

async function verify(secret: string) {
  const asked = `query ($id: ID!, $secret: String!) {
    verifyClientSecret(clientId: $id, environment: DEMO, secret: $secret) { active reason } }`;
  return (await server.ask(asked, { id: integratorKeyId, secret })).data['verifyClientSecret'];
}

const ok = { active: true, reason: null };
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

test('a secret is rotated in one step: both count, and the old one says when it ends and what takes its place', async () => {
  const old = await change('addSecret', { label: 'web' }, `secret { ${ofSecret} } plainText`);
  const selection = `secret { ${ofSecret} } retiring { ${ofSecret} } plainText`;
  const rotated = await change('rotateSecret', { secretId: old.secret.id, overlap: 'P30D' }, selection);
  expect(rotated.secret).toMatchObject({ label: 'web', status: 'ACTIVE', retiresAt: null, replacedBy: null });
  expect(rotated.retiring).toMatchObject({ id: old.secret.id, status: 'RETIRING', replacedBy: rotated.secret.id });
  expect(rotated.retiring.expiresAt).toBe(rotated.retiring.retiresAt);
  const days = (Date.parse(String(rotated.retiring.retiresAt)) - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(30);
  expect(await seen(old.secret.id)).toEqual(rotated.retiring);
  expect([await verify(old.plainText), await verify(rotated.plainText)]).toEqual([ok, ok]);
  expect(await refused('rotateSecret', { secretId: old.secret.id })).toMatchObject([
    { code: 'SECRET_RETIRING', field: ['secretId'] },
  ]);

  await change('cancelRetirement', { credentialId: old.secret.id });
  expect(await seen(old.secret.id)).toMatchObject({ status: 'ACTIVE', retiresAt: null, expiresAt: null });
  await change('relabelSecret', { secretId: old.secret.id, label: 'web, old' });
  expect(await seen(old.secret.id)).toMatchObject({ label: 'web, old' });
});

test('a secret ends by the clock, on its own', async () => {
  const { secret, plainText } = await change('addSecret', {}, `secret { ${ofSecret} } plainText`);
  const at = new Date(Date.now() + 1_500).toISOString();
  await change('retireSecret', { secretId: secret.id, at });
  for (;;) {
    const { status } = await seen(secret.id);
    if (status === 'EXPIRED') break;
    expect(status).toBe('RETIRING');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await verify(plainText)).toEqual({ active: false, reason: 'EXPIRED' });
});

test('within a brownout a secret does not count, and after it was cancelled it does', async () => {
  const { secret, plainText } = await change('addSecret', {}, `secret { ${ofSecret} } plainText`);
  const scheduled = await change('scheduleBrownout', { secretId: secret.id, to: inAnHour() }, `secret { ${ofSecret} }`);
  expect(scheduled.secret).toMatchObject({ status: 'ACTIVE', brownouts: [{}] });
  expect(await verify(plainText)).toEqual({ active: false, reason: 'BROWNOUT' });
  const again = { secretId: secret.id, to: inAnHour() };
  expect(await refused('scheduleBrownout', again)).toMatchObject([{ code: 'BROWNOUT_OVERLAPS', field: ['from'] }]);
  await change('cancelBrownout', { secretId: secret.id, brownoutId: scheduled.secret.brownouts[0]?.id });
  expect(await verify(plainText)).toEqual(ok);
  expect(await seen(secret.id)).toMatchObject({ brownouts: [] });
});

test('words that are no duration are refused, and not repeated', async () => {
  const { secret } = await change('addSecret', {}, `secret { ${ofSecret} }`);
  const errors = await refused('rotateSecret', { secretId: secret.id, overlap: 'a fortnight' });
  expect(errors).toMatchObject([{ code: 'OVERLAP_INVALID', field: ['overlap'] }]);
  expect(JSON.stringify(errors)).not.toContain('fortnight');
});

test('a secret of production is replaced by one that says so in its text', async () => {
  const key = await aLiveKey(server, await server.token({ roles: ['REVIEWER'], subject: 'heidi@acme.example' }));
  const on = { integratorKeyId: key };
  const old = await server.mutate('addSecret', { ...on, environment: 'PRODUCTION' }, 'secret { id } plainText');
  const secretId = old['secret']?.['id'];
  const rotated = await server.mutate('rotateSecret', { ...on, secretId }, 'secret { environment } plainText');
  expect(rotated['secret']).toMatchObject({ environment: 'PRODUCTION' });
  expect([old, rotated].map(({ plainText }) => String(plainText).slice(0, 8))).toEqual(['kl_prod_', 'kl_prod_']);
});
