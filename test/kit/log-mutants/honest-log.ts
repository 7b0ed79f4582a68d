import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAuditKeys } from '../../../src/adapters/crypto/audit-keys/load-audit-keys.js';
import { openDatabase, prepare } from '../../../src/adapters/sqlite/database/driver.js';
import { columns, type ChecksummedRow } from '../../../src/adapters/sqlite/log/checksum.js';
import type { StoredEvent } from '../../../src/app/log/event-store.js';
import { AUDIT, checkpointsStream } from '../../../src/app/log/streams.js';
import { hashList, treeOver } from '../../../src/app/proof/bundle/leaf-hashes.js';
import { checkpointEvent, type CheckpointEvent } from '../../../src/app/proof/checkpoint-events.js';
import { checkpointText } from '../../../src/app/proof/checkpoint.js';
import { entryOf } from '../../../src/app/proof/entry.js';
import { signNote, type Signer } from '../../../src/app/proof/note.js';
import { leafHash } from '../../../src/app/proof/tree.js';
import { aSignedHistory, happensAfterwards } from '../../cli/a-bundle.js';
import { signerIn } from '../proof/signed-bundle.js';
import { rewriteLog } from '../stores/rewrite-log.js';

/** A log with three checkpoints, as its rows, and two events after the newest. */
export interface HonestLog {
  directory: string;
  rows: readonly ChecksummedRow[];
  /** Oldest first; the newest is what the server and a watcher elsewhere remember. */
  checkpoints: readonly [string, string, string];
  /** How many events the newest checkpoint covers. */
  covered: number;
  /** All events of the tree, and their entries. */
  events: readonly StoredEvent[];
  entries: readonly string[];
  signer: Signer;
  /** The verifier key. */
  trust: string;
  origin: string;
}

const UNSIGNED = 2;
const origin = 'keys.example.com/log';
export const isLeaf = ({ stream }: Pick<ChecksummedRow, 'stream'>): boolean => !stream.startsWith(AUDIT);

function eventIn({ stream, revision, id, type, data, metadata }: ChecksummedRow): StoredEvent {
  const [fact, more] = [data, metadata].map((text) => JSON.parse(text) as object);
  return { stream, revision, id, type, position: '', data: fact ?? {}, metadata: more ?? {} };
}
export const entryIn = (row: ChecksummedRow): string => entryOf(eventIn(row));

/** Of the first so many entries. */
export function noteOver(entries: readonly string[], size: number, signer: Signer, name = origin): string {
  const hashes = hashList();
  for (const entry of entries) hashes.push(leafHash(entry));
  return signNote(checkpointText({ origin: name, size, root: treeOver(hashes)(0, size) }), [signer]);
}

/** An event of the stream of checkpoints; its place is given to it when the log is written. */
export function checkpointRow(fact: CheckpointEvent, revision: number): ChecksummedRow {
  const id = `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`;
  const event = checkpointEvent(fact, { id, recordedAt: '2026-06-01T12:00:00.000Z', reason: null });
  const [data, metadata] = [event.data, event.metadata].map((value) => JSON.stringify(value));
  return {
    ...{ sequence: 0, stream: checkpointsStream, revision, id, type: fact.type, checksum: '' },
    ...{ data: data ?? '', metadata: metadata ?? '' },
  };
}

/** Every verb, two accounts, signed three times. */
export async function anHonestLog(directory: string): Promise<HonestLog> {
  const history = await aSignedHistory(directory);
  for (let n = 0; n < UNSIGNED; n++) await happensAfterwards(history);
  const leaves = rowsIn(directory).filter(isLeaf);
  const events = leaves.map(eventIn);
  const entries = events.map(entryOf);
  const covered = leaves.length - UNSIGNED;
  const sizes = [Math.floor(covered / 3), Math.floor((covered * 2) / 3), covered];
  const signer = signerIn(history.keyFile, origin);
  const notes = sizes.map((size) => noteOver(entries, size, signer));
  const rows = [checkpointRow({ type: 'OriginBegun', data: { origin, formerOrigin: null } }, 0)];
  for (const [at, leaf] of leaves.entries()) {
    rows.push(leaf);
    const nth = sizes.indexOf(at + 1);
    if (nth < 0) continue;
    const data = { checkpoint: notes[nth] ?? '' };
    rows.push(checkpointRow({ type: 'CheckpointSigned', data }, nth + 1));
  }
  const [first = '', second = '', newest = ''] = notes;
  rewriteLog(directory, () => rows.map((row, at) => ({ ...row, sequence: at + 1 })));
  writeFileSync(`${history.keyFile}.checkpoint`, newest);
  return {
    ...{
      directory,
      covered,
      events,
      entries,
      signer,
      origin,
      trust: loadAuditKeys(history.keyFile, { isPrivate: true }).verifierKeysOf(origin)[0] ?? '',
    },
    rows: rowsIn(directory),
    checkpoints: [first, second, newest],
  };
}

function rowsIn(directory: string): ChecksummedRow[] {
  const database = openDatabase(join(directory, 'events.db'));
  const rows = prepare<[], ChecksummedRow>(database, `SELECT ${columns} FROM events ORDER BY sequence`).all();
  database.close();
  return rows;
}
