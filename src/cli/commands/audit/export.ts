import { resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { loadAuditKeys, type AuditKeys } from '../../../adapters/crypto/audit-keys/load-audit-keys.js';
import { rememberedCheckpoint } from '../../../adapters/crypto/audit-keys/remembered-checkpoint.js';
import { schemaFile } from '../../../adapters/json-schema/schema-files.js';
import { writeZip } from '../../../adapters/zip/write-zip.js';
import type { StoredEvent } from '../../../app/log/event-store.js';
import { streamOf } from '../../../app/log/streams.js';
import { makeBundle } from '../../../app/proof/bundle/make-bundle.js';
import { isMoment, isUuid } from '../../../app/proof/bundle/strict-json.js';
import { NoteInvalid, openNote, type Signer } from '../../../app/proof/note.js';
import { verifierKey } from '../../../app/proof/verifier-key.js';
import { isProduction } from '../../../config/config.js';
import type { EventMetadata } from '../../../domain/key/recorded.js';
import { auditKeyFile } from '../../audit/key-file.js';
import { readSignedLog, type SignedLog } from '../../audit/signed-log.js';
import { writeNewFile } from '../../audit/write-new-file.js';
import { openToRead } from '../../stores/open-log.js';
import { configuredStore } from '../../stores/store-address.js';
import { CannotDo } from '../../terminal/cannot-do.js';
import { counted } from '../../terminal/counted.js';

export interface ExportOptions {
  account?: string;
  key?: string;
  from?: string;
  to?: string;
  output: string;
}

const accountOf = ({ metadata }: Pick<StoredEvent, 'metadata'>) => (metadata as EventMetadata).account;

/** `keyledger audit export`: the history of an account or a key as a file that proves itself, beside a server or without one. */
export async function exportBundle({ account, key, from, to, output }: ExportOptions): Promise<void> {
  const keyId = requireOne(account, key);
  requireSpan(from, to);
  const file = resolve(output);
  if (existsSync(file)) throw new CannotDo('There is a file of this name already; it was left as it is.');
  const keyFile = auditKeyFile();
  const keys = loadAuditKeys(keyFile, { isPrivate: isProduction() });
  const remembered = rememberedCheckpoint(keyFile).read();

  const isWanted = (event: StoredEvent) =>
    keyId === null ? accountOf(event) === account : event.stream === streamOf(keyId);
  const log = await openToRead(configuredStore());
  const signed = await readSignedLog(log, isWanted, remembered).finally(() => log.close());
  const signer = signerOf(signed, keys);
  const [first] = signed.leaves;
  if (!first) throw new CannotDo('The signed log has no events of this account or key.');

  const span = { from: from ?? null, to: to ?? null };
  const whose = { account: accountOf(first.event), keyId };
  const files = makeBundle({ ...signed, ...span, ...whose, schemaOf: schemaFile, signer });
  const bytes = writeZip(files);
  writeNewFile(file, bytes);
  console.log(`Wrote ${file}: ${bytes.length} bytes, in the tree of ${counted(signed.stated.size, 'event')} of ${signed.stated.origin}.
It has digests of secrets, names and addresses of people, and no secret. Hand it over accordingly, and the verifier key
(keyledger audit key) by another way.`);
}

/** The id of the key, or null: the whole account. */
function requireOne(account: string | undefined, key: string | undefined): string | null {
  if ((account === undefined) === (key === undefined)) throw new CannotDo('Give --account or --key, one of them.');
  if (key === undefined) return null;
  const keyId = key.toLowerCase();
  if (!isUuid(keyId)) throw new CannotDo('--key is the id of an integrator key, a GUID.');
  return keyId;
}

function requireSpan(from: string | undefined, to: string | undefined): void {
  for (const [option, moment] of [
    ['--from', from],
    ['--to', to],
  ] as const)
    if (moment !== undefined && !(isMoment(moment) && isRealTime(moment)))
      throw new CannotDo(`${option} is a time in UTC with milliseconds, such as 2026-11-23T02:14:00.000Z.`);
  if (from !== undefined && to !== undefined && from >= to) throw new CannotDo('--from has to be before --to.');
}

const isRealTime = (moment: string): boolean => {
  const time = new Date(moment);
  return !Number.isNaN(time.getTime()) && time.toISOString() === moment;
};

/** Who signs the manifest: the first key, once it is seen that the checkpoint is by a key of ours. */
function signerOf({ checkpoint, stated }: SignedLog, keys: AuditKeys): Signer {
  try {
    openNote(checkpoint, keys.verifierKeysOf(stated.origin).map(verifierKey));
  } catch (error) {
    if (!(error instanceof NoteInvalid)) throw error;
    throw new CannotDo('The newest checkpoint in the log is not signed by the key in KEYLEDGER_AUDIT_KEY_FILE.');
  }
  const [signer] = keys.signersOf(stated.origin);
  if (!signer) throw new CannotDo('The file of KEYLEDGER_AUDIT_KEY_FILE has no key.');
  return signer;
}
