import { beforeAll, expect, test } from '@jest/globals';
import { countExpiring, listExpiring } from '../../projections/key-details/list-expiring.js';
import { countViolations, listViolations, type Violation } from '../../projections/key-details/list-violations.js';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { projections } from '../../projections/index.js';
import type { SortKey } from '../../projections/page.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import type { ViewDatabase } from '../../src/app/views/views.js';
import { noPolicy } from '../../src/domain/account/account.js';
import { effectivePolicy, type EffectivePolicy } from '../../src/domain/account/effective-policy.js';
import { lifeRuleBroken } from '../../src/domain/account/keeps-policy.js';
import { noSecretSettings } from '../../src/domain/account/secret-settings.js';
import { counted, isOver, isUsable } from '../../src/domain/credentials/usable.js';
import type { KeyEvent } from '../../src/domain/key/facts.js';
import type { Environment } from '../../src/domain/values/environment.js';
import * as f from '../kit/facts/facts.js';
import { aLog } from '../kit/facts/log.js';
import { newDirectory } from '../store/temporary-directories.js';

const { now } = f;
const DAY = 86_400_000;
const addedAt = (n: number) => new Date(Date.parse(now) - (n % 5) * DAY).toISOString();
const ahead = (days: number) => new Date(Date.parse(now) + days * DAY).toISOString();
let db: ViewDatabase;
let everything: KeyDetails[];

/** Keys with every mixture of secrets that the rules tell apart, some with a keypair, and each event that changes whether one stands. */
beforeAll(async () => {
  const { all, happens } = aLog();
  for (let n = 0; n < 90; n++) {
    const [account, owner] = [['acme', 'acme', 'globex'][n % 3] as string, ['ada', 'bob'][n % 2] as string];
    const facts: KeyEvent[] = [{ ...f.created, data: { ...f.created.data, account, owner } }];
    const secrets = Array.from({ length: n % 5 }, (_, index) => `${n}-${index}`);
    secrets.forEach((id, index) => {
      const expiresAt = [null, ahead(1), ahead(40), now, ahead(200)][(n + index) % 5] ?? null;
      facts.push(f.secretAdded(id, { expiresAt, notBefore: n % 4 === 0 ? f.after : null }));
    });
    if (n % 4 === 1) facts.push(f.secretDisabled(`${n}-0`));
    if (n % 8 === 1) facts.push(f.secretEnabled(`${n}-0`));
    if (n % 6 === 2 && secrets[1]) facts.push(f.secretRevoked(secrets[1]));
    if (n % 7 === 3 && secrets[0]) facts.push(f.secretRetired(secrets[0], ahead(3)));
    if (n % 3 === 0)
      facts.push(f.keypairAdded(`${n}-k`, { expiresAt: [null, ahead(2), ahead(50)][(n % 9) / 3] ?? null }));
    if (n % 9 === 3) facts.push(f.keypairRetired(`${n}-k`, ahead(1)));
    if (n % 15 === 3) facts.push(f.keypairDisabled(`${n}-k`));
    if (n % 11 === 0) facts.push(f.disabled);
    if (n % 22 === 0) facts.push(f.enabled);
    if (n % 13 === 0) facts.push(f.deleted);
    const possible = facts.filter((fact) => !('secretId' in fact.data) || secrets.includes(fact.data.secretId));
    happens(`${(n * 7919) % 1000}`.padStart(8, '0'), possible, { account, recordedAt: addedAt(n) });
  }
  const views = openViews(await newDirectory(), projections);
  views.apply(all);
  ({ db } = views);
  everything = db.all<{ row: string }>('SELECT row FROM key_details').map(({ row }) => JSON.parse(row) as KeyDetails);
});

/** The rules said once more, without SQL and by those that refuse new secrets. */
function broken(key: KeyDetails, environment: Environment, policy: EffectivePolicy): string[] {
  const count = counted(key.secrets, environment, now);
  const stands = key.secrets.filter(
    (secret) => secret.environment === environment && !isOver(secret, now) && secret.status !== 'DISABLED',
  );
  const most = policy.maxSecretsPerEnvironment;
  const tooMany = Math.max(0, count.length - most);
  const live = stands.filter(({ retirement }) => !retirement);
  const youngest = live.slice(Math.max(0, live.length - tooMany));
  return stands.flatMap((secret) => {
    const life = lifeRuleBroken(policy, secret.createdAt, secret.expiresAt);
    const rules = [...(policy.keypairsOnly ? ['KEYPAIRS_ONLY'] : []), ...(life ? [life] : [])];
    if (youngest.includes(secret)) rules.push('SECRET_LIMIT_REACHED');
    return rules.map((rule) => `${secret.createdAt} ${secret.id} ${rule}`);
  });
}

const policies = [
  {},
  { longestSecretLife: 'P30D' },
  { secretExpiryRequired: true },
  { maxSecretsPerEnvironment: 1 },
  { maxSecretsPerEnvironment: 2, keypairsOnly: true },
  { maxSecretsPerEnvironment: 3, longestSecretLife: 'P41D', secretExpiryRequired: false, keypairsOnly: true },
].map((own) => effectivePolicy({ ...noPolicy, ...own }, noSecretSettings));
const sights = [
  { account: 'acme', owner: null },
  { account: 'acme', owner: 'ada' },
  { account: 'globex', owner: null },
];
const told = ({ since, credentialId, rule }: Violation) => `${since} ${credentialId} ${rule}`;

test('what breaks each policy is found, in order, and counted, and nothing else is', () => {
  let found = 0;
  for (const policy of policies)
    for (const { account, owner } of sights) {
      const listing = { account, owner, policy, now };
      const { rows, more } = listViolations(db, listing, { from: null, descending: false, limit: 1000 });
      const wanted = everything
        .filter((key) => key.account === account && (owner === null || key.owner === owner) && key.status === 'ACTIVE')
        .flatMap((key) => broken(key, 'DEMO', policy))
        .sort();
      expect([rows.map(({ value }) => told(value)), more]).toEqual([wanted, false]);
      expect(countViolations(db, listing)).toBe(wanted.length);
      expect(countViolations(db, { ...listing, environment: 'PRODUCTION' })).toBe(0);
      found += wanted.length;
    }
  expect(found).toBeGreaterThan(200);
});

test.each([false, true])('page by page there is no gap and nothing twice; from the end: %s', (descending) => {
  const listing = { ...sights[0]!, policy: policies[5]!, now };
  const whole = listViolations(db, listing, { from: null, descending, limit: 1000 }).rows.map(({ value }) =>
    told(value),
  );
  const pages: string[] = [];
  for (let from: SortKey | null = null, more = true; more;) {
    const page = listViolations(db, listing, { from, descending, limit: 3 });
    pages.push(...page.rows.map(({ value }) => told(value)));
    from = page.rows.at(-1)?.key ?? null;
    more = page.more && from !== null; // an empty page would begin again
  }
  expect(pages).toEqual(whole);
  expect(whole.length).toBeGreaterThan(20);
});

test('what counts and ends soon is found, in order, and counted, and nothing else is', () => {
  const both = [f.now, f.after].flatMap((at) => [3, 45, 400].map((days) => ({ now: at, until: ahead(days) })));
  const kinds = new Set<string>();
  for (const listing of both.flatMap((times) =>
    [...sights, { account: null, owner: null }].map((sight) => ({ ...times, sight })),
  )) {
    const { account, owner } = listing.sight;
    const { rows } = listExpiring(db, listing, { from: null, descending: false, limit: 1000 });
    const wanted = everything
      .filter((key) => (account === null || key.account === account) && (owner === null || key.owner === owner))
      .filter(({ status }) => status === 'ACTIVE')
      .flatMap(({ secrets, keypairs }) => [...secrets, ...keypairs.map((keypair) => ({ ...keypair, notBefore: null }))])
      .filter((one) => isUsable(one, listing.now) && one.expiresAt !== null && one.expiresAt <= listing.until)
      .map(({ expiresAt, id }) => `${expiresAt} ${id}`)
      .sort();
    expect(rows.map(({ key }) => key.join(' '))).toEqual(wanted);
    expect(countExpiring(db, listing)).toBe(wanted.length);
    expect(countExpiring(db, { ...listing, environment: 'PRODUCTION' })).toBe(0);
    for (const { value } of rows) kinds.add(value.kind);
  }
  expect([...kinds].sort()).toEqual(['KEYPAIR', 'SECRET']);
});
