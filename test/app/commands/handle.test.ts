import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { decode } from '../../../src/app/log/decode.js';
import { streamOf } from '../../../src/app/log/streams.js';
import { StoreUnavailable } from '../../../src/app/log/event-store.js';
import { addRedirectUri } from '../../../src/domain/redirect-uris/add-redirect-uri.js';
import { addSecret } from '../../../src/domain/secrets/add-secret.js';
import { deleteIntegratorKey } from '../../../src/domain/life/delete-integrator-key.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import type { Refusal } from '../../../src/domain/refusal/refusal.js';
import { renameIntegratorKey } from '../../../src/domain/details/rename-integrator-key.js';
import { saveIntegratorKey } from '../../../src/domain/save/save-integrator-key.js';
import { aSecret, aUri, created, many, now } from '../../kit/facts/facts.js';
import { aCaller, aKeyIn, anActor, aStore, handling } from '../../kit/stores/shell.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const rename = (name: string) => (key: ExistingKey) => renameIntegratorKey(key, { name });
const addUri = (id: string) => (key: ExistingKey) => addRedirectUri(key, aUri(id));
const nothing = { removeRedirectUriIds: [], addSecrets: [], addKeypairs: [], now };

const refusal = (code: string, more: object = {}) => ({ name: 'Refusal', code, ...more });

describe('what is written', () => {
  test('every event has its whole metadata, and all of a command have one command id', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    const before = await store.readStream(streamOf(integratorKeyId));
    const addRedirectUris = many(3, aUri);
    const { position } = await handling(store).change(aCaller(), { integratorKeyId, reason: 'because' }, (key) =>
      saveIntegratorKey(key, { ...nothing, name: 'New', addRedirectUris }),
    );
    const all = await store.readStream(streamOf(integratorKeyId));
    const written = all.slice(before.length);
    expect(written.map(({ type }) => type)).toEqual(['KeyRenamed', ...many(3, () => 'RedirectUriAdded')]);
    const [commandId] = written.map((event) => decode(event).metadata.commandId);
    for (const { metadata, id, revision } of written) {
      expect(metadata).toEqual({
        recordedAt: '2026-06-01T12:00:00.000Z',
        actorId: 'ada',
        actorKind: 'user',
        account: 'acme',
        sourceIp: '192.0.2.7',
        userAgent: 'jest',
        $correlationId: 'conversation-1',
        $causationId: commandId,
        commandId,
        schemaVersion: 1,
        reason: 'because',
      });
      expect(id).toMatch(uuid);
      expect(revision).toBe(all.findIndex((event) => event.id === id));
    }
    expect(commandId).toMatch(uuid);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(before.map((event) => decode(event).metadata.commandId)).not.toContain(commandId);
    expect(position).toBe(written.at(-1)?.position);
  });

  test('what is answered is what the store keeps', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    const { history } = await handling(store).change(aCaller(), { integratorKeyId }, rename('New'));
    expect(history).toEqual((await store.readStream(streamOf(integratorKeyId))).map(decode));
  });

  test('nothing, when there is nothing to do', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    const head = await store.head();
    const { position, history } = await handling(store).change(
      aCaller(),
      { integratorKeyId },
      rename(created.data.name),
    );
    expect({ position, length: history.length, head: await store.head() }).toEqual({ position: null, length: 1, head });
  });

  test('nothing, when it is refused', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    const head = await store.head();
    const change = (decide: (key: ExistingKey) => KeyEvent[], reason?: string) =>
      handling(store).change(aCaller(), { integratorKeyId, reason }, decide);
    const half = { ...nothing, name: 'New', addRedirectUris: [aUri('u'), aUri('v', 'no')] };
    await expect(change(rename(''))).rejects.toMatchObject(refusal('NAME_INVALID'));
    await expect(change((key) => saveIntegratorKey(key, half))).rejects.toMatchObject(
      refusal('REDIRECT_URI_NOT_ABSOLUTE'),
    );
    await expect(change(rename('New'), 'bell\u0007')).rejects.toMatchObject(
      refusal('REASON_INVALID', { field: ['reason'] }),
    );
    expect(await store.head()).toBe(head);
  });

  test('waits until it shows, and only after it was written', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    const shown: string[] = [];
    const { change } = handling(store, async (position) => void shown.push(position, await store.head()));
    const { position } = await change(aCaller(), { integratorKeyId }, rename('New'));
    expect(shown).toEqual([position, position]);
  });
});

describe('whose key it is', () => {
  const hidden = refusal('KEY_NOT_FOUND', { field: ['integratorKeyId'] });
  test.each([
    ['another account', aCaller(anActor('ADMINISTRATOR', { account: 'globex' }))],
    ['a colleague', aCaller(anActor('DEVELOPER', { id: 'bob' }))],
    ['a reviewer of the account', aCaller(anActor('REVIEWER', { id: 'bob' }), { account: 'acme', owner: 'bob' })],
  ])('to %s it is as if it were missing', async (_, caller) => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    const missing = handling(store).change(caller, { integratorKeyId: randomUUID() }, rename('New'));
    await expect(missing).rejects.toMatchObject(hidden);
    for (const expectedRevision of [null, 0, 99])
      await expect(
        handling(store).change(caller, { integratorKeyId, expectedRevision }, rename('New')),
      ).rejects.toMatchObject(hidden);
  });
  test('its owner may, and an administrator', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    for (const [name, caller] of Object.entries({
      owner: aCaller(anActor('DEVELOPER')),
      administrator: aCaller(anActor('ADMINISTRATOR', { id: 'bob' })),
    }))
      expect((await handling(store).change(caller, { integratorKeyId }, rename(name))).position).not.toBeNull();
  });
  test('who belongs to no account changes what it may reach, and the event belongs to the account of the key', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    const platform = anActor('REVIEWER', { account: null });
    const all = aCaller(platform, { account: null, owner: null });
    const { history } = await handling(store).change(all, { integratorKeyId }, rename('New'));
    expect(history.at(-1)?.metadata).toMatchObject({ account: 'acme', actorId: platform.id });
    const requested = aCaller(platform, { account: null, owner: null, onlyRequested: true });
    const change = handling(store).change(requested, { integratorKeyId }, rename('Newer'));
    await expect(change).rejects.toMatchObject(refusal('KEY_NOT_FOUND', { field: ['integratorKeyId'] }));
  });
  test('a deleted key takes no change', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    await handling(store).change(aCaller(), { integratorKeyId }, (key) =>
      deleteIntegratorKey(key, { confirmName: key.name }),
    );
    for (const decide of [rename('New'), (key: ExistingKey) => deleteIntegratorKey(key, { confirmName: key.name })])
      await expect(handling(store).change(aCaller(), { integratorKeyId }, decide)).rejects.toMatchObject(
        refusal('KEY_DELETED', { field: ['integratorKeyId'] }),
      );
  });
});

describe('the revision that the caller has seen', () => {
  test.each([0, 2, -1, 2 ** 31 - 1])('is not %i: a conflict says where the key is', async (expectedRevision) => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    await handling(store).change(aCaller(), { integratorKeyId }, rename('First'));
    const change = handling(store).change(aCaller(), { integratorKeyId, expectedRevision }, rename('Second'));
    const field = ['expectedRevision'];
    await expect(change).rejects.toMatchObject(refusal('REVISION_CONFLICT', { field, currentRevision: 1 }));
  });
  test('is right: it happens', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    const { history } = await handling(store).change(
      aCaller(),
      { integratorKeyId, expectedRevision: 0 },
      rename('New'),
    );
    expect(history.at(-1)).toMatchObject({ type: 'KeyRenamed', revision: 1 });
  });
  test('of many who have seen the same one happens, and the others conflict', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    const { change } = handling(store);
    const all = many(8, (id) => change(aCaller(), { integratorKeyId, expectedRevision: 0 }, rename(id)));
    const outcomes = await Promise.allSettled(all);
    const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Refusal] : []));
    expect(lost).toHaveLength(7);
    for (const reason of lost) expect(reason).toMatchObject(refusal('REVISION_CONFLICT', { currentRevision: 1 }));
  });
});

describe('many at the same time on one key', () => {
  test('32 all take effect, each once', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    const { change } = handling(store);
    const outcomes = await Promise.all(many(32, (id) => change(aCaller(), { integratorKeyId }, addUri(id))));
    const events = await store.readStream(streamOf(integratorKeyId));
    expect(events).toHaveLength(33);
    expect(new Set(events.map((event) => JSON.stringify(event.data))).size).toBe(33);
    expect(new Set(outcomes.map(({ position }) => position)).size).toBe(32);
  });
  test('two servers on one store, and the caps hold', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    const servers = [handling(store), handling(store)] as const;
    const all = many(16, (secretId) =>
      servers[Number(secretId.slice(1)) % 2 ? 0 : 1].change(aCaller(), { integratorKeyId }, (key) =>
        addSecret(key, { ...aSecret(secretId), now }),
      ),
    );
    const outcomes = await Promise.allSettled(all);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Refusal] : []));
    expect(refused.map(({ code }) => code)).toEqual(many(6, () => 'SECRET_LIMIT_REACHED'));
    expect(await store.readStream(streamOf(integratorKeyId))).toHaveLength(11);
  });
  test('one that is refused or slow does not hold up the next', async () => {
    const store = await aStore();
    const integratorKeyId = await aKeyIn(store);
    const never = new Promise(() => undefined);
    const { change } = handling(store, () => never);
    void change(aCaller(), { integratorKeyId }, rename('Slow to show'));
    await expect(change(aCaller(), { integratorKeyId }, rename(''))).rejects.toMatchObject(refusal('NAME_INVALID'));
    void change(aCaller(), { integratorKeyId }, rename('Next'));
    while ((await store.readStream(streamOf(integratorKeyId))).length < 3);
  });
});

test('the store is closed: unavailable', async () => {
  const store = await aStore();
  const integratorKeyId = await aKeyIn(store);
  await store.close();
  const change = handling(store).change(aCaller(), { integratorKeyId }, rename('New'));
  await expect(change).rejects.toBeInstanceOf(StoreUnavailable);
});
