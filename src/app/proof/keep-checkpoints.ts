import { keyedQueue } from '../commands/keyed-queue.js';
import { NO_STREAM, RevisionConflict, type StoredEvent } from '../log/event-store.js';
import { checkpointsStream } from '../log/streams.js';
import { checkpointEvent, checkpointFactIn, noteIn, type CheckpointEvent } from './checkpoint-events.js';
import { checkpointText } from './checkpoint.js';
import { cosigned, CosignatureRefused } from './cosign.js';
import type { KeepingCheckpoints } from './checkpoint-ports.js';
import { LogRewritten } from './log-rewritten.js';
import { NoteInvalid } from './note.js';
import { isOfLarger, originIn, signedAlso, statedIn } from './signed-checkpoint.js';

const MAX_RACES = 5;

export type Checkpoints = ReturnType<typeof keepCheckpoints>;

/** Signs checkpoints of the tree, and never one that is not a continuation of the last. */
export function keepCheckpoints(keeping: KeepingCheckpoints) {
  const { store, tree, shown, signersOf, remembered, witnesses, now, newId } = keeping;
  const queue = keyedQueue();
  let newest: string | null = null;
  let rewritten = false;

  /** Throws `LogRewritten` unless the tree goes on from what the note states. */
  function requireContinued(note: string | null, origin: string | null): void {
    if (note === null) return;
    const stated = statedIn(note);
    const isOfOrigin = origin === null || stated.origin === origin;
    const isContinued = isOfOrigin && stated.size <= tree.size() && tree.root(stated.size).equals(stated.root);
    if (isContinued) return;
    rewritten = true;
    throw new LogRewritten();
  }

  /** The last event of the stream, and the tree, once that has all that was there before the event, and is seen to continue it. */
  const lastVerified = () =>
    compared().catch((error: unknown) => {
      if (!(error instanceof NoteInvalid)) throw error;
      rewritten = true; // no server has written a checkpoint that is none
      throw new LogRewritten();
    });
  async function compared() {
    const last = await store.lastOf(checkpointsStream);
    await shown(await store.head()); // not only up to `last`: what is kept here may be newer, because its append has failed
    const signed = last ? noteIn(last) : null;
    const kept = remembered.read();
    newest = kept;
    if (signed !== null && !(kept !== null && isOfLarger(kept, signed))) newest = signed;
    requireContinued(kept, last ? originIn(checkpointFactIn(last)) : null);
    requireContinued(signed, null);
    // in the same turn as the comparison: views that are rebuilt begin with an empty tree
    return { last, signed, size: tree.size(), root: tree.root(tree.size()) };
  }

  async function signOnce(): Promise<string> {
    const { last, signed, size, root } = await lastVerified();
    const origin = last ? originIn(checkpointFactIn(last)) : (keeping.origin ?? `keyledger/${await logId()}`);
    const note = signedAlso(checkpointText({ origin, size, root }), signed, signersOf(origin));
    if (note === signed) return note;
    return keep(note, last, last ? [] : [{ type: 'OriginBegun', data: { origin, formerOrigin: null } }]);
  }

  async function cosignOnce(sent: string): Promise<string> {
    const { last, signed } = await lastVerified();
    if (signed === null) throw new CosignatureRefused('NOT_NEWEST'); // one of a former origin is over
    const note = cosigned(signed, sent, witnesses);
    return note === signed ? note : keep(note, last, []);
  }

  async function keep(note: string, last: StoredEvent | undefined, before: CheckpointEvent[]): Promise<string> {
    remembered.write(note);
    const facts: CheckpointEvent[] = [...before, { type: 'CheckpointSigned', data: { checkpoint: note } }];
    const by = () => ({ id: newId(), recordedAt: now().toISOString(), reason: null });
    const events = facts.map((fact) => checkpointEvent(fact, by()));
    await store.append(checkpointsStream, last?.revision ?? NO_STREAM, events);
    return (newest = note);
  }

  const inTurn = (once: () => Promise<string>): Promise<string> =>
    queue('', async () => {
      for (let races = 0; ; races++)
        try {
          return await once();
        } catch (error) {
          if (!(error instanceof RevisionConflict) || races >= MAX_RACES) throw error; // another node has signed
        }
    });

  const logId = async () => (await store.head()).split('_')[0] ?? '';

  return {
    /** The newest checkpoint of the log; null before the first. Also where nothing is signed any more. */
    newest: () => newest,
    /** Throws `LogRewritten` where the log is known not to continue what was signed. */
    requireWhole(): void {
      if (rewritten) throw new LogRewritten();
    },
    isRewritten: () => rewritten,
    /** Compares the log with what was signed last, here and by other nodes. Rejects with `LogRewritten`. */
    verify: () => queue('', async () => void (await lastVerified())),
    /** The checkpoint of the tree as it is now: signed anew, unless it has been. Rejects with `LogRewritten`. */
    sign: () => inTurn(signOnce),
    /**
     * Keeps what witnesses have signed the newest checkpoint by: `cosigned`. Rejects with `NoteInvalid`, `CosignatureRefused` and
     * `LogRewritten`.
     */
    cosign: (sent: string) => inTurn(() => cosignOnce(sent)),
  };
}
