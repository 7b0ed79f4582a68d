import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { UsageBatch, UsageStore } from '../../src/app/usage/usage-store.js';
import type { Presence } from '../../src/domain/usage/presence.js';
import type { Tally } from '../../src/domain/usage/tally.js';

export const since = '2026-06-01T08:00:00.000Z';
export const noon = '2026-06-01T12:00:00.000Z';
export const later = '2026-06-01T12:15:00.000Z';
export const today = '2026-06-01';

export const aTally = (more: Partial<Tally> = {}): Tally => ({
  ...{ clientId: randomUUID(), subjectId: randomUUID(), kind: 'USED', lastAt: noon, days: { [today]: 1 } },
  ...more,
});
export const aBatch = (...tallies: Tally[]): UsageBatch => ({ id: randomUUID(), tallies, observedSince: since });

export const aPresence = (more: Partial<Presence> = {}): Presence => ({
  ...{ nodeId: randomUUID(), nodeName: 'host', since, at: noon, end: null },
  ...more,
});
export const aReport = (more: Partial<Presence> = {}): UsageBatch => ({ ...aBatch(), presence: aPresence(more) });

/** What every store of use promises; `open` gives a new, empty one whose clock says `later`. */
export function usageContract(name: string, open: () => Promise<UsageStore>): void {
  describe(`${name}, as the port says, `, () => {
    const write = async (store: UsageStore, batch: UsageBatch) => {
      await store.write(batch);
      await store.refresh();
    };

    test('knows nothing before the first batch, which need have no use in it', async () => {
      const store = await open();
      await store.refresh();
      expect(await store.find(['x'])).toEqual({ observedSince: null, tallies: [] });
      await write(store, aBatch());
      expect(await store.find(['x'])).toEqual({ observedSince: since, tallies: [] });
    });

    test('adds batches up, by subject and kind', async () => {
      const store = await open();
      const used = aTally();
      const failed = aTally({ ...used, kind: 'FAILED' });
      await write(store, aBatch(used, failed, aTally()));
      await write(store, aBatch({ ...used, lastAt: later, days: { [today]: 2, '2026-05-31': 4 } }));
      await write(store, { ...aBatch(used), observedSince: noon });
      const { observedSince, tallies } = await store.find([used.subjectId, 'nobody']);
      expect(observedSince).toBe(since);
      expect(tallies).toHaveLength(2);
      expect(tallies).toContainEqual(failed);
      expect(tallies).toContainEqual({ ...used, lastAt: later, days: { [today]: 4, '2026-05-31': 4 } });
    });

    test('counts a batch once that is written again', async () => {
      const store = await open();
      const used = aTally();
      const batch = aBatch(used);
      for (let n = 0; n < 3; n++) await write(store, batch);
      expect((await store.find([used.subjectId])).tallies).toEqual([used]);
    });

    test('tells who was used since, failures apart, but those of a brownout', async () => {
      const store = await open();
      const [used, before] = [aTally({ lastAt: later }), aTally({ lastAt: noon })];
      const [matched, failed] = [aTally({ lastAt: later, kind: 'MATCHED' }), aTally({ lastAt: later, kind: 'FAILED' })];
      const hit = aTally({ lastAt: later, kind: 'BROWNOUT' });
      await write(
        store,
        aBatch(used, before, matched, failed, hit, aTally({ clientId: used.clientId, lastAt: later })),
      );
      const { observedSince, clientIds } = await store.usedSince(later);
      expect([observedSince, [...clientIds].sort()]).toEqual([
        since,
        [used.clientId, matched.clientId, hit.clientId].sort(),
      ]);
    });

    test('tells who has recorded, each run since when and up to its last report', async () => {
      const store = await open();
      await store.refresh();
      expect(await store.presence()).toEqual([]);
      const first = aPresence();
      await write(store, aBatch(aTally())); // as an older release wrote it
      for (const at of [noon, later, noon]) await write(store, { ...aBatch(), presence: { ...first, at } });
      expect(await store.presence()).toEqual([{ ...first, at: later }]);
      const second = { ...first, since: later, at: later, end: 'STOPPED' } as const;
      await write(store, { ...aBatch(aTally()), presence: second });
      expect(await store.presence()).toHaveLength(2);
      expect(await store.presence()).toContainEqual(second);
      await store.purge('2026-06-02');
      expect(await store.presence()).toEqual([]);
    });

    test('forgets days, and never a last use', async () => {
      const store = await open();
      const used = aTally({ days: { '2026-05-30': 1, '2026-05-31': 2, [today]: 3 } });
      await write(store, aBatch(used));
      await store.purge('2026-05-31');
      const { tallies } = await store.find([used.subjectId]);
      expect(tallies).toEqual([{ ...used, days: { '2026-05-31': 2, [today]: 3 } }]);
      await store.purge('2026-06-02');
      expect((await store.find([used.subjectId])).tallies).toEqual([{ ...used, days: {} }]);
    });
  });
}
