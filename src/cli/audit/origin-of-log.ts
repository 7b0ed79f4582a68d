import { checkpointFactIn } from '../../app/proof/checkpoint-events.js';
import { originIn } from '../../app/proof/signed-checkpoint.js';
import type { LogReader } from '../../app/log/log-reader.js';
import { checkpointsStream } from '../../app/log/streams.js';
import { CannotDo } from '../terminal/cannot-do.js';

/** The name that checkpoints of the log have. Rejects with `CannotDo` where nothing has been signed yet. */
export async function originOfLog(log: Pick<LogReader, 'lastOf'>): Promise<string> {
  const last = await log.lastOf(checkpointsStream);
  if (last) return originIn(checkpointFactIn(last));
  throw new CannotDo('Nothing has been signed yet: start the server with an audit key, it signs within a minute.');
}
