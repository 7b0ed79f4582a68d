import type { PolicyDefaults } from '../../domain/account/effective-policy.js';
import type { Recorded } from '../../domain/key/recorded.js';
import { reasonOf } from '../../domain/values/text.js';
import { accountOf } from '../access/authorize.js';
import type { Caller } from '../access/session.js';
import { NO_STREAM, RevisionConflict, type EventStore, type Position, type StoredEvent } from '../log/event-store.js';
import type { OutcomeOf } from './command.js';
import { endedEarlier, type Attempt } from './idempotency/attempt.js';
import { notTooLarge } from './event-size.js';
import { keyedQueue } from './keyed-queue.js';
import { stamp, type AnyFact } from './stamp.js';

export interface Handling {
  store: EventStore;
  newId: () => string;
  now: () => Date;
  /** Waits, for a bounded time, until the views of this server show everything up to the position. */
  shown: (position: Position) => Promise<unknown>;
  /** Throws `LogRewritten` where the log is known not to be what was signed. Left out where nothing is signed. */
  requireWhole?: (() => void) | undefined;
  /** What counts for accounts that have set nothing. Left out: nothing does. */
  policyDefaults?: PolicyDefaults | undefined;
}

/** After a lost race, read and decide again; give up after this many in a row. */
const MAX_RACES = 10;

/** A command on one stream, whatever its events are of. */
export interface Run<Fact, Event> {
  stream: string;
  reason: string | null | undefined;
  decode: (stored: StoredEvent) => Event;
  decide: (history: readonly Event[]) => Fact[] | Promise<Fact[]>;
  attempt: Attempt | undefined;
  /** The command has made the id in the name of its stream itself. */
  isNew: boolean;
  /** The proposal that the command is the application of. */
  applies?: string | undefined;
}

export type RunCommand = ReturnType<typeof commandRunner>;

/** Load, decide, append: written once for all verbs. */
export function commandRunner({ store, shown, newId, now, requireWhole }: Handling) {
  const queue = keyedQueue(); // commands of this server on one stream never race each other

  async function append<Fact extends AnyFact, Event extends Recorded<Fact>>(
    caller: Caller,
    { stream, reason, decode, decide, attempt, isNew, applies }: Run<Fact, Event> & { reason: string | null },
  ): Promise<OutcomeOf<Event>> {
    let isKnownEmpty = isNew && !attempt?.isRetry; // nothing is read where nobody can have written
    for (let races = 0; ;) {
      const before = isKnownEmpty ? [] : (await store.readStream(stream)).map(decode);
      isKnownEmpty = false;
      const ended = attempt && endedEarlier(attempt, before);
      if (ended) return ended;
      requireWhole?.();
      const revision = before.length - 1;
      const decided = await decide(before);
      const at = now().toISOString();
      if (decided.length === 0) {
        await attempt?.recordUnchanged({ revision, at });
        return { history: before, position: null, at };
      }
      const { commandId, eventIds } = attempt ?? { commandId: newId(), eventIds: () => newId };
      const account = before[0]?.metadata.account ?? accountOf(caller.actor);
      const written = stamp(decided, caller, reason, {
        commandId,
        eventId: eventIds(),
        at,
        account,
        proposalId: applies,
      });
      written.forEach((event, index) => notTooLarge({ ...event, stream, revision: revision + 1 + index }));
      await attempt?.beforeAppend();
      try {
        const { position } = await store.append(stream, revision < 0 ? NO_STREAM : revision, written);
        // An attempt reads its answer from the log, the first time too: every retry will read it there.
        const places = { stream, position };
        const recorded = written.map((event, index) => decode({ ...event, ...places, revision: revision + 1 + index }));
        if (!attempt) return { history: [...before, ...recorded], position, at };
      } catch (error) {
        if (!(error instanceof RevisionConflict) || races++ >= MAX_RACES) throw error;
      }
    }
  }

  return async <Fact extends AnyFact, Event extends Recorded<Fact>>(
    caller: Caller,
    running: Run<Fact, Event>,
  ): Promise<OutcomeOf<Event>> => {
    const reason = reasonOf(running.reason ?? null);
    // Queued per account, so that requests of another account, which will be refused, cannot delay the owner's.
    const name = `${caller.actor.account ?? ''} ${running.stream}`;
    const outcome = await queue(name, () => append(caller, { ...running, reason }));
    if (outcome.position !== null) await shown(outcome.position);
    return outcome;
  };
}
