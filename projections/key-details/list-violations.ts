import type { SqlValue, ViewDatabase } from '../../src/app/views/views.js';
import { longestLifeMs, type EffectivePolicy } from '../../src/domain/account/effective-policy.js';
import type { PolicyRule } from '../../src/domain/account/policy-rules.js';
import { MAX_SECRETS } from '../../src/domain/secrets/refusals.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { Page, PageRequest } from '../page.js';
import type { KeyDetails } from './row.js';

/** A secret that counts, or will, and a rule that it breaks. Times are ISO 8601 UTC. */
export interface Violation {
  credentialId: string;
  integratorKeyId: string;
  kind: 'SECRET';
  environment: Environment;
  label: string;
  rule: PolicyRule;
  /** When it was made. */
  since: string;
  endsAt: string | null;
}

export interface ViolationListing {
  account: string;
  /** Null: keys of every owner. */
  owner: string | null;
  environment?: Environment | null | undefined;
  policy: EffectivePolicy;
  now: string;
}

type Condition = [sql: string, ...values: SqlValue[]];
type Found = Omit<Violation, 'kind' | 'label'>;

/** A page of what breaks the policy, by the making of the secrets, then by id and rule. */
export function listViolations(
  db: ViewDatabase,
  listing: ViolationListing,
  { from, descending, limit }: PageRequest,
): Page<Violation> {
  const beyond = from ? ` AND (added_at, secret.id, rule) ${descending ? '<' : '>'} (?, ?, ?)` : '';
  const order = ['added_at', 'secret.id', 'rule']
    .map((column) => `${column} ${descending ? 'DESC' : 'ASC'}`)
    .join(', ');
  const { sql, values } = violations(listing);
  const found = db.all<Found>(
    `SELECT secret.id AS credentialId, key_details.id AS integratorKeyId, environment, rule, added_at AS since, ends_at AS endsAt
     ${sql}${beyond} ORDER BY ${order} LIMIT ?`,
    ...[...values, ...(from ?? []), limit + 1],
  );
  const rows = found.slice(0, limit).flatMap((one) => {
    const key = db.value<KeyDetails>('SELECT row, checksum FROM key_details WHERE id = ?', one.integratorKeyId);
    const secret = key?.secrets.find(({ id }) => id === one.credentialId);
    if (!secret) return [];
    const value: Violation = { ...one, kind: 'SECRET', label: secret.label ?? `...${secret.lastFour}` };
    return [{ value, key: [one.since, one.credentialId, one.rule] }];
  });
  return { rows, more: found.length > limit };
}

export function countViolations(db: ViewDatabase, listing: ViolationListing): number {
  const { sql, values } = violations(listing);
  return db.get<{ count: number }>(`SELECT count(*) AS count ${sql}`, ...values)?.count ?? 0;
}

/** The secrets of the account that stand, each with the rules that it breaks. */
function violations({ account, owner, environment, policy, now }: ViolationListing) {
  const rules = brokenBy(policy, now);
  const names = rules.map(({ rule }) => `SELECT '${rule}' AS rule`).join(' UNION ALL ') || `SELECT '' AS rule WHERE 0`;
  const broken = rules.map(({ rule, sql }) => ` WHEN '${rule}' THEN ${sql}`).join('');
  const conditions: Condition[] = [
    [`secret.account = ? AND secret.kind = 'SECRET'`, account],
    [`is_disabled = 0 AND ${NOT_ENDED}`, now],
    ...(owner === null ? [] : [['owner = ?', owner] satisfies Condition]),
    ...(environment == null ? [] : [['environment = ?', environment] satisfies Condition]),
    [`CASE rule${broken || ' WHEN 0 THEN 0'} END`, ...rules.flatMap(({ values }) => values)],
  ];
  return {
    sql: `FROM key_details_standing AS secret JOIN key_details USING (number) CROSS JOIN (${names}) WHERE ${conditions
      .map(([sql]) => sql)
      .join(' AND ')}`,
    values: conditions.flatMap(([, ...values]) => values),
  };
}

const NOT_ENDED = '(ends_at IS NULL OR ends_at > ?)';

/** As SQL conditions: the rules that the policy has at all. Too many are the youngest of those that are not disabled. */
function brokenBy(policy: EffectivePolicy, now: string) {
  const longest = longestLifeMs(policy);
  const rules: { rule: PolicyRule; sql: string; values: SqlValue[] }[] = [];
  if (policy.keypairsOnly) rules.push({ rule: 'KEYPAIRS_ONLY', sql: '1', values: [] });
  if (policy.secretExpiryRequired || longest < Infinity)
    rules.push({ rule: 'SECRET_EXPIRY_REQUIRED', sql: 'ends_at IS NULL', values: [] });
  if (longest < Infinity) rules.push({ rule: 'SECRET_LIFE_TOO_LONG', sql: 'life_ms > ?', values: [longest] });
  if (policy.maxSecretsPerEnvironment < MAX_SECRETS)
    rules.push({
      rule: 'SECRET_LIMIT_REACHED',
      sql: `is_retiring = 0 AND (SELECT count(*) FROM key_details_standing AS other WHERE other.number = secret.number AND other.kind = 'SECRET'
        AND other.environment = secret.environment AND is_retiring = 0 AND ${NOT_ENDED}
        AND (is_disabled OR other.place <= secret.place)) > ?`,
      values: [now, policy.maxSecretsPerEnvironment],
    });
  return rules;
}
