import type { PepperName } from '../../src/app/credentials/ports.js';
import type { ViewDatabase } from '../../src/app/views/views.js';
import type { Credentials } from './fold.js';

/** The client's credentials; of any account when `account` is null. */
export const findCredentials = (db: ViewDatabase, account: string | null, clientId: string): Credentials | undefined =>
  db.value(
    'SELECT row, checksum FROM credentials WHERE client_id = ? AND account = coalesce(?, account)',
    ...[clientId, account],
  );

/** Rows read at a time. */
const PAGE = 500;
const PAGE_AFTER = 'SELECT row, checksum FROM credentials WHERE client_id > ? ORDER BY client_id LIMIT ?';

/** Which peppers the digests that still count were made with. Reads every row, so that none is damaged where this says nothing of it. */
export function peppersInUse(db: ViewDatabase): PepperName[] {
  const found = new Map<string, PepperName>();
  let last = '';
  for (;;) {
    const clients = db.values<Credentials>(PAGE_AFTER, last, PAGE);
    for (const { secrets } of clients)
      for (const { status, pepperVersion: version, pepperId: id } of secrets)
        if (status !== 'REVOKED') found.set(`${version} ${id}`, { version, id });
    if (clients.length < PAGE) return [...found.values()];
    last = clients.at(-1)?.clientId ?? last;
  }
}
