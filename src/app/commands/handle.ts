import type { KeyEvent } from '../../domain/key/facts.js';
import { keyWithin, notDeleted } from '../../domain/key/reach.js';
import { evolve, noKey, type ExistingKey, type Key } from '../../domain/key/key.js';
import { Refusal } from '../../domain/refusal/refusal.js';
import { reasonOf } from '../../domain/values/text.js';
import { accountOf } from '../access/authorize.js';
import type { Caller } from '../access/session.js';
import type { Command, Outcome } from './command.js';
import { decode, streamOf } from '../log/decode.js';
import { NO_STREAM, RevisionConflict, type EventStore, type Position } from '../log/event-store.js';
import { endedEarlier, type Attempt } from './idempotency/attempt.js';
import { keyedQueue } from './keyed-queue.js';
import { recordedFrom, stamp } from './stamp.js';

export interface Handling {
  store: EventStore;
  newId: () => string;
  now: () => Date;
  /** Waits, for a bounded time, until the views of this server show everything up to the position. */
  shown: (position: Position) => Promise<unknown>;
}

/** After a lost race, read and decide again; give up after this many in a row. */
const MAX_RACES = 10;

interface RunOptions {
  attempt: Attempt | undefined;
  /** The command has made the id of its key itself. */
  isNew: boolean;
}

/** May look up what the rules need beside the key; it is asked again after a lost race. */
type Decide = (key: Key, revision: number) => KeyEvent[] | Promise<KeyEvent[]>;
type DecideOnExisting = (key: ExistingKey) => KeyEvent[] | Promise<KeyEvent[]>;

export type Handle = ReturnType<typeof handler>;

/** Load, fold, decide, append: written once for all verbs. */
export function handler({ store, shown, newId, now }: Handling) {
  const queue = keyedQueue(); // commands of this server on one key never race each other

  async function run(caller: Caller, command: Command, decide: Decide, options: RunOptions): Promise<Outcome> {
    const reason = reasonOf(command.reason ?? null);
    // Queued per account, so that requests of another account, which will be refused, cannot delay the owner's.
    const outcome = await queue(`${caller.actor.account ?? ''} ${command.integratorKeyId}`, () =>
      append(caller, { ...command, reason }, decide, options),
    );
    if (outcome.position !== null) await shown(outcome.position);
    return outcome;
  }

  async function append(
    caller: Caller,
    { integratorKeyId, reason }: Command & { reason: string | null },
    decide: Decide,
    { attempt, isNew }: RunOptions,
  ): Promise<Outcome> {
    const stream = streamOf(integratorKeyId);
    let isKnownEmpty = isNew && !attempt?.isRetry; // nothing is read where nobody can have written
    for (let races = 0; ;) {
      const before = isKnownEmpty ? [] : (await store.readStream(stream)).map(decode);
      isKnownEmpty = false;
      const ended = attempt && endedEarlier(attempt, before);
      if (ended) return ended;
      const revision = before.length - 1;
      const key = before.reduce<Key>(evolve, noKey);
      const decided = await decide(key, revision);
      const at = now().toISOString();
      if (decided.length === 0) {
        await attempt?.recordUnchanged({ revision, at });
        return { history: before, position: null, at };
      }
      await attempt?.beforeAppend();
      const { commandId, eventIds } = attempt ?? { commandId: newId(), eventIds: () => newId };
      const account = key.status === 'NONE' ? accountOf(caller.actor) : key.account;
      const written = stamp(decided, caller, reason, { commandId, eventId: eventIds(), at, account });
      try {
        const { position } = await store.append(stream, revision < 0 ? NO_STREAM : revision, written);
        // An attempt reads its answer from the log, the first time too: every retry will read it there.
        if (!attempt)
          return {
            history: [...before, ...recordedFrom(written, integratorKeyId, before.length, position)],
            position,
            at,
          };
      } catch (error) {
        if (!(error instanceof RevisionConflict) || races++ >= MAX_RACES) throw error;
      }
    }
  }

  /** Lets the verb decide on a key that is within the caller's reach, at the expected revision, and not deleted. */
  const onExisting =
    (caller: Caller, command: Command, decide: DecideOnExisting): Decide =>
    (key, revision) => {
      const reached = keyWithin(caller.reach, key);
      const { expectedRevision = null } = command;
      if (expectedRevision !== null && expectedRevision !== revision) throw conflict(revision);
      return decide(notDeleted(reached));
    };

  const commands = (attempt?: Attempt) => ({
    /** A command that creates a key. The id is new, so no other command can use it. */
    create: (caller: Caller, command: Command, decide: (key: Key) => KeyEvent[]) =>
      run(caller, command, decide, { attempt, isNew: true }),

    /** A command on an existing key. */
    change: (caller: Caller, command: Command, decide: DecideOnExisting) =>
      run(caller, command, onExisting(caller, command, decide), { attempt, isNew: false }),

    /** Throws the refusals that `change` would throw now. For use before a costly step, such as generating a keypair. */
    async rehearse(caller: Caller, command: Command, decide: DecideOnExisting): Promise<void> {
      if (attempt?.isRetry) return; // an earlier try has made it, and perhaps appended
      const events = (await store.readStream(streamOf(command.integratorKeyId))).map(decode);
      await onExisting(caller, command, decide)(events.reduce<Key>(evolve, noKey), events.length - 1);
    },
  });
  return {
    ...commands(),
    /** `create`, `change` and `rehearse` for one command that may be a retry. */ attempting: commands,
  };
}

const conflict = (revision: number) =>
  new Refusal('REVISION_CONFLICT', ['expectedRevision'], { currentRevision: revision });
