import { describe, expect, test } from '@jest/globals';
import { noPolicy } from '../../../src/domain/account/account.js';
import { approveAccountPolicy } from '../../../src/domain/account/approve-account-policy.js';
import { effectivePolicy } from '../../../src/domain/account/effective-policy.js';
import type { PolicyChanges } from '../../../src/domain/account/policy-changes.js';
import { proposeAccountPolicy } from '../../../src/domain/account/propose-account-policy.js';
import { noSecretSettings } from '../../../src/domain/account/secret-settings.js';
import { setAccountPolicy } from '../../../src/domain/account/set-account-policy.js';
import type { AccountEvent } from '../../../src/domain/account/facts.js';
import { approved, givenAccount, proposed, set } from '../../kit/facts/account.js';
import { now } from '../../kit/facts/facts.js';

const setting = (changes: PolicyChanges, ...facts: readonly AccountEvent[]) =>
  givenAccount(...facts).when(setAccountPolicy, { account: 'acme', ...changes });

const strict = {
  longestSecretLife: 'P90D',
  secretExpiryRequired: true,
  maxSecretsPerEnvironment: 2,
  keypairsOnly: true,
  leakedSecrets: 'REVOKE',
} as const;
const loose = {
  longestSecretLife: 'P91D',
  secretExpiryRequired: false,
  maxSecretsPerEnvironment: 3,
  keypairsOnly: false,
  leakedSecrets: 'REPORT',
} as const;
const each = Object.keys(strict) as (keyof typeof strict)[];

describe('what is set', () => {
  test('is set as it is said, and taken away again', () => {
    setting(strict).then(set(null, strict));
    setting({ ...noSecretSettings }, set(null, strict)).then(set(null));
  });
  test.each(each)('%s alone leaves the others, and the same again says nothing', (name) => {
    setting({ [name]: loose[name] }, set('DIRECT', strict)).then(set('DIRECT', { ...strict, [name]: loose[name] }));
    setting({ [name]: strict[name] }, set('DIRECT', strict)).then();
    setting({ [name]: null }, set('DIRECT', strict)).then(set('DIRECT', { ...strict, [name]: null }));
  });
  test.each(['', 'P0D', 'PT0S', '90', 'P1Y', 'P3M', 'p90d', 'P3651D', 'P3650DT1S', '-P1D', ' P1D'])(
    'no life is %j',
    (longestSecretLife) => setting({ longestSecretLife }).refused('SECRET_LIFE_INVALID', ['longestSecretLife']),
  );
  test.each(['PT1S', 'P3650D', 'P1DT12H'])('a life is %s', (longestSecretLife) =>
    setting({ longestSecretLife }).then(set(null, { longestSecretLife })),
  );
  test.each([0, -1, 11, 1.5, Number.NaN])('%d is no number of secrets', (maxSecretsPerEnvironment) =>
    setting({ maxSecretsPerEnvironment }).refused('SECRET_MAXIMUM_INVALID', ['maxSecretsPerEnvironment']),
  );
  test.each([1, 10])('%d secrets are', (maxSecretsPerEnvironment) =>
    setting({ maxSecretsPerEnvironment }).then(set(null, { maxSecretsPerEnvironment })),
  );
  test('a proposal is refused as the policy would be', () =>
    givenAccount()
      .when(proposeAccountPolicy, { proposalId: 'p', now, longestSecretLife: 'P1Y' })
      .refused('SECRET_LIFE_INVALID', ['longestSecretLife']));
});

describe('under four eyes', () => {
  test.each(each)('%s is loosened by two, and tightened by one', (name) => {
    const before = set('FOUR_EYES', strict);
    for (const value of [loose[name], name === 'leakedSecrets' ? 'REPORT' : null])
      setting({ [name]: value }, before).refused('APPROVAL_REQUIRED', [name]);
    setting({ [name]: strict[name] }, set('FOUR_EYES', loose)).then(
      set('FOUR_EYES', { ...loose, [name]: strict[name] }),
    );
  });
  test('one is enough where the policy is direct', () =>
    setting(loose, set('DIRECT', strict)).then(set('DIRECT', loose)));
  test('a proposal holds all of it, and is set as a whole', () => {
    const before = set('FOUR_EYES', strict);
    const proposal = proposed('p', 'FOUR_EYES', loose);
    givenAccount(before)
      .when(proposeAccountPolicy, { proposalId: 'p', now, ...loose })
      .then(proposal);
    givenAccount(before, proposal)
      .when(approveAccountPolicy, { account: 'acme', proposalId: 'p', approver: 'grace', now })
      .then(approved('p'), set('FOUR_EYES', loose));
  });
  test("what counts before and after is compared, the server's own settings among it", () => {
    const defaults = { ...noSecretSettings, longestSecretLife: 'P30D' };
    const given = givenAccount(set('FOUR_EYES', { longestSecretLife: 'P90D' }));
    const own = { account: 'acme', defaults };
    given.when(setAccountPolicy, { ...own, longestSecretLife: null }).then(set('FOUR_EYES'));
    givenAccount(set('FOUR_EYES'))
      .when(setAccountPolicy, { ...own, longestSecretLife: 'P90D' })
      .refused('APPROVAL_REQUIRED', ['longestSecretLife']);
  });
});

test('an own setting wins over that of the server, which wins over none', () => {
  expect(effectivePolicy(noPolicy, noSecretSettings)).toEqual({
    productionChanges: 'DIRECT',
    longestSecretLife: null,
    secretExpiryRequired: false,
    maxSecretsPerEnvironment: 10,
    keypairsOnly: false,
    leakedSecrets: 'REVOKE',
  });
  expect(effectivePolicy(noPolicy, strict)).toEqual({ productionChanges: 'DIRECT', ...strict });
  expect(effectivePolicy({ ...noPolicy, ...loose }, strict)).toEqual({ productionChanges: 'DIRECT', ...loose });
});
