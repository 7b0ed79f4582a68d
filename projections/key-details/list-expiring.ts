import type { SqlValue, ViewDatabase } from '../../src/app/views/views.js';
import type { ExpiryReminder } from '../../src/domain/credentials/credential.js';
import type { Reach } from '../../src/domain/key/reach.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { Page, PageRequest } from '../page.js';
import { REQUESTED } from './list-requests.js';
import type { KeyDetails, KeypairDetails, SecretDetails } from './row.js';

/** A credential that counts, and its end. Times are ISO 8601 UTC. */
export interface Expiring {
  credentialId: string;
  integratorKeyId: string;
  /** Whose key it is. */
  account: string;
  kind: 'SECRET' | 'KEYPAIR';
  environment: Environment;
  label: string;
  endsAt: string;
  replacedBy: string | null;
  reminders: readonly ExpiryReminder[];
}

const COUNTS_AND_ENDS = 'ends_at > ? AND ends_at <= ? AND is_disabled = 0 AND (not_before IS NULL OR not_before <= ?)';

/** Keys with a credential that counts at `now` and ends by then, as an SQL condition. */
export const endingKeys = (until: string, now: string): [sql: string, ...values: string[]] => [
  `number IN (SELECT number FROM key_details_standing WHERE ${COUNTS_AND_ENDS})`,
  ...[now, until, now],
];

export interface ExpiringListing {
  sight: Reach;
  environment?: Environment | null | undefined;
  now: string;
  until: string;
}

/** A page of the credentials within reach, by their ends and then by id. */
export function listExpiring(
  db: ViewDatabase,
  listing: ExpiringListing,
  { from, descending, limit }: PageRequest,
): Page<Expiring> {
  const { where, values } = conditionsOf(listing);
  const beyond = from ? ` AND (ends_at, ending.id) ${descending ? '<' : '>'} (?, ?)` : '';
  const order = descending ? 'DESC' : 'ASC';
  const found = db.all<{ id: string; keyId: string }>(
    `SELECT ending.id AS id, key_details.id AS keyId ${FROM} WHERE ${where}${beyond} ORDER BY ends_at ${order}, ending.id ${order} LIMIT ?`,
    ...[...values, ...(from ?? []), limit + 1],
  );
  const rows = found.slice(0, limit).flatMap(({ id, keyId }) => {
    const key = db.value<KeyDetails>('SELECT row, checksum FROM key_details WHERE id = ?', keyId);
    const expiring = key && expiringIn(key, id);
    return expiring ? [{ value: expiring, key: [expiring.endsAt, id] }] : [];
  });
  return { rows, more: found.length > limit };
}

export function countExpiring(db: ViewDatabase, listing: ExpiringListing): number {
  const { where, values } = conditionsOf(listing);
  return db.get<{ count: number }>(`SELECT count(*) AS count ${FROM} WHERE ${where}`, ...values)?.count ?? 0;
}

const FROM = 'FROM key_details_standing AS ending JOIN key_details USING (number)';

function conditionsOf({ sight: { account, owner, onlyRequested }, environment, now, until }: ExpiringListing) {
  const conditions: [string, ...SqlValue[]][] = [[COUNTS_AND_ENDS, now, until, now]];
  if (account !== null) conditions.push(['ending.account = ?', account]);
  if (owner !== null) conditions.push(['owner = ?', owner]);
  if (onlyRequested) conditions.push([REQUESTED]);
  if (environment != null) conditions.push(['environment = ?', environment]);
  return {
    where: conditions.map(([sql]) => sql).join(' AND '),
    values: conditions.flatMap(([, ...values]) => values),
  };
}

function expiringIn(
  { id: integratorKeyId, account, secrets, keypairs }: KeyDetails,
  wanted: string,
): Expiring | undefined {
  const of = (kind: Expiring['kind'], label: string, credential: SecretDetails | KeypairDetails): Expiring => ({
    ...{ credentialId: credential.id, integratorKeyId, account, kind, environment: credential.environment, label },
    endsAt: credential.expiresAt ?? '',
    replacedBy: credential.retirement?.replacedBy ?? null,
    reminders: credential.reminders ?? [],
  });
  const secret = secrets.find(({ id }) => id === wanted);
  if (secret) return of('SECRET', secret.label ?? `...${secret.lastFour}`, secret);
  const keypair = keypairs.find(({ id }) => id === wanted);
  return keypair && of('KEYPAIR', keypair.label ?? keypair.kid, keypair);
}
