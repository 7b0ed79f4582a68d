import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { handler } from '../../../src/app/commands/handle.js';
import type { PolicyChanges } from '../../../src/domain/account/policy-changes.js';
import { noSecretSettings } from '../../../src/domain/account/secret-settings.js';
import { setAccountPolicy } from '../../../src/domain/account/set-account-policy.js';
import type { SecretWish } from '../../../src/domain/two-people/facts.js';
import { applyChange } from '../../../src/domain/two-people/apply-change.js';
import { approveChange } from '../../../src/domain/two-people/approve-change.js';
import { proposeChange } from '../../../src/domain/two-people/propose-change.js';
import { addSecret } from '../../../src/domain/secrets/add-secret.js';
import * as f from '../../kit/facts/facts.js';
import { aCaller, aKeyIn, anActor, aStore, atNoon, handling, type Store } from '../../kit/stores/shell.js';

const grace = aCaller(anActor('ADMINISTRATOR', { id: 'grace' }));
const set = (store: Store, changes: PolicyChanges) =>
  handling(store).changeAccount(aCaller(), {}, (state) => setAccountPolicy(state, { account: 'acme', ...changes }));
const adding = (secretId: string, expiresAt: string | null = null) => ({
  ...{ ...f.secretAdded(secretId).data, expiresAt },
  now: f.now,
});
const add = (store: Store, integratorKeyId: string, secretId: string, expiresAt: string | null = null) =>
  handling(store).change(aCaller(), { integratorKeyId }, (key) => addSecret(key, adding(secretId, expiresAt)));

test('a secret that the policy does not take is refused, in a rehearsal too, and nothing is written', async () => {
  const store = await aStore();
  const integratorKeyId = await aKeyIn(store);
  await set(store, { longestSecretLife: 'P30D' });
  const head = await store.head();
  const { change, rehearse } = handling(store);
  for (const tried of [change, rehearse])
    await expect(
      tried(aCaller(), { integratorKeyId }, (key) => addSecret(key, adding('s', '2026-07-01T12:00:00.001Z'))),
    ).rejects.toMatchObject({ code: 'SECRET_LIFE_TOO_LONG', field: [] });
  expect(await store.head()).toEqual(head);
  expect((await add(store, integratorKeyId, 's', '2026-07-01T12:00:00.000Z')).position).not.toBeNull();
});

test('a policy of now is asked of what is added from now on, and never of what was there', async () => {
  const store = await aStore();
  const integratorKeyId = await aKeyIn(store);
  await add(store, integratorKeyId, 'a');
  await add(store, integratorKeyId, 'b');
  await set(store, { maxSecretsPerEnvironment: 1 });
  const renamed = await handling(store).change(aCaller(), { integratorKeyId }, () => [f.renamed('Other')]);
  expect(renamed.position).not.toBeNull();
  await expect(add(store, integratorKeyId, 'c')).rejects.toMatchObject({ code: 'SECRET_LIMIT_REACHED' });
  await set(store, { maxSecretsPerEnvironment: null });
  expect((await add(store, integratorKeyId, 'c')).position).not.toBeNull();
});

test('the policy of one account says nothing to another', async () => {
  const store = await aStore();
  const other = aCaller(anActor('ADMINISTRATOR', { account: 'globex' }));
  const integratorKeyId = await aKeyIn(store, other);
  await set(store, { keypairsOnly: true });
  const added = await handling(store).change(other, { integratorKeyId }, (key) => addSecret(key, adding('s')));
  expect(added.position).not.toBeNull();
});

test("the server's own setting counts where the account has none, and only there", async () => {
  const store = await aStore();
  const integratorKeyId = await aKeyIn(store);
  const policyDefaults = { ...noSecretSettings, secretExpiryRequired: true };
  const { change } = handler({
    ...{ store, shown: async () => undefined, newId: randomUUID, now: () => atNoon },
    policyDefaults,
  });
  const tried = () => change(aCaller(), { integratorKeyId }, (key) => addSecret(key, adding('s')));
  await expect(tried()).rejects.toMatchObject({ code: 'SECRET_EXPIRY_REQUIRED' });
  await set(store, { secretExpiryRequired: false });
  expect((await tried()).position).not.toBeNull();
});

test('a policy that is set while a command loses a race is asked when it decides again', async () => {
  const store = await aStore();
  const integratorKeyId = await aKeyIn(store);
  let decided = 0;
  const late = handling(store).change(aCaller(), { integratorKeyId }, async (key) => {
    if (decided++ === 0) {
      await handling(store).change(grace, { integratorKeyId }, () => [f.renamed('Other')]); // another server is faster
      await set(store, { keypairsOnly: true });
    }
    return addSecret(key, adding('s'));
  });
  await expect(late).rejects.toMatchObject({ code: 'KEYPAIRS_ONLY' });
});

test('an approved proposal is refused what the policy does not take, and so is the proposal itself', async () => {
  const store = await aStore();
  const integratorKeyId = await aKeyIn(store);
  const key = { integratorKeyId };
  const { change: run } = handling(store);
  const secret: SecretWish = { environment: 'DEMO', label: null, notBefore: null, expiresAt: null };
  const change = { ...f.noChange, addSecrets: [secret] };
  const proposalId = randomUUID();
  const propose = (id: string) =>
    run(aCaller(), key, (state) => proposeChange(state, { proposalId: id, change, now: f.now }));
  await propose(proposalId);
  await run(grace, key, (state) => approveChange(state, { proposalId, actorId: 'grace', now: f.now }));
  await set(store, { secretExpiryRequired: true });
  const { environment: _, label: __, notBefore: ___, expiresAt: ____, ...minted } = f.secretAdded('s').data;
  const made = { redirectUriIds: [], secrets: [minted], keypairs: [], now: f.now };
  await expect(
    run(aCaller(), { ...key, applies: proposalId }, (state) =>
      applyChange(state, { proposalId, actorId: 'ada', made }),
    ),
  ).rejects.toMatchObject({ code: 'SECRET_EXPIRY_REQUIRED' });
  await expect(propose(randomUUID())).rejects.toMatchObject({ code: 'SECRET_EXPIRY_REQUIRED' });
});
