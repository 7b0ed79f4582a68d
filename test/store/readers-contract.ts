import { describe, expect, test } from '@jest/globals';
import type { HistoryRead, ReadersStore } from '../../src/app/readers/readers-store.js';

export const aRead = (more: Partial<HistoryRead> = {}): HistoryRead => ({
  ...{ account: 'acme', integratorKeyId: 'key', readerId: 'otto', readerKind: 'user' },
  ...{ hour: '2026-06-01T12:00:00.000Z', ...more },
});
const sorted = (reads: readonly HistoryRead[]) => reads.map((read) => JSON.stringify(read)).sort();

/** What every store of who reads promises; `open` gives a new, empty one. */
export function readersContract(name: string, open: () => Promise<ReadersStore>): void {
  describe(`${name}, of who reads, as the port says, `, () => {
    test('knows nothing of an account that nobody has read', async () =>
      expect(await (await open()).readsOf('acme')).toEqual([]));

    test('tells each record once, however often it was written, and with what others', async () => {
      const store = await open();
      const later = aRead({ hour: '2026-06-01T13:00:00.000Z' });
      const all = [aRead(), later, aRead({ integratorKeyId: null }), aRead({ readerId: 'rita' })];
      await store.writeReads(all.slice(0, 2));
      for (let n = 0; n < 2; n++) await store.writeReads([...all].reverse());
      await store.writeReads([]);
      expect(sorted(await store.readsOf('acme'))).toEqual(sorted(all));
    });

    test('tells of an account what is of it, whatever it is called', async () => {
      const store = await open();
      const names = ['acme', 'acme-', 'Acme', 'ä "/\\ $', ''];
      await store.writeReads(names.map((account) => aRead({ account })));
      for (const account of names) expect(await store.readsOf(account)).toEqual([aRead({ account })]);
    });
  });
}
