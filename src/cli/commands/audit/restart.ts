import { randomUUID } from 'node:crypto';
import { rememberedCheckpoint } from '../../../adapters/crypto/audit-keys/remembered-checkpoint.js';
import { checkpointEvent, checkpointFactIn } from '../../../app/proof/checkpoint-events.js';
import { isOrigin } from '../../../app/proof/checkpoint.js';
import { checkpointsStream } from '../../../app/log/streams.js';
import type { StoredEvent } from '../../../app/log/event-store.js';
import { originIn } from '../../../app/proof/signed-checkpoint.js';
import { reasonOf } from '../../../domain/values/text.js';
import { auditKeyFile } from '../../audit/key-file.js';
import { openToWrite } from '../../stores/open-log.js';
import { configuredStore } from '../../stores/store-address.js';
import { CannotDo } from '../../terminal/cannot-do.js';

export interface RestartOptions {
  reason: string;
  origin?: string;
}

/**
 * `keyledger audit restart`: from here on the log has another origin, because it lawfully does not continue what was signed; says so
 * in the log, and forgets the checkpoint beside the key.
 */
export async function restart({ reason, origin: wanted }: RestartOptions): Promise<void> {
  const why = reasonOf(reason.trim());
  if (why === null) throw new CannotDo('--reason says why the log does not continue what was signed.');
  if (wanted !== undefined && !isOrigin(wanted))
    throw new CannotDo('--origin has up to 200 printable ASCII characters, without spaces and +.');
  const remembered = rememberedCheckpoint(auditKeyFile());
  const log = await openToWrite(configuredStore());
  try {
    const all = await log.readStream(checkpointsStream);
    const last = all.at(-1);
    if (!last) throw new CannotDo('Nothing has been signed yet: there is nothing to begin anew.');
    const formerOrigin = originIn(checkpointFactIn(last));
    const origin = wanted ?? nextOrigin(all);
    if (originsIn(all).includes(origin)) throw new CannotDo('--origin is one that the log has had already.');
    const begun = { type: 'OriginBegun', data: { origin, formerOrigin } } as const;
    const by = { id: randomUUID(), recordedAt: new Date().toISOString(), reason: why };
    await log.append(checkpointsStream, last.revision, [checkpointEvent(begun, by)]);
    remembered.forget();
    console.log(`The log begins anew as ${origin}, and says why. Before it was ${formerOrigin}.
Give those who verify it the new verifier key: keyledger audit key. On other nodes delete the file of the checkpoint beside the key.`);
  } finally {
    await log.close();
  }
}

const originsIn = (all: readonly StoredEvent[]): string[] => [
  ...new Set(all.map((event) => originIn(checkpointFactIn(event)))),
];

/** The first one with the number of the one that begins. */
function nextOrigin(all: readonly StoredEvent[]): string {
  const origins = originsIn(all);
  return `${origins[0]}/${origins.length + 1}`;
}
