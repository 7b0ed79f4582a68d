import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { StoreUnavailable, type EventStore } from '../../../src/app/log/event-store.js';
import { streamOf } from '../../../src/app/log/streams.js';
import { createIntegratorKey } from '../../../src/domain/life/create-integrator-key.js';
import { renameIntegratorKey } from '../../../src/domain/details/rename-integrator-key.js';
import { revokeSecret } from '../../../src/domain/secrets/revoke-secret.js';
import { MAX_SECRETS } from '../../../src/domain/secrets/refusals.js';
import { peppersOf } from '../../crypto/some-peppers.js';
import { created, now } from '../../kit/facts/facts.js';
import { addingSecret, aWorld, type Server } from '../../kit/stores/retrying.js';
import { aCaller, aKeyIn, anActor, handling } from '../../kit/stores/shell.js';

const DAY = 24 * 60 * 60 * 1000;
const key = randomUUID;

async function aWorldWithKey() {
  const world = await aWorld();
  const integratorKeyId = await aKeyIn(world.store);
  const written = async () => (await world.store.readStream(streamOf(integratorKeyId))).map(({ type }) => type);
  const rename = (name: string) =>
    handling(world.store).change(aCaller(), { integratorKeyId }, (key) => renameIntegratorKey(key, { name }));
  return { ...world, integratorKeyId, written, rename };
}

describe('a retry', () => {
  test('does nothing more, and is answered as the first time, whatever came after', async () => {
    const { server, integratorKeyId, written, rename } = await aWorldWithKey();
    const idempotencyKey = key();
    const first = await addingSecret(server(), idempotencyKey, { integratorKeyId });
    await rename('Later');
    const second = await addingSecret(server(), idempotencyKey, { integratorKeyId });
    expect(second).toEqual(first);
    expect(await written()).toEqual(['KeyCreated', 'SecretAdded', 'KeyRenamed']);
  });

  test('without the same key is a command of its own', async () => {
    const { server, integratorKeyId, written } = await aWorldWithKey();
    const [first, second] = [
      await addingSecret(server(), key(), { integratorKeyId }),
      await addingSecret(server(), key(), { integratorKeyId }),
    ];
    expect(second.plainText).not.toBe(first.plainText);
    expect(second.secretId).not.toBe(first.secretId);
    expect(await written()).toEqual(['KeyCreated', 'SecretAdded', 'SecretAdded']);
  });

  test.each([1, 2])('32 at once at %i servers have one effect and one answer', async (servers) => {
    const { server, integratorKeyId, written } = await aWorldWithKey();
    const all = Array.from({ length: servers }, () => server());
    const idempotencyKey = key();
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, number) =>
        addingSecret(all[number % servers] as Server, idempotencyKey, {
          integratorKeyId,
          caller: { ...aCaller(), correlationId: `request ${number}` },
        }),
      ),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    for (const { count } of all) expect(count.minted).toBeLessThanOrEqual(servers); // and once more to find itself overtaken
    expect(await written()).toEqual(['KeyCreated', 'SecretAdded']);
  });

  test('of a creation finds the key that was created', async () => {
    const { server, store } = await aWorld();
    const create = (name: string, idempotencyKey: string) => {
      const { actor } = aCaller();
      return server().idempotently(
        { actor, mutation: 'createIntegratorKey', idempotencyKey, given: { name } },
        ({ mint, handle }) =>
          handle.create(aCaller(), { integratorKeyId: mint.id() }, (none) =>
            createIntegratorKey(none, { ...created.data, name, account: 'acme' }),
          ),
      );
    };
    const idempotencyKey = key();
    const first = await create('One', idempotencyKey);
    expect(await create('One', idempotencyKey)).toEqual(first);
    expect((await create('One', key())).history[0]?.keyId).not.toBe(first.history[0]?.keyId);
    expect(await store.head()).toMatch(/2$/);
  });
});

describe('what was refused stays refused', () => {
  test('also when it would be allowed by now', async () => {
    const { server, integratorKeyId, written } = await aWorldWithKey();
    const secrets = [];
    for (let count = 0; count < MAX_SECRETS; count++)
      secrets.push(await addingSecret(server(), key(), { integratorKeyId }));
    const idempotencyKey = key();
    const again = () => addingSecret(server(), idempotencyKey, { integratorKeyId });
    await expect(again()).rejects.toMatchObject({ code: 'SECRET_LIMIT_REACHED' });
    const { secretId = '' } = secrets[0] ?? {};
    await server().handle.change(aCaller(), { integratorKeyId }, (key) =>
      revokeSecret(key, { secretId, allowLastUsable: false, now }),
    );
    const before = await written();
    await expect(again()).rejects.toMatchObject({ all: [{ code: 'SECRET_LIMIT_REACHED', field: ['environment'] }] });
    expect(await written()).toEqual(before);
    await addingSecret(server(), key(), { integratorKeyId });
  });

  test('with the revision that was told', async () => {
    const { server, integratorKeyId, rename } = await aWorldWithKey();
    await rename('Later');
    const idempotencyKey = key();
    const conflict = { code: 'REVISION_CONFLICT', currentRevision: 1 };
    const again = () => addingSecret(server(), idempotencyKey, { integratorKeyId, expectedRevision: 0 });
    await expect(again()).rejects.toMatchObject(conflict);
    await rename('Later still');
    await expect(again()).rejects.toMatchObject({ all: [conflict] });
  });
});

test('where there was nothing to do a retry does nothing either', async () => {
  const { server, integratorKeyId, written, rename } = await aWorldWithKey();
  const asked = { actor: aCaller().actor, mutation: 'renameIntegratorKey', idempotencyKey: key(), given: {} } as const;
  const again = () =>
    server().idempotently(asked, ({ handle }) =>
      handle.change(aCaller(), { integratorKeyId }, (key) => renameIntegratorKey(key, { name: created.data.name })),
    );
  const first = await again();
  expect(first.position).toBeNull();
  await rename('Somebody else was here');
  expect(await again()).toEqual(first);
  expect(await written()).toEqual(['KeyCreated', 'KeyRenamed']);
});

describe('the same key', () => {
  test('with other arguments is refused, and changes nothing', async () => {
    const { server, integratorKeyId, written } = await aWorldWithKey();
    const idempotencyKey = key();
    const first = await addingSecret(server(), idempotencyKey, { integratorKeyId, label: 'one' });
    const reused = addingSecret(server(), idempotencyKey, { integratorKeyId, label: 'two' });
    await expect(reused).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] });
    expect(await addingSecret(server(), idempotencyKey, { label: 'one', integratorKeyId })).toEqual(first);
    expect(await written()).toEqual(['KeyCreated', 'SecretAdded']);
  });

  test.each([
    ['another actor', { caller: aCaller(anActor('ADMINISTRATOR', { id: 'grace' })) }],
    ['another kind of actor', { caller: aCaller(anActor('ADMINISTRATOR', { kind: 'service' })) }],
    ['another mutation', { mutation: 'saveIntegratorKey' }],
  ] as const)('of %s is another key', async (_, other) => {
    const { server, integratorKeyId, written } = await aWorldWithKey();
    const idempotencyKey = key();
    const mine = await addingSecret(server(), idempotencyKey, { integratorKeyId });
    const theirs = await addingSecret(server(), idempotencyKey, { integratorKeyId, ...other });
    expect(theirs.plainText).not.toBe(mine.plainText);
    expect(await written()).toEqual(['KeyCreated', 'SecretAdded', 'SecretAdded']);
  });

  test('of another account is another key', async () => {
    const { server, integratorKeyId } = await aWorldWithKey();
    const idempotencyKey = key();
    await addingSecret(server(), idempotencyKey, { integratorKeyId });
    const caller = aCaller(anActor('ADMINISTRATOR', { account: 'globex' }));
    const theirs = addingSecret(server(), idempotencyKey, { integratorKeyId, caller });
    await expect(theirs).rejects.toMatchObject({ code: 'KEY_NOT_FOUND' });
  });

  test.each([
    [1, 1],
    [0, 2],
  ])('means the same until a day later (%i ms before: %i effects)', async (millisecondsBefore, effects) => {
    const { server, integratorKeyId, written, clock } = await aWorldWithKey();
    const idempotencyKey = key();
    await addingSecret(server(), idempotencyKey, { integratorKeyId });
    clock.now = new Date(Date.parse(now) + DAY - millisecondsBefore);
    await addingSecret(server(), idempotencyKey, { integratorKeyId });
    expect(await written()).toEqual(['KeyCreated', ...Array.from({ length: effects }, () => 'SecretAdded')]);
  });

  test.each([['fifteen letters'], ['x'.repeat(256)], ['sixteen letters\u0000'], ['sixteen lettérs!']])(
    'has to have a form: %j has not',
    async (idempotencyKey) => {
      const { server, integratorKeyId, written } = await aWorldWithKey();
      const refused = addingSecret(server(), idempotencyKey, { integratorKeyId });
      await expect(refused).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_INVALID', field: ['idempotencyKey'] });
      expect(await written()).toEqual(['KeyCreated']);
    },
  );
});

describe('when the first try came to a bad end', () => {
  const lost = new StoreUnavailable('lost');
  const after = (store: EventStore): EventStore => ({
    ...store,
    append: (...all) => store.append(...all).then(() => Promise.reject(lost)),
  });
  const before = (store: EventStore): EventStore => ({ ...store, append: () => Promise.reject(lost) });

  test.each([
    ['before the append', before],
    ['after the append', after],
  ])('%s, the next shows the secret that was made then', async (_, broken) => {
    const { server, store, integratorKeyId, written } = await aWorldWithKey();
    const idempotencyKey = key();
    const failing = addingSecret(server({ over: broken(store) }), idempotencyKey, { integratorKeyId });
    await expect(failing).rejects.toBe(lost);
    const second = await addingSecret(server(), idempotencyKey, { integratorKeyId });
    const third = await addingSecret(server(), idempotencyKey, { integratorKeyId });
    expect(third).toEqual(second);
    expect(await written()).toEqual(['KeyCreated', 'SecretAdded']);
    expect(JSON.stringify(await store.readStream(streamOf(integratorKeyId)))).not.toContain(second.plainText);
  });

  test('and two servers try again at once, both answer with what is in the log', async () => {
    const { server, store, integratorKeyId, written } = await aWorldWithKey();
    const idempotencyKey = key();
    const failing = addingSecret(server({ over: before(store) }), idempotencyKey, { integratorKeyId });
    await expect(failing).rejects.toBe(lost);
    const from = (correlationId: string) => ({ integratorKeyId, caller: { ...aCaller(), correlationId } });
    const [one, other] = await Promise.all([
      addingSecret(server(), idempotencyKey, from('one')),
      addingSecret(server(), idempotencyKey, from('other')),
    ]);
    expect(other).toEqual(one);
    expect(await written()).toEqual(['KeyCreated', 'SecretAdded']);
  });

  test('and the pepper has been rotated since', async () => {
    const { server, store, integratorKeyId, written } = await aWorldWithKey();
    const idempotencyKey = key();
    const failing = addingSecret(server({ over: before(store) }), idempotencyKey, { integratorKeyId });
    await expect(failing).rejects.toBe(lost);
    const rotated = server({ peppers: peppersOf(1, 2) });
    const second = await addingSecret(rotated, idempotencyKey, { integratorKeyId });
    expect(await addingSecret(rotated, idempotencyKey, { integratorKeyId })).toEqual(second);
    const [, added] = await store.readStream(streamOf(integratorKeyId));
    expect(added?.data).toMatchObject({ pepperVersion: 1 }); // made under the first, in the first try
    expect(await written()).toEqual(['KeyCreated', 'SecretAdded']);
  });
});

describe('a retry that is refused while another server may be at the first try', () => {
  const inFlightMs = 5000;
  function aGate() {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    return { opened, open: () => open() };
  }

  /** A key with room for one more secret, and a first try of a command that is stopped before its append. */
  async function stoppedBeforeAppend() {
    const world = await aWorldWithKey();
    const { server, store, integratorKeyId, clock } = world;
    const [gate, reached] = [aGate(), aGate()];
    const slow: EventStore = {
      ...store,
      async append(...all) {
        reached.open();
        await gate.opened;
        return store.append(...all);
      },
    };
    const slowRecords = { ...world.records, inFlightMs };
    for (let count = 1; count < MAX_SECRETS; count++) await addingSecret(server(), key(), { integratorKeyId });
    const idempotencyKey = key();
    const first = addingSecret(server({ over: slow, records: slowRecords }), idempotencyKey, { integratorKeyId });
    first.catch(() => undefined);
    await reached.opened;
    const { secretId } = await addingSecret(server(), key(), { integratorKeyId }); // now there is no room
    const makeRoom = () =>
      server().handle.change(aCaller(), { integratorKeyId }, (key) =>
        revokeSecret(key, { secretId, allowLastUsable: false, now }),
      );
    const pauses: number[] = [];
    const retry = (during: () => Promise<unknown>) =>
      addingSecret(
        server({
          records: slowRecords,
          async pause(milliseconds) {
            pauses.push(milliseconds);
            clock.now = new Date(clock.now.getTime() + milliseconds);
            await during();
          },
        }),
        idempotencyKey,
        { integratorKeyId },
      );
    return { ...world, gate, first, makeRoom, pauses, retry };
  }

  test('waits, and answers what the first try then does', async () => {
    const { gate, first, makeRoom, pauses, retry, written } = await stoppedBeforeAppend();
    const answer = await retry(async () => {
      if (pauses.length < 3) return;
      await makeRoom();
      gate.open();
      await first;
    });
    expect(answer).toEqual(await first);
    expect(pauses).toHaveLength(3);
    expect((await written()).filter((type) => type === 'SecretAdded')).toHaveLength(MAX_SECRETS + 1);
  });

  test('is refused once no append of the first try can be on its way, and stays refused', async () => {
    const { first, gate, makeRoom, pauses, retry, written } = await stoppedBeforeAppend();
    await expect(retry(async () => undefined)).rejects.toMatchObject({ code: 'SECRET_LIMIT_REACHED' });
    const waited = pauses.reduce((sum, milliseconds) => sum + milliseconds, 0);
    expect(waited).toBe(inFlightMs);
    await makeRoom();
    const before = await written();
    await expect(retry(async () => undefined)).rejects.toMatchObject({ all: [{ code: 'SECRET_LIMIT_REACHED' }] });
    expect(pauses.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBe(waited);
    expect(await written()).toEqual(before);
    gate.open();
    await first.catch(() => undefined);
  });

  test('is refused at once when the record is older than that', async () => {
    const { clock, first, gate, pauses, retry } = await stoppedBeforeAppend();
    clock.now = new Date(clock.now.getTime() + inFlightMs);
    await expect(retry(async () => undefined)).rejects.toMatchObject({ code: 'SECRET_LIMIT_REACHED' });
    expect(pauses).toEqual([]);
    gate.open();
    await first.catch(() => undefined);
  });

  test('waits no longer where clocks stand still or differ', async () => {
    const { clock, first, gate, pauses, retry } = await stoppedBeforeAppend();
    const start = new Date(clock.now.getTime() - 60 * 60 * 1000);
    clock.now = start;
    const refused = retry(async () => void (clock.now = start));
    await expect(refused).rejects.toMatchObject({ code: 'SECRET_LIMIT_REACHED' });
    expect(pauses.length).toBe(inFlightMs / 250);
    gate.open();
    await first.catch(() => undefined);
  });
});
