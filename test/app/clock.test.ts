import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { recallCredentials } from '../../projections/credentials/find.js';
import { verifyClientSecret } from '../../projections/credentials/verify-client-secret.js';
import { listKeys } from '../../projections/key-details/list.js';
import { historyAfter, storedHistory } from '../../projections/key-history/list.js';
import { mintSecret } from '../../src/adapters/crypto/secrets/mint-secret.js';
import { secretVerifier } from '../../src/adapters/crypto/secrets/secret-verifier.js';
import { handler } from '../../src/app/commands/handle.js';
import { addSecret } from '../../src/domain/secrets/add-secret.js';
import { createIntegratorKey } from '../../src/domain/life/create-integrator-key.js';
import { renameIntegratorKey } from '../../src/domain/details/rename-integrator-key.js';
import { peppersOf } from '../crypto/some-peppers.js';
import { created } from '../kit/facts/facts.js';
import { aCaller, aStore, following } from '../kit/stores/shell.js';

const DAY = 86_400_000;
const START = Date.UTC(2026, 5, 1, 12);
const at = (days: number) => new Date(START + days * DAY);
const sight = { account: 'acme', owner: null };
const whole = { from: null, descending: false, limit: 100 };

/** A key in a real store under a clock that is turned by hand, with views that follow. */
async function underAClock() {
  const store = await aStore();
  const { projector, views } = following(store);
  const clock = { days: 0 };
  const handle = handler({ store, shown: async () => undefined, newId: randomUUID, now: () => at(clock.days) });
  const caller = aCaller();
  const integratorKeyId = randomUUID();
  const shown = async () => expect(await projector.passed(await store.head(), 10_000)).toBe(true);
  const rename = (name: string) =>
    handle.change(caller, { integratorKeyId }, (key) => renameIntegratorKey(key, { name }));
  await handle.create(caller, { integratorKeyId }, (none) => createIntegratorKey(none, created.data));
  return { handle, caller, integratorKeyId, clock, views, shown, rename };
}

test('a clock that jumps by a day, forward and back, is what events are stamped with and never what orders them', async () => {
  const { integratorKeyId, clock, views, shown, rename } = await underAClock();
  const jumps = [1, 0, -1, 0.5, -30];
  for (const days of jumps) {
    clock.days = days;
    await rename(`At day ${days}`);
  }
  await shown();
  const stamps = [0, ...jumps].map((days) => at(days).toISOString());
  for (const events of [
    storedHistory(views.db, integratorKeyId)
      .read(whole)
      .rows.map(({ value }) => value),
    historyAfter(views.db, sight, '', 100),
  ]) {
    expect(events.map(({ recordedAt }) => recordedAt)).toEqual(stamps);
    expect(events.map(({ revision }) => revision)).toEqual(stamps.map((_, index) => index));
    expect(events.map(({ position }) => position)).toEqual(events.map(({ position }) => position).sort());
  }
  const { rows } = listKeys(views.db, { sight, filter: {}, sort: 'UPDATED_AT', page: whole, now: at(0).toISOString() });
  expect(rows.map(({ value }) => [value.name, value.revision, value.updatedAt])).toEqual([
    ['At day -30', 5, at(-30).toISOString()],
  ]);
});

test('a secret counts by the clock of the moment it is presented in, and by no other', async () => {
  const { handle, caller, integratorKeyId, clock, views, shown, rename } = await underAClock();
  const peppers = peppersOf(1);
  const { plainText, ...digested } = mintSecret(peppers, 'DEMO');
  const dates = { notBefore: at(1).toISOString(), expiresAt: at(3).toISOString() };
  const secret = { secretId: 's', environment: 'DEMO', label: null, ...dates, ...digested } as const;
  await handle.change(caller, { integratorKeyId }, (key) => addSecret(key, { ...secret, now: at(0).toISOString() }));
  clock.days = 10; // what is recorded meanwhile, and when, changes nothing
  await rename('Later');
  await shown();
  const client = recallCredentials(views.db, { account: 'acme', owner: null }, integratorKeyId);
  const presented = (days: number) =>
    verifyClientSecret(secretVerifier(peppers), client, {
      environment: 'DEMO',
      secret: plainText,
      now: at(days).toISOString(),
    }).reason;
  const [early, inTime, late] = ['NOT_YET_VALID', null, 'EXPIRED'];
  expect([0, 1, 2, 3, 2, 0].map(presented)).toEqual([early, inTime, inTime, late, inTime, early]);
});
