import type { ViewDatabase } from '../../src/app/views/views.js';
import type { Reach } from '../../src/domain/key/reach.js';
import type { KeyDetails } from './row.js';

/** What a credential can be found by that is no secret. */
export type CredentialName = 'lastFour' | 'kid' | 'fingerprint';

export const credentialsTable = `CREATE TABLE key_details_credential (
  what TEXT NOT NULL, name TEXT NOT NULL, account TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL,
  PRIMARY KEY (what, name, account, number, id)) WITHOUT ROWID`;

const SAVE = `INSERT OR IGNORE INTO key_details_credential (what, name, account, number, id)
  SELECT ?, ?, account, number, ? FROM key_details WHERE key_details.id = ?`;

/** Writes the names of the credentials that are new. They stay, whatever becomes of the credential and of the key. */
export function saveCredentialNames(db: ViewDatabase, key: KeyDetails, before: KeyDetails | undefined): void {
  const save = (what: CredentialName, name: string, id: string) => db.run(SAVE, what, name, id, key.id);
  for (const { id, lastFour } of key.secrets.slice(before?.secrets.length ?? 0)) save('lastFour', lastFour, id);
  for (const { id, kid, fingerprint } of key.keypairs.slice(before?.keypairs.length ?? 0)) {
    save('kid', kid, id);
    save('fingerprint', fingerprint, id);
  }
}

export interface NamedCredential {
  integratorKeyId: string;
  credentialId: string;
}

/** Those of this name within reach, at most so many; in an order that is the same every time. */
export const credentialsNamed = (
  db: ViewDatabase,
  { account, owner }: Reach,
  what: CredentialName,
  name: string,
  limit: number,
): NamedCredential[] =>
  db.all(
    `SELECT k.id AS integratorKeyId, c.id AS credentialId FROM key_details_credential c JOIN key_details k ON k.number = c.number
     WHERE c.what = ? AND c.name = ? AND ${account === null ? '? IS NULL' : 'c.account = ?'} AND k.owner = coalesce(?, k.owner)
     ORDER BY c.account, c.number, c.id LIMIT ?`,
    ...[what, name, account, owner, limit],
  );
