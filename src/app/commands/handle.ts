import type { KeyEvent } from '../../domain/key/facts.js';
import { keyWithin, notDeleted } from '../../domain/key/reach.js';
import { evolve, noKey, type ExistingKey, type Key } from '../../domain/key/key.js';
import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import type { Caller } from '../access/session.js';
import type { Change, Command } from './command.js';
import { decode } from '../log/decode.js';
import { streamOf } from '../log/streams.js';
import { accountCommands } from './handle-account.js';
import type { Attempt } from './idempotency/attempt.js';
import { accountRules } from './account-rules.js';
import { conflictAt } from './conflict.js';
import { commandRunner, type Handling } from './run-command.js';

/** May look up what the rules need beside the key; it is asked again after a lost race. */
type DecideOnKey = (key: ExistingKey) => KeyEvent[] | Promise<KeyEvent[]>;

export type Handle = ReturnType<typeof handler>;

/** Commands on keys, and on accounts: load, fold, decide, append. */
export function handler(handling: Handling) {
  const { store, now, policyDefaults } = handling;
  const run = commandRunner(handling);
  const keepRules = accountRules({ store, now, policyDefaults });

  /** Lets the verb decide on the key of a history. */
  const onKey = (decide: (key: Key) => KeyEvent[]) => (history: readonly RecordedKeyEvent[]) =>
    decide(history.reduce<Key>(evolve, noKey));

  /** Lets the verb decide on a key that is within the caller's reach, at the expected revision, and not deleted. */
  const onExisting =
    (caller: Caller, { expectedRevision = null, applies }: Change, decide: DecideOnKey) =>
    async (history: readonly RecordedKeyEvent[]) => {
      const revision = history.length - 1;
      const reached = keyWithin(caller.reach, history.reduce<Key>(evolve, noKey));
      if (expectedRevision !== null && expectedRevision !== revision) throw conflictAt(revision);
      const key = notDeleted(reached);
      const decided = await decide(key);
      await keepRules(key, decided, applies);
      return decided;
    };

  const commands = (attempt?: Attempt) => ({
    /** A command that creates a key. The id is new, so no other command can use it. */
    create: (caller: Caller, { integratorKeyId, reason }: Command, decide: (key: Key) => KeyEvent[]) =>
      run(caller, { stream: streamOf(integratorKeyId), reason, decode, decide: onKey(decide), attempt, isNew: true }),

    /** A command on an existing key. */
    change(caller: Caller, command: Change, decide: DecideOnKey) {
      const { integratorKeyId, reason, applies } = command;
      const deciding = { decode, decide: onExisting(caller, command, decide) };
      return run(caller, { stream: streamOf(integratorKeyId), reason, ...deciding, attempt, isNew: false, applies });
    },

    /** Throws the refusals that `change` would throw now. For use before a costly step, such as generating a keypair. */
    async rehearse(caller: Caller, command: Change, decide: DecideOnKey): Promise<void> {
      if (attempt?.isRetry) return; // an earlier try has made it, and perhaps appended
      const events = (await store.readStream(streamOf(command.integratorKeyId))).map(decode);
      await onExisting(caller, command, decide)(events);
    },

    /** The key as it is now, for whoever has to mint before deciding; in a retry, as it has become. Refuses a key beyond reach. */
    async keyNow({ reach }: Caller, { integratorKeyId }: { integratorKeyId: string }): Promise<ExistingKey> {
      const events = (await store.readStream(streamOf(integratorKeyId))).map(decode);
      return keyWithin(reach, events.reduce<Key>(evolve, noKey));
    },

    ...accountCommands(run, attempt),
  });
  return {
    ...commands(),
    /** The same commands for one that may be a retry. */ attempting: commands,
  };
}
