import type { Connection } from './client/connection.js';
import { memoizeSuccess } from './client/memoize-success.js';
import { logIdOf } from './log-id.js';
import type { Names } from './names.js';
import { positionsOf } from './positions.js';
import type { Read } from './reading/retrying-reads.js';
import { storedBy } from './to-stored-event.js';
import { logVerifier } from './verify-log.js';

/** The log as it was found on the server at first, which may have to be waited for. */
export function knownLog(connection: Connection, read: Read, names: Names) {
  const log = memoizeSuccess(async () => {
    const { logId, isNew } = await logIdOf(read, names);
    const positions = positionsOf(logId);
    const verifier = logVerifier({ connection, read, names, logId, positions });
    return { isNew, positions, stored: storedBy(names, positions), verifier };
  });
  return {
    log,
    /** The same, once it is sure that the server still holds it. */
    async verified() {
      const known = await log();
      await known.verifier.verify();
      return known;
    },
  };
}
