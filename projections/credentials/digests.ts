import type { SecretDigest } from '../../src/app/credentials/ports.js';
import type { ViewDatabase } from '../../src/app/views/views.js';
import type { Credentials } from './row.js';

/** Whose secret a text is, by what it is kept as. In the order of random bits: nothing is listed by it. */
export const digestsTable = `CREATE TABLE credentials_digest (
  digest TEXT NOT NULL, pepper_version INTEGER NOT NULL, pepper_id TEXT NOT NULL, client_id TEXT NOT NULL, secret_id TEXT NOT NULL,
  PRIMARY KEY (digest, pepper_version, pepper_id, client_id, secret_id)) WITHOUT ROWID`;

/** Writes the digests of the secrets that are new. They stay: a revoked secret, or one of a deleted key, is found as well. */
export function saveDigests(db: ViewDatabase, { clientId, secrets }: Credentials, before?: Credentials): void {
  if (secrets === before?.secrets) return;
  for (const { digest, pepperVersion, pepperId, secretId } of secrets.slice(before?.secrets.length ?? 0))
    db.run(
      'INSERT OR IGNORE INTO credentials_digest (digest, pepper_version, pepper_id, client_id, secret_id) VALUES (?, ?, ?, ?, ?)',
      ...[digest, pepperVersion, pepperId, clientId, secretId],
    );
}

export interface Owned {
  clientId: string;
  secretId: string;
}

/** The secret that has one of these digests, whoever has it; undefined for none. All are looked up, whichever is found. */
export function ownerOfDigest(db: ViewDatabase, digests: readonly SecretDigest[]): Owned | undefined {
  return digests
    .flatMap(({ digest, pepperVersion, pepperId }) =>
      db.all<Owned>(
        `SELECT client_id AS clientId, secret_id AS secretId FROM credentials_digest
         WHERE digest = ? AND pepper_version = ? AND pepper_id = ?`,
        ...[digest, pepperVersion, pepperId],
      ),
    )
    .at(0);
}
