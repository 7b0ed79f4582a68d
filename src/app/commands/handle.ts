import type { KeyEvent } from '../../domain/key/facts.js';
import { keyWithin, notDeleted } from '../../domain/key/reach.js';
import { evolve, noKey, type ExistingKey, type Key } from '../../domain/key/key.js';
import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import { Refusal } from '../../domain/refusal/refusal.js';
import { reasonOf } from '../../domain/values/text.js';
import { accountOf } from '../access/authorize.js';
import type { Caller } from '../access/session.js';
import type { Command, Outcome } from './command.js';
import { decode, streamOf } from '../log/decode.js';
import { NO_STREAM, RevisionConflict, type EventStore, type Position } from '../log/event-store.js';
import { endedEarlier, type Attempt } from './idempotency/attempt.js';
import { keyedQueue } from './keyed-queue.js';
import { stamp, type StampedEvent } from './stamp.js';

export interface Handling {
  store: EventStore;
  newId: () => string;
  now: () => Date;
  /** Waits, bounded, until the views of this server show what was written. */
  shown: (position: Position) => Promise<unknown>;
}

/** A race lost to another server is decided anew on what the winner made of the key; so many in a row is a hot key. */
const MAX_RACES = 10;

type Decide = (key: Key, revision: number) => KeyEvent[];

export type Handle = ReturnType<typeof handler>;

/** Load, fold, decide, append: written once for all verbs. */
export function handler({ store, shown, newId, now }: Handling) {
  const queue = keyedQueue(); // commands on one key of this server do not race each other, however many they are

  async function run(caller: Caller, command: Command, decide: Decide, attempt?: Attempt): Promise<Outcome> {
    const reason = reasonOf(command.reason ?? null);
    // Queued per account, so that requests of another account, which will be refused, cannot delay the owner's.
    const outcome = await queue(`${accountOf(caller.actor)} ${command.integratorKeyId}`, () =>
      append(caller, { ...command, reason }, decide, attempt),
    );
    if (outcome.position !== null) await shown(outcome.position);
    return outcome;
  }

  async function append(
    caller: Caller,
    { integratorKeyId, reason }: Command & { reason: string | null },
    decide: Decide,
    attempt: Attempt | undefined,
  ): Promise<Outcome> {
    const stream = streamOf(integratorKeyId);
    for (let races = 0; ;) {
      const before = (await store.readStream(stream)).map(decode);
      const ended = attempt && endedEarlier(attempt, before);
      if (ended) return ended;
      const revision = before.length - 1;
      const decided = decide(before.reduce<Key>(evolve, noKey), revision);
      const at = now().toISOString();
      if (decided.length === 0) {
        await attempt?.recordUnchanged({ revision, at });
        return { history: before, position: null, at };
      }
      await attempt?.beforeAppend();
      const { commandId, eventIds } = attempt ?? { commandId: newId(), eventIds: () => newId };
      const written = stamp(decided, caller, reason, { commandId, eventId: eventIds(), at });
      try {
        const { position } = await store.append(stream, revision < 0 ? NO_STREAM : revision, written);
        // An attempt answers, the first time too, with what is in the log: any later one will read it there.
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

  /** Within the caller's reach, where the caller thinks it is, and not deleted: then the verb decides. */
  const onExisting =
    (caller: Caller, command: Command, decide: (key: ExistingKey) => KeyEvent[]): Decide =>
    (key, revision) => {
      const reached = keyWithin(caller.reach, key);
      const { expectedRevision = null } = command;
      if (expectedRevision !== null && expectedRevision !== revision) throw conflict(revision);
      return decide(notDeleted(reached));
    };

  const commands = (attempt?: Attempt) => ({
    /** A command that makes a key: the id is new, so nobody else can be there. */
    create: (caller: Caller, command: Command, decide: (key: Key) => KeyEvent[]) =>
      run(caller, command, decide, attempt),

    /** A command on a key that is there. */
    change: (caller: Caller, command: Command, decide: (key: ExistingKey) => KeyEvent[]) =>
      run(caller, command, onExisting(caller, command, decide), attempt),

    /** Throws what `change` would be refused with now: before something costly is made for it. */
    async rehearse(caller: Caller, command: Command, decide: (key: ExistingKey) => KeyEvent[]): Promise<void> {
      if (attempt?.isRetry) return; // made already, and perhaps done
      const events = (await store.readStream(streamOf(command.integratorKeyId))).map(decode);
      onExisting(caller, command, decide)(events.reduce<Key>(evolve, noKey), events.length - 1);
    },
  });
  return { ...commands(), /** The same, for one command that may have been tried before. */ attempting: commands };
}

const conflict = (revision: number) => new Refusal('REVISION_CONFLICT', ['expectedRevision'], revision);

const recordedFrom = (written: StampedEvent[], keyId: string, from: number, position: Position): RecordedKeyEvent[] =>
  written.map((event, index) => ({ ...event, keyId, revision: from + index, position }));
