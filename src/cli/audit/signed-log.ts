import { noteIn } from '../../app/proof/checkpoint-events.js';
import { hashList, treeOver, type RangeHash } from '../../app/proof/bundle/leaf-hashes.js';
import type { Leaf } from '../../app/proof/bundle/make-bundle.js';
import type { Checkpoint } from '../../app/proof/checkpoint.js';
import { entryOf } from '../../app/proof/entry.js';
import { LogRewritten } from '../../app/proof/log-rewritten.js';
import { NoteInvalid } from '../../app/proof/note.js';
import { statedIn } from '../../app/proof/signed-checkpoint.js';
import { leafHash } from '../../app/proof/tree.js';
import { isOfAudit } from '../../app/log/decode.js';
import type { StoredEvent } from '../../app/log/event-store.js';
import type { LogReader } from '../../app/log/log-reader.js';
import { checkpointsStream } from '../../app/log/streams.js';
import { CannotDo } from '../terminal/cannot-do.js';
import { counted } from '../terminal/counted.js';
import { progress } from '../terminal/progress.js';

export interface SignedLog {
  /** The newest signed note in the log. */
  checkpoint: string;
  stated: Checkpoint;
  /** Of the leaves that the checkpoint is about, and of later ones. */
  hashOf: RangeHash;
  /** The wanted events among the leaves that the checkpoint is about. */
  leaves: readonly Leaf[];
}

/** Throws `LogRewritten` for what is no checkpoint: no server has written that. */
function statedBy(note: string): Checkpoint {
  try {
    return statedIn(note);
  } catch (error) {
    throw error instanceof NoteInvalid ? new LogRewritten() : error;
  }
}

/**
 * Reads the whole log once. `remembered`: the newest checkpoint beside the key, which whoever can write the store cannot. Rejects with
 * `CannotDo` where nothing is signed yet, and with `LogRewritten` where the log does not continue what was signed.
 */
export async function readSignedLog(
  log: LogReader,
  isWanted: (event: StoredEvent) => boolean,
  remembered: string | null,
): Promise<SignedLog> {
  const hashes = hashList();
  const wanted: Leaf[] = [];
  const say = progress();
  let checkpoint: string | null = null;
  for await (const events of log.readAll())
    for (const event of events) {
      if (isOfAudit(event)) {
        if (event.stream === checkpointsStream) checkpoint = noteIn(event) ?? checkpoint;
        continue;
      }
      if (isWanted(event)) wanted.push({ leafIndex: hashes.length(), event });
      hashes.push(leafHash(entryOf(event)));
      say(`${counted(hashes.length(), 'event')} so far`);
    }
  if (checkpoint === null)
    throw new CannotDo(
      'No checkpoint has been signed yet: start the server with an audit key, it signs one within a minute.',
    );
  const hashOf = treeOver(hashes);
  for (const note of [checkpoint, ...(remembered === null ? [] : [remembered])]) {
    const { size, root } = statedBy(note);
    if (size > hashes.length() || !hashOf(0, size).equals(root)) throw new LogRewritten();
  }
  const stated = statedBy(checkpoint);
  return { checkpoint, stated, hashOf, leaves: wanted.filter(({ leafIndex }) => leafIndex < stated.size) };
}
