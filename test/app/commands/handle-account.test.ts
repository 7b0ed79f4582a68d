import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readAccountHistory, readAccountPolicy } from '../../../src/app/account/read-account.js';
import { NotAllowed } from '../../../src/app/access/actor.js';
import { accountStreamOf } from '../../../src/app/log/streams.js';
import type { Account } from '../../../src/domain/account/account.js';
import { approveAccountPolicy } from '../../../src/domain/account/approve-account-policy.js';
import type { ProductionChanges } from '../../../src/domain/account/facts.js';
import { proposeAccountPolicy } from '../../../src/domain/account/propose-account-policy.js';
import { setAccountPolicy } from '../../../src/domain/account/set-account-policy.js';
import { addWebhook } from '../../../src/domain/webhooks/add-webhook.js';
import { pauseFailingWebhook } from '../../../src/domain/webhooks/pause-webhook.js';
import { systemActor } from '../../../src/app/access/system-actor.js';
import { pepper } from '../../kit/facts/account.js';
import { now } from '../../kit/facts/facts.js';
import { aWorld } from '../../kit/stores/retrying.js';
import { aCaller, anActor, aStore, handling } from '../../kit/stores/shell.js';

const to = (productionChanges: ProductionChanges | null) => (account: Account) =>
  setAccountPolicy(account, { account: 'acme', productionChanges });
const propose = (proposalId: string) => (account: Account) =>
  proposeAccountPolicy(account, { proposalId, productionChanges: 'DIRECT', now });
const by = (id: string, account: string | null = 'acme') =>
  aCaller(anActor('ADMINISTRATOR', { id, account }), { account, owner: id });
const grace = by('grace');
const approve = (proposalId: string) => (account: Account) =>
  approveAccountPolicy(account, { account: 'acme', proposalId, approver: 'grace', now });

test('an account is there without having been created, with nothing set', async () => {
  const store = await aStore();
  expect(await readAccountPolicy(store, 'acme')).toMatchObject({ productionChanges: null });
  const unchanged = await handling(store).changeAccount(by('ada'), {}, () => []);
  expect(unchanged).toMatchObject({ history: [], position: null });
});

test('what is answered is what the log keeps, with its whole metadata; accounts know nothing of each other', async () => {
  const store = await aStore();
  const shown: string[] = [];
  const { changeAccount } = handling(store, async (position) => void shown.push(position));
  const { history, position } = await changeAccount(by('ada'), { reason: 'because' }, to('FOUR_EYES'));
  expect(history).toEqual(await readAccountHistory(store, 'acme'));
  expect(history[0]).toMatchObject({
    type: 'AccountPolicySet',
    revision: 0,
    metadata: { actorId: 'ada', account: 'acme', reason: 'because', schemaVersion: 2, sourceIp: '192.0.2.7' },
  });
  expect([shown, await store.head()]).toEqual([[position], position]);
  expect(await readAccountPolicy(store, 'acme')).toMatchObject({ productionChanges: 'FOUR_EYES' });
  expect(await readAccountPolicy(store, 'Acme')).toMatchObject({ productionChanges: null });
});

test('whoever is bound to no account has none to change', async () => {
  const store = await aStore();
  const nobody = { ...by('ada'), actor: anActor('ADMINISTRATOR', { account: null }) };
  await expect(handling(store).changeAccount(nobody, {}, to('DIRECT'))).rejects.toBeInstanceOf(NotAllowed);
});

test('Keyledger itself pauses a webhook that takes nothing, of the account that it works for', async () => {
  const store = await aStore();
  const { changeAccount } = handling(store);
  const add = { webhookId: 'w', url: 'https://a.example', types: [], pepper, httpToo: false };
  await changeAccount(by('ada'), {}, (account) => addWebhook(account, add));
  const itself = (account: string) => aCaller(systemActor(account), { account, owner: null });
  const pause = (account: Account) => pauseFailingWebhook(account, { webhookId: 'w', why: 'FAILING' });
  const { history } = await changeAccount(itself('acme'), {}, pause);
  expect(history.at(-1)).toMatchObject({
    ...{ type: 'WebhookPaused', data: { webhookId: 'w', why: 'FAILING' } },
    metadata: { actorId: 'keyledger', actorKind: 'system', account: 'acme' },
  });
  expect(await changeAccount(itself('acme'), {}, pause)).toMatchObject({ position: null }); // once
  await expect(changeAccount(itself('globex'), {}, pause)).rejects.toMatchObject({ code: 'WEBHOOK_NOT_FOUND' });
});

describe('two administrators at once', () => {
  test('of whom both have seen the same revision: one wins, and the other is told the new one', async () => {
    const store = await aStore();
    const [one, other] = [handling(store), handling(store)]; // two servers: no queue is between them
    for (const expectedRevision of [-1, 0]) {
      const value = expectedRevision < 0 ? 'DIRECT' : 'FOUR_EYES';
      const ended = await Promise.allSettled([
        one.changeAccount(by('ada'), { expectedRevision }, to(value)),
        other.changeAccount(grace, { expectedRevision }, to(value)),
      ]);
      expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = ended.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
      const told = { code: 'REVISION_CONFLICT', field: ['expectedRevision'], currentRevision: expectedRevision + 1 };
      expect(lost.reason).toMatchObject(told);
    }
    expect(await store.readStream(accountStreamOf('acme'))).toHaveLength(2);
  });

  test('who approve the same proposal: it is applied once', async () => {
    const store = await aStore();
    await handling(store).changeAccount(by('ada'), {}, to('FOUR_EYES'));
    await handling(store).changeAccount(by('ada'), {}, propose('p'));
    const ended = await Promise.allSettled(
      [grace, grace].map((caller) => handling(store).changeAccount(caller, {}, approve('p'))),
    );
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = ended.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: 'PROPOSAL_CLOSED' });
    const types = (await store.readStream(accountStreamOf('acme'))).map(({ type }) => type);
    expect(types).toEqual(['AccountPolicySet', 'AccountPolicyProposed', 'AccountPolicyApproved', 'AccountPolicySet']);
  });
});

test('a retry changes nothing more and gets the same answer, after others have gone on', async () => {
  const world = await aWorld();
  const idempotencyKey = randomUUID();
  const caller = by('ada');
  const proposing = () => {
    const request = { actor: caller.actor, mutation: 'proposeAccountPolicy', idempotencyKey, given: {} } as const;
    return world
      .server()
      .idempotently(request, ({ mint, handle }) => handle.changeAccount(caller, {}, propose(mint.id())));
  };
  await world.server().handle.changeAccount(caller, {}, to('FOUR_EYES'));
  const first = await proposing();
  const [proposal] = first.history.slice(-1).map(({ data }) => data as { proposalId: string });
  await world.server().handle.changeAccount(grace, {}, approve(proposal!.proposalId));
  expect(await proposing()).toEqual(first);
  expect(await world.store.readStream(accountStreamOf('acme'))).toHaveLength(4);
});
