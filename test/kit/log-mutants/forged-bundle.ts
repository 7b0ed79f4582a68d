import { schemaFile } from '../../../src/adapters/json-schema/schema-files.js';
import { writeZip } from '../../../src/adapters/zip/write-zip.js';
import type { StoredEvent } from '../../../src/app/log/event-store.js';
import { canonicalJson } from '../../../src/app/proof/canonical-json.js';
import { hashList, treeOver, type RangeHash } from '../../../src/app/proof/bundle/leaf-hashes.js';
import { makeBundle, type Leaf } from '../../../src/app/proof/bundle/make-bundle.js';
import { entryOf, type Entry } from '../../../src/app/proof/entry.js';
import { inclusionPath } from '../../../src/app/proof/make-proofs.js';
import { leafHash } from '../../../src/app/proof/tree.js';
import { filesIn, signedAnew, zipOf } from '../proof/signed-bundle.js';
import type { HonestLog } from './honest-log.js';

const HASH_BYTES = 32;
export const ACCOUNT = 'acme';
export const accountOf = ({ metadata }: Pick<Entry, 'metadata'>) => (metadata as { account?: unknown }).account;

function hashesOf(entries: readonly string[], size: number): RangeHash {
  const hashes = hashList();
  for (let at = 0; at < size; at++) {
    const entry = entries[at];
    hashes.push(entry === undefined ? Buffer.alloc(HASH_BYTES) : leafHash(entry));
  }
  return treeOver(hashes);
}

/** The proofs that a forger gives: out of the log as it is now, or those that the true events once had. */
export type Proofs = 'of the log' | 'of before';

/**
 * The bundle of an account, of these events against the newest true checkpoint, signed by the key itself: made without what `audit
 * export` looks at first. Throws when the events cannot be written at all.
 */
export function forgedBundle(log: HonestLog, events: readonly StoredEvent[], proofs: Proofs): Buffer {
  const { covered, checkpoints, signer } = log;
  const entries = events.map(entryOf);
  const isOfBefore = proofs === 'of before';
  const hashOf = hashesOf(isOfBefore ? log.entries : entries, covered);
  const indexOf = (at: number) => {
    const was = isOfBefore ? log.entries.indexOf(entries[at] ?? '') : -1;
    return was < 0 ? at : was;
  };
  const leaves = events
    .map((event, at): Leaf => ({ event, leafIndex: indexOf(at) }))
    .filter(({ event, leafIndex }) => accountOf(event) === ACCOUNT && leafIndex < covered);
  const checkpoint = checkpoints[2];
  const making = { checkpoint, hashOf, leaves, signer, account: ACCOUNT, keyId: null, from: null, to: null };
  try {
    return writeZip(makeBundle({ ...making, schemaOf: schemaFile }));
  } catch {
    return byHand(log, leaves, hashOf);
  }
}

/** Where the events lead to no state: the true bundle with other events in it. */
function byHand(log: HonestLog, leaves: readonly Leaf[], hashOf: RangeHash): Buffer {
  const files = filesIn(forgedBundle(log, log.events, 'of the log'));
  const lines = (texts: readonly string[]) => Buffer.from(texts.map((text) => `${text}\n`).join(''));
  const proofOf = ({ leafIndex }: Leaf) => {
    const hashes = inclusionPath(hashOf, leafIndex, log.covered).map((one) => one.toString('base64'));
    return canonicalJson({ hashes, leafIndex });
  };
  files.set('events.jsonl', lines(leaves.map(({ event }) => entryOf(event))));
  files.set('proofs.jsonl', lines(leaves.map(proofOf)));
  return zipOf(signedAnew(files, log.signer));
}
