import { describe, test } from '@jest/globals';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import { after, aKeypair, aSecret, before, created, now } from './facts.js';
import { keypairAdded, keypairDisabled, keypairRevoked, secretAdded, secretDisabled, secretRevoked } from './facts.js';
import { given } from './given.js';

type Take = (key: ExistingKey, command: { allowLastUsable: boolean; now: string }) => KeyEvent[];

/** The guard on the last usable credential; `take` takes `x` away from a key, `x` made by `adds` and gone by `taken`. */
export function guardsTheLastUsable(adds: KeyEvent, taken: KeyEvent, take: Take): void {
  const guarded = { allowLastUsable: false, now };
  const refuses = (others: KeyEvent[]) =>
    given(created, adds, ...others)
      .when(take, guarded)
      .refused('LAST_USABLE_CREDENTIAL', ['allowLastUsable']);

  describe('the last usable credential', () => {
    test('stays', () => refuses([]));
    test('goes when that is meant', () =>
      given(created, adds)
        .when(take, { ...guarded, allowLastUsable: true })
        .then(taken));

    test.each<[string, KeyEvent]>([
      ['a secret', secretAdded('other')],
      ['a keypair', keypairAdded('other')],
      ['a secret that begins at this moment', secretAdded('other', { notBefore: now })],
      ['a secret that ends a moment later', secretAdded('other', { expiresAt: after })],
      ['a keypair that ends a moment later', keypairAdded('other', { expiresAt: after })],
    ])('is not the last beside %s', (_, other) => given(created, adds, other).when(take, guarded).then(taken));

    test.each<[string, KeyEvent[]]>([
      ['an expired secret', [secretAdded('other', { expiresAt: now })]],
      ['an expired keypair', [keypairAdded('other', { expiresAt: before })]],
      ['a secret not valid yet', [secretAdded('other', { notBefore: after })]],
      ['a disabled secret', [secretAdded('other'), secretDisabled('other')]],
      ['a disabled keypair', [keypairAdded('other'), keypairDisabled('other')]],
      ['a revoked secret', [secretAdded('other'), secretRevoked('other')]],
      ['a revoked keypair', [keypairAdded('other'), keypairRevoked('other')]],
      ['a secret of production', [{ type: 'SecretAdded', data: aSecret('other', { environment: 'PRODUCTION' }) }]],
      ['a keypair of production', [{ type: 'KeypairAdded', data: aKeypair('other', { environment: 'PRODUCTION' }) }]],
    ])('is the last beside %s', (_, others) => refuses(others));

    test('is not what could not be used anyway', () => {
      const over = { ...adds, data: { ...adds.data, expiresAt: before } } as KeyEvent;
      given(created, over).when(take, guarded).then(taken);
    });
  });
}
