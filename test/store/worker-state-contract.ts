import { describe, expect, test } from '@jest/globals';
import type { WorkerState } from '../../src/app/worker/worker-state.js';

/** What every store of the worker's documents promises; `open` gives two clients of a new, empty one. */
export function workerStateContract(name: string, open: () => Promise<[WorkerState, WorkerState]>): void {
  describe(`${name}, of the worker's documents, as the port says, `, () => {
    const written = async (state: WorkerState, ...[document, expected, value]: Parameters<WorkerState['write']>) => {
      const revision = await state.write(document, expected, value);
      if (revision === 'CONFLICT') throw new Error('a conflict');
      return revision;
    };

    test('knows nothing of what was never written', async () => {
      const [one] = await open();
      await written(one, 'other', undefined, {});
      expect(await one.read('lease')).toBeUndefined();
    });

    test('tells every client what was written last, as it was', async () => {
      const [one, other] = await open();
      const values = [
        { a: [1, null, 'ä "\\ \u2028'], b: { c: false } },
        null,
        [],
        'text',
        0,
        { long: 'x'.repeat(100_000) },
      ];
      let revision: number | undefined;
      for (const [n, value] of values.entries()) {
        const before = revision;
        revision = await written(n % 2 ? one : other, 'a-1', before, value);
        expect(revision).toBeGreaterThan(before ?? -Infinity);
        for (const state of [one, other]) expect(await state.read('a-1')).toEqual({ revision, value });
      }
    });

    test('refuses whoever expects another revision, and keeps what there is', async () => {
      const [one, other] = await open();
      expect(await one.write('lease', 0, 'too early')).toBe('CONFLICT');
      const first = await written(one, 'lease', undefined, 'first');
      expect(await other.write('lease', undefined, 'also first')).toBe('CONFLICT');
      const second = await written(other, 'lease', first, 'second');
      for (const expected of [first, undefined, second + 1])
        expect(await one.write('lease', expected, 'late')).toBe('CONFLICT');
      for (const state of [one, other])
        expect(await state.read('lease')).toEqual({ revision: second, value: 'second' });
    });

    test('lets one of many win who expect the same', async () => {
      const clients = await open();
      let revision: number | undefined;
      for (let round = 0; round < 5; round++) {
        const expected = revision;
        const all = [0, 1, 2, 3].map((n) => ({ n, state: clients[n % 2 ? 1 : 0] }));
        const outcomes = await Promise.all(all.map(({ n, state }) => state.write('lease', expected, { round, n })));
        const won = outcomes.flatMap((outcome, n) => (outcome === 'CONFLICT' ? [] : [{ revision: outcome, n }]));
        expect(won).toHaveLength(1);
        revision = won[0]?.revision;
        expect(await clients[0].read('lease')).toEqual({ revision, value: { round, n: won[0]?.n } });
      }
    });

    test('keeps documents apart by their names', async () => {
      const [one, other] = await open();
      const names = ['lease', 'lease-1', '1', '-', 'x'.repeat(64)];
      for (const document of names) await written(one, document, undefined, document);
      for (const document of names) expect((await other.read(document))?.value).toBe(document);
    });

    test('takes no other names, and no value that is not small JSON', async () => {
      const [one] = await open();
      for (const document of ['', 'Lease', 'a b', 'ä', 'a/b', 'x'.repeat(65)]) {
        await expect(one.read(document)).rejects.toThrow(TypeError);
        await expect(one.write(document, undefined, {})).rejects.toThrow(TypeError);
      }
      await expect(one.write('lease', undefined, undefined)).rejects.toThrow(TypeError);
      await expect(one.write('lease', undefined, 'x'.repeat(256 * 1024))).rejects.toThrow(RangeError);
      expect(await one.read('lease')).toBeUndefined();
    });
  });
}
