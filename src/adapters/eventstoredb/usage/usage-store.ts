import { randomUUID } from 'node:crypto';
import type { EventData, RecordedEvent } from '@eventstore/db-client';
import { StoreUnavailable } from '../../../app/log/event-store.js';
import type { UsageStore } from '../../../app/usage/usage-store.js';
import { dayOf, firstDay, KEPT_DAYS } from '../../../domain/usage/days.js';
import type { Connection } from '../client/connection.js';
import { pendingWork } from '../client/pending-work.js';
import type { Names } from '../names.js';
import { eventsOf } from '../reading/read-events.js';
import { reads } from '../reading/retrying-reads.js';
import { foldedUsage } from './folded-usage.js';
import { announcedBy, announcement, summaryEvent, summaryOf } from './usage-events.js';
import { appendAged } from './append-aged.js';

const FAULT = 'The use of credentials cannot be read or written now.';
/** Events in one read. */
const PAGE_EVENTS = 200;

export interface RecordingUsage {
  connection: Connection;
  names: Names;
  boundMs: number;
  /** Resolves when the log on the server is the known one: nothing is to be written beside another. */
  verified: () => Promise<unknown>;
  now?: (() => Date) | undefined;
}

/**
 * The use of credentials, summed up by each server in a stream of its own and folded from those of all, over the store's
 * connection. The id of a server is random and new with each start, so that no two of them ever share a stream.
 */
export function usageStreams({
  connection,
  names,
  boundMs,
  verified,
  now = () => new Date(),
}: RecordingUsage): UsageStore {
  const [run, work, folded] = [reads(connection, boundMs, FAULT), pendingWork(), foldedUsage()];
  const nodeId = randomUUID();
  const nextRevisions = new Map<string, bigint>(); // of each stream, what has not been read yet
  const aged = new Set<string>();
  const announced = new Map<string, string>(); // servers that may have written, and the day on which they said that they would
  let announcedOn: string | undefined;
  let [isFolded, closed] = [false, false];

  const request: typeof run = async (operation) => {
    if (closed) throw new StoreUnavailable('The use of credentials is closed.');
    return work.track(verified().then(() => run(operation)));
  };

  async function append(stream: string, event: EventData): Promise<void> {
    await request((client, leftMs) => appendAged(client, { stream, event, isAged: aged.has(stream) }, leftMs));
    aged.add(stream);
  }

  /** Takes what has come to a stream since the last time, each event once. */
  async function follow(stream: string, take: (event: RecordedEvent) => void): Promise<void> {
    for (;;) {
      const from = nextRevisions.get(stream) ?? 0n;
      const events = await request((client, milliseconds) =>
        eventsOf(client, stream, { from, count: PAGE_EVENTS, milliseconds }),
      );
      for (const event of events) {
        take(event);
        nextRevisions.set(stream, event.revision + 1n);
      }
      if (events.length === 0) return;
    }
  }

  /** The horizon: what is older than the streams are kept is not known, whoever has recorded then. */
  function observedSince(): string | null {
    const [since, kept] = [folded.observedSince(), `${firstDay(KEPT_DAYS, now().getTime())}T00:00:00.000Z`];
    return since !== null && since < kept ? kept : since;
  }

  function known() {
    if (!isFolded) throw new StoreUnavailable(FAULT);
    return folded;
  }

  return {
    async write({ id, tallies, observedSince: since, presence }) {
      const day = dayOf(now().getTime());
      if (announcedOn !== day) await append(names.usageNodes, announcement({ nodeId, day }));
      announcedOn = day;
      const earliest = folded.observedSince();
      const observedSince = earliest !== null && earliest < since ? earliest : since;
      await append(names.usage(nodeId), summaryEvent({ id, tallies, observedSince, presence }));
    },
    async refresh() {
      await follow(names.usageNodes, (event) => {
        const by = announcedBy(event);
        if (by) announced.set(by.nodeId, by.day);
      });
      const yesterday = firstDay(2, now().getTime());
      for (const [node, day] of announced) {
        await follow(names.usage(node), (event) => {
          const summary = summaryOf(event);
          if (summary) folded.fold(summary);
        });
        if (day < yesterday) announced.delete(node); // it writes no more before it has said so again
      }
      isFolded = true;
    },
    find: async (subjectIds) => ({ tallies: known().find(subjectIds), observedSince: observedSince() }),
    usedSince: async (at) => ({ clientIds: known().usedSince(at), observedSince: observedSince() }),
    presence: async () => known().presence(),
    purge: async (day) => folded.purge(day),
    async close() {
      closed = true;
      await work.over();
    },
  };
}
