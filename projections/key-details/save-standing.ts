import type { ViewDatabase } from '../../src/app/views/views.js';
import { isIn } from '../../src/domain/credentials/is-in.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { KeyDetails, KeypairDetails, SecretDetails } from './row.js';

export const standingTables = [
  // the credentials that count, or would if they were enabled, as far as no date of their own says otherwise
  `CREATE TABLE key_details_standing (
    account TEXT NOT NULL, added_at TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, place INTEGER NOT NULL,
    environment TEXT NOT NULL, is_disabled INTEGER NOT NULL, is_retiring INTEGER NOT NULL, not_before TEXT, ends_at TEXT, life_ms INTEGER,
    PRIMARY KEY (account, added_at, id, number, kind)) WITHOUT ROWID`,
  'CREATE INDEX key_details_standing_by_key ON key_details_standing (number, environment)',
  // with all that is asked of what ends soon: without a look into the table it takes a quarter of the time
  `CREATE INDEX key_details_standing_by_end ON key_details_standing (ends_at, id, is_disabled, not_before)
    WHERE ends_at IS NOT NULL`,
];

interface Standing {
  id: string;
  kind: 'SECRET' | 'KEYPAIR';
  environment: Environment;
  addedAt: string;
  notBefore: string | null;
  endsAt: string | null;
  /** 0 or 1, as the column has it. */
  isDisabled: number;
  isRetiring: number;
  /** Order in which those of its kind were made. */
  place: number;
}

function standingIn(key: KeyDetails): Standing[] {
  const standing = { ...key, suspended: key.goLive.production === 'SUSPENDED' };
  const of = (kind: Standing['kind'], credential: SecretDetails | KeypairDetails, place: number): Standing[] => {
    const { id, environment, status, createdAt: addedAt, expiresAt: endsAt, retirement } = credential;
    if (status === 'REVOKED' || !isIn(standing, environment)) return [];
    const flags = { isDisabled: Number(status === 'DISABLED'), isRetiring: Number(retirement !== undefined) };
    const notBefore = 'notBefore' in credential ? credential.notBefore : null;
    return [{ id, kind, environment, addedAt, notBefore, endsAt, ...flags, place }];
  };
  return [
    ...key.secrets.flatMap((secret, place) => of('SECRET', secret, place)),
    ...key.keypairs.flatMap((keypair, place) => of('KEYPAIR', keypair, place)),
  ];
}

const NUMBER = '(SELECT number FROM key_details WHERE id = ?)';

/** Writes the credentials of a key that may end soon, or break a policy. */
export function saveStanding(db: ViewDatabase, key: KeyDetails, before: KeyDetails | undefined): void {
  const [standing, was] = [standingIn(key), before ? standingIn(before) : []];
  if (JSON.stringify(standing) === JSON.stringify(was)) return;
  if (was.length > 0) db.run(`DELETE FROM key_details_standing WHERE number = ${NUMBER}`, key.id);
  for (const { id, kind, environment, addedAt, notBefore, endsAt, isDisabled, isRetiring, place } of standing)
    db.run(
      `INSERT INTO key_details_standing (account, added_at, id, number, kind, place, environment, is_disabled, is_retiring, not_before, ends_at, life_ms)
       VALUES (?, ?, ?, ${NUMBER}, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[key.account, addedAt, id, key.id, kind, place, environment, isDisabled, isRetiring, notBefore, endsAt],
      endsAt === null ? null : Date.parse(endsAt) - Date.parse(addedAt),
    );
}
