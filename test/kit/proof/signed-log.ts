import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createAuditKey } from '../../../src/adapters/crypto/audit-keys/create-audit-key.js';
import { loadAuditKeys } from '../../../src/adapters/crypto/audit-keys/load-audit-keys.js';
import { openSqliteEventStore } from '../../../src/adapters/sqlite/log/open-event-store.js';
import { isOfAudit } from '../../../src/app/log/decode.js';
import { NO_STREAM, type EventStore } from '../../../src/app/log/event-store.js';
import { checkpointsStream } from '../../../src/app/log/streams.js';
import { hashList, treeOver } from '../../../src/app/proof/bundle/leaf-hashes.js';
import { checkpointEvent, checkpointFactIn } from '../../../src/app/proof/checkpoint-events.js';
import { checkpointText } from '../../../src/app/proof/checkpoint.js';
import { entryOf } from '../../../src/app/proof/entry.js';
import { signNote } from '../../../src/app/proof/note.js';
import { originIn } from '../../../src/app/proof/signed-checkpoint.js';
import { leafHash } from '../../../src/app/proof/tree.js';

const onFatal = (error: Error) => {
  throw error;
};

/** Does something with the embedded log in the directory, which nobody else has open. */
export async function withLog<Done>(dataDirectory: string, use: (store: EventStore) => Promise<Done>): Promise<Done> {
  const store = await openSqliteEventStore({ dataDirectory, onFatal });
  return use(store).finally(() => store.close());
}

/** Signs the log as it is, as a server does, with the key in the file, which is made if it is missing. Answers the verifier key. */
export async function signLog(store: EventStore, keyFile: string): Promise<string> {
  if (!existsSync(keyFile)) createAuditKey(keyFile);
  const hashes = hashList();
  for await (const events of store.readAll())
    for (const event of events) if (!isOfAudit(event)) hashes.push(leafHash(entryOf(event)));
  const last = await store.lastOf(checkpointsStream);
  const origin = last ? originIn(checkpointFactIn(last)) : 'keys.example.com/log';
  const keys = loadAuditKeys(keyFile, { isPrivate: true });
  const size = hashes.length();
  const checkpoint = signNote(
    checkpointText({ origin, size, root: treeOver(hashes)(0, size) }),
    keys.signersOf(origin),
  );
  const by = { id: randomUUID(), recordedAt: new Date().toISOString(), reason: null };
  const event = checkpointEvent({ type: 'CheckpointSigned', data: { checkpoint } }, by);
  await store.append(checkpointsStream, last?.revision ?? NO_STREAM, [event]);
  return keys.verifierKeysOf(origin)[0] ?? '';
}
