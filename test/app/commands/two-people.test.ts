import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { decode } from '../../../src/app/log/decode.js';
import { streamOf } from '../../../src/app/log/streams.js';
import { setAccountPolicy } from '../../../src/domain/account/set-account-policy.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import { addRedirectUri } from '../../../src/domain/redirect-uris/add-redirect-uri.js';
import { removeRedirectUri } from '../../../src/domain/redirect-uris/remove-redirect-uri.js';
import { applyChange } from '../../../src/domain/two-people/apply-change.js';
import { approveChange } from '../../../src/domain/two-people/approve-change.js';
import { proposeChange } from '../../../src/domain/two-people/propose-change.js';
import * as f from '../../kit/facts/facts.js';
import { aCaller, aKeyIn, anActor, aStore, handling, type Store } from '../../kit/stores/shell.js';

const redirectUri = 'https://portal.example/';
const uri = { redirectUriId: 'u', environment: 'PRODUCTION', redirectUri } as const;
const change = { ...f.noChange, addRedirectUris: [{ environment: 'PRODUCTION', redirectUri } as const] };
const grace = aCaller(anActor('ADMINISTRATOR', { id: 'grace' }));
const made = { redirectUriIds: ['u'], secrets: [], keypairs: [], now: f.now };

const liveKey = async (store: Store, productionChanges: 'FOUR_EYES' | 'DIRECT' = 'FOUR_EYES') => {
  const integratorKeyId = await aKeyIn(store);
  const { change: run, changeAccount } = handling(store);
  await run(aCaller(), { integratorKeyId }, () => f.live.map(({ type, data }) => ({ type, data }) as KeyEvent));
  await changeAccount(aCaller(), {}, (state) => setAccountPolicy(state, { account: 'acme', productionChanges }));
  return { integratorKeyId };
};

test('one person adds nothing to production under four eyes, and is told so in a rehearsal, too', async () => {
  const store = await aStore();
  const key = await liveKey(store);
  const head = await store.head();
  const { change: run, rehearse } = handling(store);
  for (const tried of [run, rehearse])
    await expect(tried(aCaller(), key, (state) => addRedirectUri(state, uri))).rejects.toMatchObject({
      code: 'APPROVAL_REQUIRED',
    });
  expect(await store.head()).toEqual(head);
});

test('one person is enough where the policy is direct, and to take away', async () => {
  const store = await aStore();
  const key = await liveKey(store, 'DIRECT');
  const { change: run, changeAccount } = handling(store);
  await run(aCaller(), key, (state) => addRedirectUri(state, uri));
  await changeAccount(aCaller(), {}, (state) =>
    setAccountPolicy(state, { account: 'acme', productionChanges: 'FOUR_EYES' }),
  );
  const { history } = await run(aCaller(), key, (state) => removeRedirectUri(state, { redirectUriId: 'u' }));
  expect(history.at(-1)?.type).toBe('RedirectUriRemoved');
});

test('an approved proposal is applied once, and its events name it', async () => {
  const store = await aStore();
  const key = await liveKey(store);
  const { change: run } = handling(store);
  const proposalId = randomUUID();
  await run(aCaller(), key, (state) => proposeChange(state, { proposalId, change, now: f.now }));
  const apply = () =>
    run(aCaller(), { ...key, applies: proposalId }, (state) =>
      applyChange(state, { proposalId, actorId: 'ada', made }),
    );
  await expect(apply()).rejects.toMatchObject({ code: 'PROPOSAL_NOT_APPROVED' });
  await run(grace, key, (state) => approveChange(state, { proposalId, actorId: 'grace', now: f.now }));
  await apply();
  await expect(apply()).rejects.toMatchObject({ code: 'PROPOSAL_CLOSED' });
  const named = (await store.readStream(streamOf(key.integratorKeyId))).map(decode);
  expect(named.map(({ type, metadata }) => [type, metadata.proposalId]).filter(([, id]) => id)).toEqual([
    ['RedirectUriAdded', proposalId],
  ]);
});

test('naming a proposal that nobody has approved opens nothing', async () => {
  const store = await aStore();
  const key = await liveKey(store);
  const { change: run } = handling(store);
  const applies = randomUUID();
  await run(aCaller(), key, (state) => proposeChange(state, { proposalId: applies, change, now: f.now }));
  await expect(run(aCaller(), { ...key, applies }, (state) => addRedirectUri(state, uri))).rejects.toMatchObject({
    code: 'APPROVAL_REQUIRED',
  });
});

test('an event that the log would not take is refused, and one byte less is not', async () => {
  const store = await aStore();
  const integratorKeyId = await aKeyIn(store);
  const { change: run } = handling(store);
  const described = (length: number) => () => [f.described('ü'.repeat(10) + 'x'.repeat(length))];
  const written = await run(aCaller(), { integratorKeyId }, described(0));
  const stored = (await store.readStream(streamOf(integratorKeyId))).at(-1);
  const { id, stream, revision, type, data, metadata } = stored!;
  const spare = 65_535 - Buffer.byteLength(JSON.stringify({ id, stream, revision, type, data, metadata }));
  expect(written.position).not.toBeNull();
  await expect(run(aCaller(), { integratorKeyId }, described(spare + 1))).rejects.toMatchObject({
    code: 'EVENT_TOO_LARGE',
  });
  expect((await run(aCaller(), { integratorKeyId }, described(spare))).position).not.toBeNull();
});
