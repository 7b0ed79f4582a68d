import type { Reach } from '../../src/domain/key/reach.js';
import type { ViewDatabase } from '../../src/app/views/views.js';
import type { Credentials } from './row.js';

const BY_ID = 'SELECT row, checksum FROM credentials WHERE client_id = ?';

/** The credentials of a client within reach, remembered: verification asks about the same few clients all the time. */
export function recallCredentials(
  db: ViewDatabase,
  { account, owner }: Reach,
  clientId: string,
): Readonly<Credentials> | undefined {
  const client = db.remembered<Credentials>(BY_ID, clientId);
  const isWithin = (account ?? client?.account) === client?.account && (owner ?? client?.owner) === client?.owner;
  return isWithin ? client : undefined;
}
