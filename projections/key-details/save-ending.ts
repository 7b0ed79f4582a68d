import type { ViewDatabase } from '../../src/app/views/views.js';
import { isIn } from '../../src/domain/credentials/is-in.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { KeyDetails } from './row.js';

interface Ending {
  id: string;
  kind: 'SECRET' | 'KEYPAIR';
  endsAt: string;
  environment: Environment;
  notBefore: string | null;
}

/** The credentials of a key that have an end, and count but for their dates. */
function endingIn(key: KeyDetails): Ending[] {
  const standing = { ...key, suspended: key.goLive.production === 'SUSPENDED' };
  return [...key.secrets, ...key.keypairs].flatMap((credential): Ending[] => {
    const { id, status, expiresAt: endsAt, environment } = credential;
    if (endsAt === null || status !== 'ACTIVE' || !isIn(standing, environment)) return [];
    const kind = 'lastFour' in credential ? 'SECRET' : 'KEYPAIR';
    return [{ id, kind, endsAt, environment, notBefore: 'notBefore' in credential ? credential.notBefore : null }];
  });
}

const NUMBER = '(SELECT number FROM key_details WHERE id = ?)';

/** Writes the ends of a key that has some, or had. */
export function saveEnding(db: ViewDatabase, key: KeyDetails, before: KeyDetails | undefined): void {
  const [ending, was] = [endingIn(key), before ? endingIn(before) : []];
  if (JSON.stringify(ending) === JSON.stringify(was)) return;
  if (was.length > 0) db.run(`DELETE FROM key_details_ending WHERE number = ${NUMBER}`, key.id);
  for (const { id, kind, endsAt, environment, notBefore } of ending)
    db.run(
      `INSERT INTO key_details_ending (ends_at, id, number, kind, environment, not_before) VALUES (?, ?, ${NUMBER}, ?, ?, ?)`,
      ...[endsAt, id, key.id, kind, environment, notBefore],
    );
}
