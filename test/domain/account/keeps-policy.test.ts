import { expect, test } from '@jest/globals';
import type { EffectivePolicy } from '../../../src/domain/account/effective-policy.js';
import { keepsPolicy, lifeRuleBroken } from '../../../src/domain/account/keeps-policy.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import { refusalsIn } from '../../../src/domain/refusal/refusal.js';
import * as f from '../../kit/facts/facts.js';
import { keyOf } from '../../kit/facts/given.js';

const none: EffectivePolicy = {
  productionChanges: 'DIRECT',
  longestSecretLife: null,
  secretExpiryRequired: false,
  maxSecretsPerEnvironment: 10,
  keypairsOnly: false,
  leakedSecrets: 'REVOKE',
};
/** The codes of what is refused, which names no field: the rule does not know of which verb the events are. */
function keeping(policy: Partial<EffectivePolicy>, events: readonly KeyEvent[], ...before: readonly KeyEvent[]) {
  try {
    keepsPolicy(keyOf(f.created, ...before) as ExistingKey, events, { ...none, ...policy }, f.now);
    return [];
  } catch (error) {
    return refusalsIn(error)?.map(({ code, field }) => [code, field]);
  }
}
const ending = (expiresAt: string | null, id = 's') => {
  const { type, data } = f.secretAdded(id);
  return { type, data: { ...data, expiresAt } } as KeyEvent;
};

test('a secret is taken as long as nothing is asked of it', () => expect(keeping({}, [ending(null)])).toEqual([]));
test('keypairs only: no secret, and any keypair', () => {
  expect(keeping({ keypairsOnly: true }, [ending(null)])).toEqual([['KEYPAIRS_ONLY', []]]);
  expect(keeping({ keypairsOnly: true }, [f.keypairAdded('k')])).toEqual([]);
});
test('an end is asked for where it is required, and where a life is limited', () => {
  for (const policy of [{ secretExpiryRequired: true }, { longestSecretLife: 'P1D' }])
    expect(keeping(policy, [ending(null)])).toEqual([['SECRET_EXPIRY_REQUIRED', []]]);
  expect(keeping({ secretExpiryRequired: true }, [ending('2099-01-01T00:00:00.000Z')])).toEqual([]);
});
test('a life is measured to the millisecond, of every secret', () => {
  const policy = { longestSecretLife: 'P1D' };
  const [last, over] = ['2026-06-02T12:00:00.000Z', '2026-06-02T12:00:00.001Z'];
  expect(keeping(policy, [ending(last)])).toEqual([]);
  expect(keeping(policy, [ending(last), ending(over, 't')])).toEqual([['SECRET_LIFE_TOO_LONG', []]]);
  expect(lifeRuleBroken({ ...none, ...policy }, f.now, over)).toBe('SECRET_LIFE_TOO_LONG');
});
test('the most secrets are counted once everything is done, in the environment alone', () => {
  const two = [ending(null, 'a'), ending(null, 'b')];
  const limit = { maxSecretsPerEnvironment: 2 };
  expect(keeping(limit, two)).toEqual([]);
  expect(keeping(limit, [ending(null, 'c')], ...two)).toEqual([['SECRET_LIMIT_REACHED', []]]);
  expect(keeping(limit, [ending(null, 'c'), f.secretRevoked('a')], ...two)).toEqual([]);
  expect(keeping({ maxSecretsPerEnvironment: 1 }, [f.secretRevoked('a')], ...two)).toEqual([]);
});
