import { randomUUID } from 'node:crypto';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { stamp } from '../../src/app/commands/stamp.js';
import { streamOf } from '../../src/app/log/streams.js';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import { asked, tell } from '../probe/told.js';

/** Events of one append. */
const LOT = 500;

/** Renames keys of a log that no server has open, until their streams have so many events. */
const { directory, keys } = asked<{ directory: string; keys: { id: string; events: number }[] }>();
const store = await openSqliteEventStore({ dataDirectory: directory, onFatal: () => process.exit(1) });
for (const { id, events } of keys) {
  const before = await store.readStream(streamOf(id));
  const { account, actorId, actorKind } = before[0]?.metadata as RecordedKeyEvent['metadata'];
  const actor = { id: actorId, kind: actorKind, account, roles: [] };
  const caller = {
    actor,
    reach: { account, owner: null },
    sourceIp: null,
    userAgent: null,
    correlationId: randomUUID(),
  };
  for (let count = before.length; count < events;) {
    const facts = Array.from({ length: Math.min(LOT, events - count) }, (_, at) => ({
      type: 'KeyRenamed' as const,
      data: { name: `Name ${count + at}` },
    }));
    const identity = { commandId: randomUUID(), eventId: randomUUID, at: new Date().toISOString(), account };
    await store.append(streamOf(id), count - 1, stamp(facts, caller, null, identity));
    count += facts.length;
  }
}
await store.close();
tell({ keys: keys.length });
