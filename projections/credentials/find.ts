import type { PepperName } from '../../src/app/credentials/ports.js';
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

/** Rows per read. */
const PAGE_ROWS = 500;
const PAGE_AFTER = 'SELECT row, checksum FROM credentials WHERE client_id > ? ORDER BY client_id LIMIT ?';

/** The peppers of all secrets that are not revoked. Reads every row, and so finds a damaged one. */
export function peppersInUse(db: ViewDatabase): PepperName[] {
  const found = new Map<string, PepperName>();
  let last = '';
  for (;;) {
    const clients = db.values<Credentials>(PAGE_AFTER, last, PAGE_ROWS);
    for (const { secrets } of clients)
      for (const { status, pepperVersion: version, pepperId: id } of secrets)
        if (status !== 'REVOKED') found.set(`${version} ${id}`, { version, id });
    if (clients.length < PAGE_ROWS) return [...found.values()];
    last = clients.at(-1)?.clientId ?? last;
  }
}
