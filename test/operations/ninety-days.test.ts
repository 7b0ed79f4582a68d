import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decode } from '../../src/app/log/decode.js';
import { streamOf } from '../../src/app/log/streams.js';
import { addSecret } from '../../src/domain/secrets/add-secret.js';
import { createIntegratorKey } from '../../src/domain/life/create-integrator-key.js';
import { created, secretAdded } from '../kit/facts/facts.js';
import { aCaller } from '../kit/stores/shell.js';
import { workerWorld } from './worker-world.js';
import type { Working } from './turned-worker.js';

const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];
const START_MS = Date.UTC(2026, 5, 1, 12);
const DAYS = [90, 60, 30, 15, 7, 1];
/** What a step may take by the clock; no reminder becomes due in it, because the steps and the ends are at whole hours. */
const STEP_MS = 30 * MINUTE_MS;

/** Ends of secrets that are made at the start, in days after it: the first reminder of the second is of the moment it was made. */
const ENDS = { 'in 91 days': 91, 'in 90 days': 90, 'in 20 days': 20 };
type Name = keyof typeof ENDS;
const NAMES = Object.keys(ENDS) as Name[];

interface Step {
  /** Since the step before. */
  hours: number;
  /** Who is not frozen; and who is started anew before. */
  awake: 'one' | 'other' | 'both';
  anew: 'one' | 'other' | undefined;
}

/** Which reminders a step at this moment has to bring: after a pause the latest that is due, and none that came before. */
function dueAt(ms: number, endDays: number, told: readonly number[]): number[] {
  const leftMs = START_MS + endDays * DAY_MS - ms;
  if (leftMs <= 0) return [];
  const latest = DAYS.filter((days) => leftMs <= days * DAY_MS && days < endDays).at(-1);
  return latest === undefined || told.includes(latest) ? [] : [latest];
}

/** Plays the steps; resolves to the reminders of each secret. Rejects where a step brings others than it has to. */
async function play(steps: readonly Step[]): Promise<Record<Name, number[]>> {
  const { store, handle, posted, aWorker, pass } = await workerWorld(START_MS);
  const integratorKeyId = randomUUID();
  await handle.create(aCaller(), { integratorKeyId }, (none) => createIntegratorKey(none, created.data));
  for (const [secretId, days] of Object.entries(ENDS)) {
    const ending = { secretId, expiresAt: new Date(START_MS + days * DAY_MS).toISOString() };
    const { data } = secretAdded(secretId, ending);
    await handle.change(aCaller(), { integratorKeyId }, (key) =>
      addSecret(key, { ...data, now: new Date(START_MS).toISOString() }),
    );
  }
  const workers = { one: await aWorker(), other: await aWorker() };
  const told = { 'in 91 days': [], 'in 90 days': [], 'in 20 days': [] } as Record<Name, number[]>;
  let atMs = START_MS;
  for (const { hours, awake, anew } of steps) {
    atMs += hours * HOUR_MS;
    if (anew) {
      const { end, directory } = workers[anew];
      await end();
      workers[anew] = await aWorker(directory);
    }
    const turned: Working[] = awake === 'both' ? Object.values(workers) : [workers[awake]];
    await pass(turned, atMs, STEP_MS);
    for (const name of NAMES) told[name].push(...dueAt(atMs, ENDS[name], told[name]));
    const history = (await store.readStream(streamOf(integratorKeyId))).map(decode);
    const reminders = history.filter(({ type }) => type === 'CredentialExpiryApproaching');
    const found = Object.fromEntries(
      NAMES.map((name) => [
        name,
        reminders.flatMap(({ data }) => {
          const { credentialId, days } = data as { credentialId: string; days: number };
          return credentialId === name ? [days] : [];
        }),
      ]),
    );
    expect({ atMs, ...found }).toEqual({ atMs, ...told });
    // the log has it, and so has the receiver: each event once, in the order of the log
    const sent = posted.filter(({ type }) => type === 'CredentialExpiryApproaching').map(({ id }) => id);
    expect(sent).toEqual(reminders.map(({ id }) => id));
  }
  expect(Object.values(workers).flatMap(({ failed }) => failed)).toEqual([]);
  for (const { end } of Object.values(workers)) await end();
  return told;
}

const sixHourly = (days: number): Step[] =>
  Array.from({ length: days * 4 }, (_, n) => ({
    hours: 6,
    awake: (['one', 'other', 'both'] as const)[Math.floor(n / 3) % 3]!,
    anew: n % 5 === 0 ? (n % 2 ? 'one' : 'other') : undefined,
  }));

test('two workers that take turns and are started again and again remind of each day once, and never after the end', async () => {
  expect(await play(sixHourly(93))).toEqual({
    'in 91 days': [90, 60, 30, 15, 7, 1],
    'in 90 days': [60, 30, 15, 7, 1],
    'in 20 days': [15, 7, 1],
  });
});

test('after pauses of many days each time only the latest is told, and nothing of an end that came meanwhile', async () => {
  const days = [0, 50, 30, 8.5, 1.5, 5];
  const steps = days.map((each, n): Step => ({ hours: each * 24, awake: n % 2 ? 'other' : 'one', anew: undefined }));
  expect(await play(steps)).toEqual({ 'in 91 days': [60, 15, 7, 1], 'in 90 days': [60, 15, 7], 'in 20 days': [] });
});

const aStep: fc.Arbitrary<Step> = fc.record({
  hours: fc.oneof(
    fc.integer({ min: 1, max: 36 }),
    fc.integer({ min: 1, max: 24 }).map((days) => days * 24),
  ),
  awake: fc.constantFrom<Step['awake'][]>('one', 'other', 'both'),
  anew: fc.constantFrom<Step['anew'][]>(undefined, undefined, 'one', 'other'),
});

test('whatever the pauses, and whoever works', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 5, maxLength: 25 }), async (steps) => void (await play(steps))),
    { numRuns: 15 },
  );
});
