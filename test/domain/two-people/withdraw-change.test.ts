import { test } from '@jest/globals';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import { withdrawChange } from '../../../src/domain/two-people/withdraw-change.js';
import * as f from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';
import { closed } from './deciding.js';

const open = f.proposed('p');
const withdraw = (actorId: string, ...facts: readonly KeyEvent[]) =>
  given(f.created, ...facts).when(withdrawChange, { proposalId: 'p', actorId });

test.each([
  ['open', [open]],
  ['approved', [open, f.changeApproved('p')]],
  ['stale', [open, f.renamed('Other')]],
  ['expired', [f.proposed('p', { expiresAt: f.before })]],
])('the proposer takes one back that is %s', (_, facts) => withdraw('ada', ...facts).then(f.changeWithdrawn('p')));

test('nobody else does', () => withdraw('grace', open).refused('NOT_THE_PROPOSER', ['proposalId']));
test.each(closed)('%s: %s', (code, _, facts) => withdraw('ada', ...facts).refused(code, ['proposalId']));
test('a key that is deleted has withdrawn it', () =>
  withdraw('ada', open, f.deleted).refused('PROPOSAL_CLOSED', ['proposalId']));
