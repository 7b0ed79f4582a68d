import { describe, test } from '@jest/globals';
import { cancelRetirement } from '../../../src/domain/rotation/cancel-retirement.js';
import { retireKeypair } from '../../../src/domain/rotation/retire-keypair.js';
import { retireSecret } from '../../../src/domain/rotation/retire-secret.js';
import { rotateKeypair } from '../../../src/domain/rotation/rotate-keypair.js';
import { relabelKeypair } from '../../../src/domain/keypairs/relabel-keypair.js';
import { relabelSecret } from '../../../src/domain/secrets/relabel-secret.js';
import * as f from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const { created, now, after, nextYear } = f;
const retire = { secretId: 'x', at: nextYear, allowLastUsable: false, now };
const beside = f.secretAdded('other');

describe('a secret is retired', () => {
  test('at a time that lies ahead', () =>
    given(created, f.secretAdded('x'), beside).when(retireSecret, retire).then(f.secretRetired('x')));
  test('once', () =>
    given(created, f.secretAdded('x'), beside, f.secretRetired('x')).when(retireSecret, retire).then());
  test('not to another time while it is retiring', () =>
    given(created, f.secretAdded('x'), beside, f.secretRetired('x'))
      .when(retireSecret, { ...retire, at: after })
      .refused('SECRET_RETIRING', ['secretId']));
  test('not in the past, and not to a later end', () => {
    given(created, f.secretAdded('x'))
      .when(retireSecret, { ...retire, at: now })
      .refused('EXPIRY_IN_THE_PAST', ['at']);
    given(created, f.secretAdded('x', { expiresAt: after }))
      .when(retireSecret, retire)
      .refused('RETIREMENT_AFTER_EXPIRY', ['at']);
  });
  test('not as the last usable credential of that moment, unless that is meant', () => {
    const last = given(created, f.secretAdded('x'), f.secretAdded('other', { expiresAt: nextYear }));
    last.when(retireSecret, retire).refused('LAST_USABLE_CREDENTIAL', ['allowLastUsable']);
    last.when(retireSecret, { ...retire, allowLastUsable: true }).then(f.secretRetired('x'));
    last.when(retireSecret, { ...retire, at: after }).then(f.secretRetired('x', after));
  });
  test('beside a secret that is browned out at that moment, which does not count then', () =>
    given(created, f.secretAdded('x'), beside, f.brownoutScheduled('other'))
      .when(retireSecret, { ...retire, at: '2026-06-02T12:30:00.000Z' })
      .refused('LAST_USABLE_CREDENTIAL', ['allowLastUsable']));
});

describe('a keypair', () => {
  const keypair = { ...f.aKeypair('new'), now };
  test('is rotated as a secret is', () =>
    given(created, f.keypairAdded('old', { label: 'CI' }))
      .when(rotateKeypair, {
        ...{ keypairId: 'old', overlap: 'PT1H', allowLastUsable: false, now },
        keypair: { ...keypair, label: undefined },
      })
      .then(f.keypairAdded('new', { label: 'CI' }), f.keypairRetired('old', '2026-06-01T13:00:00.000Z', 'new')));
  test('is retired, and kept', () => {
    const two = [f.keypairAdded('x'), f.keypairAdded('other')];
    given(created, ...two)
      .when(retireKeypair, { keypairId: 'x', at: nextYear, allowLastUsable: false, now })
      .then(f.keypairRetired('x'));
    given(created, ...two, f.keypairRetired('x'))
      .when(cancelRetirement, { credentialId: 'x', now })
      .then(f.keypairKept('x'));
  });
  test('is refused as a keypair', () => {
    const wanted = { keypairId: 'x', at: nextYear, allowLastUsable: true, now };
    given(created).when(retireKeypair, wanted).refused('KEYPAIR_NOT_FOUND', ['keypairId']);
    given(created, f.keypairAdded('x'), f.keypairRevoked('x'))
      .when(retireKeypair, wanted)
      .refused('KEYPAIR_REVOKED', ['keypairId']);
    given(created, f.keypairAdded('x', { expiresAt: now }))
      .when(retireKeypair, wanted)
      .refused('KEYPAIR_EXPIRED', ['keypairId']);
    given(created, f.keypairAdded('x'), f.keypairRetired('x', after))
      .when(retireKeypair, wanted)
      .refused('KEYPAIR_RETIRING', ['keypairId']);
  });
  test('gets another label', () =>
    given(created, f.keypairAdded('x'))
      .when(relabelKeypair, { keypairId: 'x', label: 'CI' })
      .then(f.keypairRelabelled('x', 'CI')));
});

describe('a retirement is cancelled', () => {
  const keep = { credentialId: 'x', now };
  test('and the secret has the end that it had', () => {
    given(created, f.secretAdded('x'), f.secretRetired('x')).when(cancelRetirement, keep).then(f.secretKept('x'));
    given(created, f.secretAdded('x', { expiresAt: nextYear }), {
      type: 'SecretRetirementScheduled',
      data: { secretId: 'x', environment: 'DEMO', retiresAt: after, replacedBy: null, expiresAt: nextYear },
    })
      .when(cancelRetirement, keep)
      .then({
        type: 'SecretRetirementCancelled',
        data: { secretId: 'x', environment: 'DEMO', retiresAt: after, expiresAt: nextYear },
      });
  });
  test('if there is one', () => given(created, f.secretAdded('x')).when(cancelRetirement, keep).then());
  test('before it takes effect: what has ended has ended for good', () =>
    given(created, f.secretAdded('x'), f.secretRetired('x', now))
      .when(cancelRetirement, keep)
      .refused('SECRET_EXPIRED', ['secretId']));
  test('of a credential that is there, and not revoked', () => {
    given(created).when(cancelRetirement, keep).refused('CREDENTIAL_NOT_FOUND', ['credentialId']);
    given(created, f.secretAdded('x'), f.secretRetired('x'), f.secretRevoked('x'))
      .when(cancelRetirement, keep)
      .refused('SECRET_REVOKED', ['secretId']);
  });
  test('only while there is room for it', () => {
    const ten = Array.from({ length: 10 }, (_, n) => f.secretAdded(`s${n}`));
    given(created, f.secretAdded('x'), f.secretRetired('x'), ...ten)
      .when(cancelRetirement, keep)
      .refused('SECRET_LIMIT_REACHED', []);
  });
});

describe('a secret is relabelled', () => {
  const label = (wanted: string | null) => ({ secretId: 'x', label: wanted });
  test('also when it is revoked, and once', () => {
    const one = given(created, f.secretAdded('x', { label: 'web' }), f.secretRevoked('x'));
    one.when(relabelSecret, label('old web')).then(f.secretRelabelled('x', 'old web'));
    one.when(relabelSecret, label(null)).then(f.secretRelabelled('x', null));
    one.when(relabelSecret, label('web')).then();
  });
  test('with a label that is one', () =>
    given(created, f.secretAdded('x')).when(relabelSecret, label('')).refused('LABEL_INVALID', ['label']));
});
