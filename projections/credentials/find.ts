import type { PepperName } from '../../src/app/credentials.js';
import type { ViewDatabase } from '../../src/app/views.js';
import type { Credentials } from './fold.js';

/** The client's credentials; of any account when `account` is null. */
export function findCredentials(db: ViewDatabase, account: string | null, clientId: string): Credentials | undefined {
  const found = db.get<{ row: string }>(
    'SELECT row FROM credentials WHERE client_id = ? AND account = coalesce(?, account)',
    ...[clientId, account],
  );
  return found && (JSON.parse(found.row) as Credentials);
}

/** Which peppers the digests that still count were made with. */
export const peppersInUse = (db: ViewDatabase): PepperName[] =>
  db.all<PepperName>(
    `SELECT DISTINCT json_extract(secret.value, '$.pepperVersion') AS version, json_extract(secret.value, '$.pepperId') AS id
     FROM credentials, json_each(credentials.row, '$.secrets') AS secret
     WHERE json_extract(secret.value, '$.status') <> 'REVOKED'`,
  );
