import { setImmediate } from 'node:timers/promises';
import { isOfAudit } from '../log/decode.js';
import { LogDamaged, type EventStore, type Position, type StoredEvent } from '../log/event-store.js';
import { entryOf } from '../proof/entry.js';
import { leafHash, type Hash } from '../proof/tree.js';
import type { PassCheck } from './scrub-log.js';

/** Events between two turns of the event loop: a hash takes some 20 microseconds. */
const SLICE_EVENTS = 32;

/** The tree over the log as this server saw it before. All throw `ViewsUnavailable`. */
export interface SeenLeaves {
  count(): number;
  /** Those from number `from` up to `to` (exclusive). */
  hashes(from: number, to: number): readonly Hash[];
  /** The leaves that an event may be; with very great luck more than one. */
  find(eventId: string): readonly number[];
  /** A place in the log that is not after this leaf: the number of the leaf that follows, and the position to read after. */
  placeOf(leaf: number): { leaf: number; position: Position | undefined };
  /** Has what is said here built again; to be thrown. */
  damaged(): Error;
}

interface Sources {
  store: Pick<EventStore, 'readAll'>;
  seen: SeenLeaves;
}

/**
 * Compares the log, from its beginning, with the leaves that were seen: somebody who rewrites it can compute checksums, and none of them
 * tells of an end that is gone. Throws `LogDamaged`. Events that were not seen yet pass.
 */
export function checkLeaves({ store, seen }: Sources): PassCheck {
  const atLeast = seen.count(); // now: the log and the view both grow while it is read
  let next = 0;

  /** Each event with an earlier leaf that may be the same event. All at once: the view may be built anew between two turns. */
  function compare(events: readonly StoredEvent[], first: number): [StoredEvent, number][] {
    const known = events.slice(0, Math.max(0, seen.count() - first));
    const hashes = seen.hashes(first, first + known.length);
    return known.flatMap((event, at) => {
      if (!hashes[at]?.equals(leafOf(event))) throw damagedAt(event, 'is not the one that this server has seen there');
      const leaves = seen.find(event.id);
      if (!leaves.includes(first + at)) throw seen.damaged();
      return leaves.filter((leaf) => leaf < first + at).map((leaf): [StoredEvent, number] => [event, leaf]);
    });
  }

  async function idAt(wanted: number): Promise<string | undefined> {
    const place = seen.placeOf(wanted);
    let { leaf } = place;
    for await (const events of store.readAll(place.position))
      for (const { id } of events.filter(isInTree)) if (leaf++ === wanted) return id;
    return undefined;
  }

  return {
    async page(all) {
      const events = all.filter(isInTree);
      for (let at = 0; at < events.length; at += SLICE_EVENTS) {
        for (const [event, leaf] of compare(events.slice(at, at + SLICE_EVENTS), next + at))
          if ((await idAt(leaf)) === event.id) throw damagedAt(event, 'has the id of another one');
        await setImmediate();
      }
      next += events.length;
    },
    end() {
      if (next < atLeast) throw damaged(`it has ${next} events, and this server has seen ${atLeast}.`);
    },
  };
}

const isInTree = (event: StoredEvent) => !isOfAudit(event);

/** Of no event that was ever seen, if it has no canonical form. */
function leafOf(event: StoredEvent): Hash {
  try {
    return leafHash(entryOf(event));
  } catch {
    return Buffer.alloc(0);
  }
}

const damagedAt = ({ id, position }: StoredEvent, what: string) => damaged(`the event ${id} at ${position} ${what}.`);
const damaged = (what: string) => new LogDamaged(`The event log is damaged: ${what} Restore a backup of events.db.`);
