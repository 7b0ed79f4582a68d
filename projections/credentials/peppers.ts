import type { PepperName } from '../../src/app/credentials/ports.js';
import { withChecksum, type ViewDatabase } from '../../src/app/views/views.js';
import type { Credentials } from './row.js';

/** A pepper, and how many secrets under it are not revoked. Those of a disabled or deleted client count. */
interface PepperUse extends PepperName {
  secrets: number;
}

export const peppersTable = `CREATE TABLE credentials_pepper (
  version INTEGER NOT NULL, id TEXT NOT NULL, row TEXT NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (version, id))`;

/** The peppers of all secrets that are not revoked. */
export const peppersInUse = (db: ViewDatabase): PepperName[] =>
  db
    .values<PepperUse>('SELECT row, checksum FROM credentials_pepper ORDER BY version, id')
    .map(({ version, id }) => ({ version, id }));

/** Counts what a change of a client adds to the secrets under each pepper, and takes from them. */
export function countPeppers(db: ViewDatabase, client: Credentials, before: Credentials | undefined): void {
  if (client.secrets === before?.secrets) return;
  for (const { version, id, secrets } of differences(client, before)) {
    if (secrets === 0) continue;
    const counted = db.value<PepperUse>(
      'SELECT row, checksum FROM credentials_pepper WHERE version = ? AND id = ?',
      ...[version, id],
    );
    save(db, { version, id, secrets: (counted?.secrets ?? 0) + secrets });
  }
}

/** A pepper without secrets has no row. */
function save(db: ViewDatabase, use: PepperUse): void {
  const { version, id, secrets } = use;
  if (secrets < 0) throw db.damaged();
  if (secrets === 0) db.run('DELETE FROM credentials_pepper WHERE version = ? AND id = ?', version, id);
  else
    db.run(
      `INSERT INTO credentials_pepper (version, id, row, checksum) VALUES (?, ?, ?, ?)
       ON CONFLICT (version, id) DO UPDATE SET row = excluded.row, checksum = excluded.checksum`,
      ...[version, id, ...withChecksum(use)],
    );
}

function differences(client: Credentials, before: Credentials | undefined): Iterable<PepperUse> {
  const found = new Map<string, PepperUse>();
  const count = (secrets: Credentials['secrets'], each: number) => {
    for (const { status, pepperVersion: version, pepperId: id } of secrets) {
      if (status === 'REVOKED') continue;
      const name = `${version} ${id}`;
      found.set(name, { version, id, secrets: (found.get(name)?.secrets ?? 0) + each });
    }
  };
  count(client.secrets, 1);
  count(before?.secrets ?? [], -1);
  return found.values();
}
