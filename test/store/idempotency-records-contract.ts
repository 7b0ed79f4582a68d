import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { IdempotencyRecord, IdempotencyRecords } from '../../src/app/commands/idempotency/records.js';
import { closeAfterwards } from '../kit/close-afterwards.js';

export const noon = '2026-06-01T12:00:00.000Z';
export const tomorrow = '2026-06-02T12:00:00.000Z';
const justBefore = '2026-06-02T11:59:59.999Z';
const dayAfter = '2026-06-03T12:00:00.000Z';

/** A record kept at noon, under an id of its own. */
export const aRecord = (more: Partial<IdempotencyRecord> = {}): IdempotencyRecord => ({
  id: randomUUID(),
  argumentsMac: 'of the arguments',
  seed: 'first',
  minted: null,
  ending: null,
  expiresAt: tomorrow,
  ...more,
});

export type Nodes = [IdempotencyRecords, IdempotencyRecords];

/** Everything that records of idempotent commands promise, for whichever adapter, to two servers that share them. */
export function idempotencyRecordsContract(name: string, openNodes: () => Promise<Nodes>): void {
  describe(`${name} as records of idempotent commands`, () => {
    async function open(): Promise<Nodes> {
      const nodes = await openNodes();
      for (const node of nodes) closeAfterwards(() => node.close());
      return nodes;
    }

    test('find what was kept by any of its ids, until it expires, at every node', async () => {
      const record = aRecord({ minted: 'sealed' });
      const { id } = record;
      const nodes = await open();
      expect(await nodes[0].save(record, noon)).toEqual(record);
      for (const { find } of nodes) {
        expect(await find([randomUUID(), id], justBefore)).toEqual(record);
        expect(await find([id], tomorrow)).toBeUndefined();
        expect(await find([randomUUID()], noon)).toBeUndefined();
        expect(await find([], noon)).toBeUndefined();
      }
    });

    test('keep the first record, and its first ending', async () => {
      const [one, other] = await open();
      const first = aRecord({ minted: 'first' });
      await one.save(first, noon);
      expect(await one.save(first, noon)).toEqual(first);
      const second = { ...first, seed: 'second', minted: 'second' };
      expect(await other.save(second, noon)).toEqual(first);
      expect(await other.save({ ...second, ending: 'second' }, noon)).toEqual(first);
      expect(await one.find([first.id], noon)).toEqual(first);
      const ended = { ...first, ending: 'an end' };
      expect(await other.save(ended, noon)).toEqual(ended);
      expect(await one.save({ ...first, ending: 'another' }, noon)).toEqual(ended);
      expect(await one.save(first, noon)).toEqual(ended);
      for (const { find } of [one, other]) expect(await find([first.id], noon)).toEqual(ended);
    });

    test('keep a record that comes with its ending', async () => {
      const [one, other] = await open();
      const record = aRecord({ ending: 'refused at once' });
      expect(await one.save(record, noon)).toEqual(record);
      expect(await other.save({ ...record, ending: 'another' }, noon)).toEqual(record);
      expect(await other.find([record.id], noon)).toEqual(record);
    });

    test('make room for a new record when one has expired, and mix nothing of the two', async () => {
      const [one, other] = await open();
      const { id } = await one.save(aRecord({ minted: 'first', ending: 'an end' }), noon);
      const second = aRecord({ id, seed: 'second', expiresAt: dayAfter });
      expect(await other.save(second, tomorrow)).toEqual(second);
      expect(await one.find([id], tomorrow)).toEqual(second);
      const ended = { ...second, ending: 'another end' };
      expect(await one.save(ended, tomorrow)).toEqual(ended);
      expect(await other.find([id], dayAfter)).toBeUndefined();
      const third = aRecord({ id, minted: 'third', expiresAt: '2026-06-04T12:00:00.000Z' });
      expect(await one.save(third, dayAfter)).toEqual(third); // the seed of the first, and not its ending
      expect(await other.find([id], dayAfter)).toEqual(third);
    });

    test('have one winner among those who keep at once, of records and of endings', async () => {
      const nodes = await open();
      const records = Array.from({ length: 8 }, (_, n) => aRecord({ id: 'x', seed: `${n}`, minted: `${n}` }));
      const at = (n: number) => nodes[n % 2] as IdempotencyRecords;
      for (let round = 0; round < 5; round++) {
        const id = randomUUID();
        const kept = await Promise.all(records.map((record, n) => at(n).save({ ...record, id }, noon)));
        const [winner = aRecord()] = kept;
        expect(kept).toEqual(kept.map(() => winner));
        expect(records.map((record) => ({ ...record, id }))).toContainEqual(winner);
        const ended = await Promise.all(records.map((_, n) => at(n).save({ ...winner, ending: `${n}` }, noon)));
        expect(new Set(ended.map(({ ending }) => ending)).size).toBe(1);
        for (const { find } of nodes) expect(await find([id], noon)).toEqual(ended[0]);
      }
    });
  });
}
