import { expect, test } from '@jest/globals';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import { applyChange } from '../../../src/domain/two-people/apply-change.js';
import * as f from '../../kit/facts/facts.js';
import { given, keyOf } from '../../kit/facts/given.js';
import { changes, closed, noChanges } from './deciding.js';

const open = f.proposed('p');
const approved = [open, f.changeApproved('p')];
const made = { redirectUriIds: [], secrets: [], keypairs: [], now: f.now };
const apply = (actorId: string, ...facts: readonly KeyEvent[]) =>
  given(f.created, ...facts).when(applyChange, { proposalId: 'p', actorId, made });

test('the proposer does what was approved', () => apply('ada', ...approved).then(f.renamed('New')));
test('nobody else does, not even who approved', () =>
  apply('grace', ...approved).refused('NOT_THE_PROPOSER', ['proposalId']));
test('not before it is approved', () => apply('ada', open).refused('PROPOSAL_NOT_APPROVED', ['proposalId']));
test.each(closed)('%s: %s', (code, _, facts) => apply('ada', ...facts).refused(code, ['proposalId']));
test('not from its end on', () =>
  apply('ada', f.proposed('p', { expiresAt: f.now }), f.changeApproved('p')).refused('PROPOSAL_EXPIRED', [
    'proposalId',
  ]));

test.each([...changes, f.suspended, f.resumed])('not after $type', (change) =>
  apply('ada', ...f.live, ...approved, change).refused('PROPOSAL_STALE', ['proposalId']),
);
test.each(noChanges.map((facts) => [facts.at(-1)!.type, facts] as const))('but after %s', (_, facts) =>
  apply('ada', ...approved, ...facts).then(f.renamed('New')),
);

test('environment, label and dates are those that were approved, whatever was made', () => {
  const wish = { environment: 'PRODUCTION', label: 'Approved', notBefore: null, expiresAt: f.nextYear } as const;
  const { expiresAt, label, environment } = wish;
  const change = {
    ...f.noChange,
    addRedirectUris: [{ environment, redirectUri: 'https://portal.example/' }],
    addSecrets: [wish],
    addKeypairs: [{ environment, label, expiresAt, modulusLength: 3072, format: 'PKCS1' } as const],
  };
  const other = { environment: 'DEMO', label: 'Other', expiresAt: null } as const;
  const all = {
    redirectUriIds: ['u'],
    secrets: [f.aSecret('s', other)],
    keypairs: [f.aKeypair('k', { ...other, source: 'UPLOADED' })],
    now: f.now,
  };
  given(f.created, ...f.live, f.proposed('p', { change }), f.changeApproved('p'))
    .when(applyChange, { proposalId: 'p', actorId: 'ada', made: all })
    .then(
      {
        type: 'RedirectUriAdded',
        data: { redirectUriId: 'u', environment, redirectUri: 'https://portal.example/' },
      },
      f.secretAdded('s', wish),
      f.keypairAdded('k', { environment, label, expiresAt, modulusLength: 3072 }),
    );
});

test('replaces what was approved: in its environment, with its label, the overlap from now on', () => {
  const rotation = { overlap: 'P1D', retiresAt: null, expiresAt: f.nextYear, allowLastUsable: false };
  const change = {
    ...f.noChange,
    rotateSecrets: [{ ...rotation, secretId: 's', notBefore: null }],
    rotateKeypairs: [{ ...rotation, keypairId: 'k', label: null, modulusLength: 3072, format: 'PKCS1' } as const],
    addSecrets: [{ environment: 'DEMO', label: 'Added', notBefore: null, expiresAt: null } as const],
    addKeypairs: [],
  };
  const other = { environment: 'PRODUCTION', label: 'Other', expiresAt: null } as const;
  const all = {
    redirectUriIds: [],
    secrets: [f.aSecret('t', other), f.aSecret('u', other)],
    keypairs: [f.aKeypair('l', { ...other, source: 'UPLOADED' })],
    now: f.now,
  };
  const old = [f.secretAdded('s', { label: 'Web' }), f.keypairAdded('k', { label: 'Batch' })];
  const tomorrow = '2026-06-02T12:00:00.000Z';
  given(f.created, ...old, f.proposed('p', { change, revision: 2 }), f.changeApproved('p'))
    .when(applyChange, { proposalId: 'p', actorId: 'ada', made: all })
    .then(
      f.secretAdded('t', { label: 'Web', expiresAt: f.nextYear }),
      f.secretRetired('s', tomorrow, 't'),
      f.keypairAdded('l', { label: null, expiresAt: f.nextYear, modulusLength: 3072 }),
      f.keypairRetired('k', tomorrow, 'l'),
      f.secretAdded('u', { label: 'Added' }),
    );
});

test('what was made for another change is a fault, and no refusal', () => {
  const key = keyOf(f.created, ...approved) as ExistingKey;
  const two = { ...made, redirectUriIds: ['u'] };
  expect(() => applyChange(key, { proposalId: 'p', actorId: 'ada', made: two })).toThrow('another change');
});
