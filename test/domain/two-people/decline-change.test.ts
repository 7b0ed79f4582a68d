import { test } from '@jest/globals';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import { declineChange } from '../../../src/domain/two-people/decline-change.js';
import * as f from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';
import { closed } from './deciding.js';

const open = f.proposed('p');
const reasons = ['Too early.'];
const decline = (actorId: string, ...facts: readonly KeyEvent[]) =>
  given(f.created, ...facts).when(declineChange, { proposalId: 'p', actorId, reasons });

test.each([
  ['open', [open]],
  ['stale', [open, f.renamed('Other')]],
  ['expired', [f.proposed('p', { expiresAt: f.before })]],
])('another person declines one that is %s', (_, facts) => decline('grace', ...facts).then(f.changeDeclined('p')));

test('who has proposed it withdraws it', () => decline('ada', open).refused('SAME_PERSON', []));
test.each(closed)('%s: %s', (code, _, facts) => decline('grace', ...facts).refused(code, ['proposalId']));
test('what is approved is decided', () =>
  decline('grace', open, f.changeApproved('p')).refused('PROPOSAL_CLOSED', ['proposalId']));
test('reasons are needed', () =>
  given(f.created, open)
    .when(declineChange, { proposalId: 'p', actorId: 'grace', reasons: [] })
    .refused('REASONS_INVALID', ['reasons']));
