import { expect, test } from '@jest/globals';
import { readersRecorder } from '../../../src/app/readers/recorder.js';
import type { HistoryRead } from '../../../src/app/readers/readers-store.js';

const read = { account: 'acme', integratorKeyId: 'key', readerId: 'otto', readerKind: 'user' } as const;

/** A recorder with a clock, and a store that may be away. */
function recording(maxWaiting?: number) {
  const [written, warned]: [HistoryRead[][], string[]] = [[], []];
  const world = { at: '2026-06-01T12:59:59.999Z', isAway: false };
  const recorder = readersRecorder({
    store: {
      async writeReads(reads) {
        if (world.isAway) throw new Error('away');
        written.push([...reads]);
      },
    },
    now: () => new Date(world.at),
    log: { warn: (_, message) => void warned.push(message) },
    ...(maxWaiting !== undefined && { maxWaiting }),
  });
  return { ...recorder, written, warned, world };
}

test('writes one record for each reader, key and hour, and no more within the hour', async () => {
  const { note, flush, written, world } = recording();
  for (let n = 0; n < 3; n++) note(read);
  note({ ...read, integratorKeyId: null });
  await flush();
  note(read);
  await flush();
  const hour = '2026-06-01T12:00:00.000Z';
  expect(written).toEqual([
    [
      { ...read, hour },
      { ...read, integratorKeyId: null, hour },
    ],
  ]);
  world.at = '2026-06-01T13:00:00.000Z';
  note(read);
  await flush();
  expect(written.at(-1)).toEqual([{ ...read, hour: world.at }]);
});

test('keeps what cannot be written, says so once, and writes it later under its own hour', async () => {
  const { note, flush, written, warned, world, entries } = recording();
  world.isAway = true;
  note(read);
  for (let n = 0; n < 2; n++) await flush();
  world.at = '2026-06-01T15:00:00.000Z';
  note(read);
  expect([written, warned.length, entries()]).toEqual([[], 1, 2]);
  world.isAway = false;
  await flush();
  expect(written.flat().map(({ hour }) => hour)).toEqual(['2026-06-01T12:00:00.000Z', '2026-06-01T15:00:00.000Z']);
  expect(warned).toHaveLength(2);
});

test('does not grow without end', () => {
  const { note, entries } = recording(3);
  for (let n = 0; n < 9; n++) note({ ...read, integratorKeyId: `${n}` });
  expect(entries()).toBe(3);
});
