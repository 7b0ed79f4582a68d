import type { ViewDatabase } from '../../src/app/views/views.js';
import { isIn } from '../../src/domain/credentials/is-in.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { KeyDetails } from './row.js';

export const standingTables = [
  // the secrets that count, or would if they were enabled, as far as no date of their own says otherwise
  `CREATE TABLE key_details_standing (
    account TEXT NOT NULL, added_at TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, place INTEGER NOT NULL,
    environment TEXT NOT NULL, is_disabled INTEGER NOT NULL, is_retiring INTEGER NOT NULL, ends_at TEXT, life_ms INTEGER,
    PRIMARY KEY (account, added_at, id, number)) WITHOUT ROWID`,
  'CREATE INDEX key_details_standing_by_key ON key_details_standing (number, environment)',
];

interface Standing {
  id: string;
  environment: Environment;
  addedAt: string;
  endsAt: string | null;
  /** 0 or 1, as the column has it. */
  isDisabled: number;
  isRetiring: number;
  /** Order in which the secrets of the key were made. */
  place: number;
}

function standingIn(key: KeyDetails): Standing[] {
  const standing = { ...key, suspended: key.goLive.production === 'SUSPENDED' };
  return key.secrets.flatMap(
    ({ id, environment, status, createdAt: addedAt, expiresAt: endsAt, retirement }, place) => {
      if (status === 'REVOKED' || !isIn(standing, environment)) return [];
      const flags = { isDisabled: Number(status === 'DISABLED'), isRetiring: Number(retirement !== undefined) };
      return [{ id, environment, addedAt, endsAt, ...flags, place }];
    },
  );
}

const NUMBER = '(SELECT number FROM key_details WHERE id = ?)';

/** Writes the secrets of a key among which a policy may find some that break it. */
export function saveStanding(db: ViewDatabase, key: KeyDetails, before: KeyDetails | undefined): void {
  const [standing, was] = [standingIn(key), before ? standingIn(before) : []];
  if (JSON.stringify(standing) === JSON.stringify(was)) return;
  if (was.length > 0) db.run(`DELETE FROM key_details_standing WHERE number = ${NUMBER}`, key.id);
  for (const { id, environment, addedAt, endsAt, isDisabled, isRetiring, place } of standing)
    db.run(
      `INSERT INTO key_details_standing (account, added_at, id, number, place, environment, is_disabled, is_retiring, ends_at, life_ms)
       VALUES (?, ?, ?, ${NUMBER}, ?, ?, ?, ?, ?, ?)`,
      ...[key.account, addedAt, id, key.id, place, environment, isDisabled, isRetiring, endsAt],
      endsAt === null ? null : Date.parse(endsAt) - Date.parse(addedAt),
    );
}
