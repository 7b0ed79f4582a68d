import { describe, expect, test } from '@jest/globals';
import { ownerOfDigest } from '../../projections/credentials/digests.js';
import { credentialsNamed, type CredentialName } from '../../projections/key-details/credential-names.js';
import type { Reach } from '../../src/domain/key/reach.js';
import * as f from '../kit/facts/facts.js';
import { aLog } from '../kit/facts/log.js';
import { aDirectory, someViews } from '../kit/views/views.js';

/** Two accounts, each with a secret and a keypair of the same names. */
function views() {
  const log = aLog();
  const names = { kid: 'a kid', fingerprint: 'a fingerprint' };
  for (const [id, account, owner] of [
    ['acme-1', 'acme', 'ada'],
    ['globex-1', 'globex', 'eve'],
  ] as const)
    log.happens(id, [
      { ...f.created, data: { ...f.created.data, account, owner } },
      f.secretAdded(`s of ${account}`, { lastFour: 'abcd' }),
      f.keypairAdded(`k of ${account}`, names),
    ]);
  const made = someViews(aDirectory());
  made.apply(log.all);
  return { log, ...made };
}
const keysOf = (db: ReturnType<typeof views>['db'], reach: Reach, what: CredentialName, name: string) =>
  credentialsNamed(db, reach, what, name, 20).map(({ integratorKeyId }) => integratorKeyId);

describe.each<[CredentialName, string]>([
  ['lastFour', 'abcd'],
  ['kid', 'a kid'],
  ['fingerprint', 'a fingerprint'],
])('by %s', (what, name) => {
  test('whoever is bound finds nothing of another account, or of another owner', () => {
    const { db } = views();
    expect(keysOf(db, { account: null, owner: null }, what, name)).toEqual(['acme-1', 'globex-1']);
    expect(keysOf(db, { account: 'globex', owner: null }, what, name)).toEqual(['globex-1']);
    expect(keysOf(db, { account: 'nobody', owner: null }, what, name)).toEqual([]);
    expect(keysOf(db, { account: 'acme', owner: 'eve' }, what, name)).toEqual([]);
  });

  test('no more than were asked for, and no name of another kind', () => {
    const { db } = views();
    expect(credentialsNamed(db, { account: null, owner: null }, what, name, 1)).toHaveLength(1);
    expect(keysOf(db, { account: null, owner: null }, what, `${name}x`)).toEqual([]);
  });
});

describe('by digest', () => {
  const digestOf = (secretId: string) => f.aSecret(secretId);
  test('the owner is found among all digests, and after the revocation', () => {
    const { db, log, apply } = views();
    log.happens('acme-1', [f.secretRevoked('s of acme')]);
    apply(log.all);
    const owned = { clientId: 'acme-1', secretId: 's of acme' };
    expect(ownerOfDigest(db, [digestOf('nobody'), digestOf('s of acme')])).toEqual(owned);
    expect(ownerOfDigest(db, [])).toBeUndefined();
  });

  test('a digest under another pepper, or another version of it, is nobody', () => {
    const { db } = views();
    const digest = digestOf('s of acme');
    expect(
      ownerOfDigest(db, [
        { ...digest, pepperVersion: 7 },
        { ...digest, pepperId: 'other' },
      ]),
    ).toBeUndefined();
  });
});
