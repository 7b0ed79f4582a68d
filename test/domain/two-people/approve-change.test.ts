import { test } from '@jest/globals';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import { approveChange } from '../../../src/domain/two-people/approve-change.js';
import * as f from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';
import { changes, closed, noChanges } from './deciding.js';

const open = f.proposed('p');
const approve = (actorId: string, ...facts: readonly KeyEvent[]) =>
  given(f.created, ...facts).when(approveChange, { proposalId: 'p', actorId, now: f.now });

test('another person approves', () => approve('grace', open).then(f.changeApproved('p')));
test('so does one whose id differs in a byte', () => approve('Ada', open).then(f.changeApproved('p')));
test('nobody approves what they have proposed', () => approve('ada', open).refused('SAME_PERSON', []));

test.each(closed)('%s: %s', (code, _, facts) => approve('grace', ...facts).refused(code, ['proposalId']));
test('nobody approves twice', () =>
  approve('grace', open, f.changeApproved('p')).refused('PROPOSAL_CLOSED', ['proposalId']));

const atEnd = f.proposed('p', { expiresAt: f.now });
test('not from its end on', () => approve('grace', atEnd).refused('PROPOSAL_EXPIRED', ['proposalId']));
test('until its end', () => approve('grace', f.proposed('p', { expiresAt: f.after })).then(f.changeApproved('p')));

test.each(changes)('not after $type', (change) =>
  approve('grace', open, change).refused('PROPOSAL_STALE', ['proposalId']),
);
test.each([...f.live.map(() => f.suspended), f.resumed])('not after $type', (change) =>
  approve('grace', open, ...f.live, change).refused('PROPOSAL_STALE', ['proposalId']),
);
test.each(noChanges.map((facts) => [facts.at(-1)!.type, facts] as const))('but after %s', (_, facts) =>
  approve('grace', open, ...facts).then(f.changeApproved('p')),
);

test('whose it is comes before its end, and that before what has changed', () => {
  approve('ada', atEnd, f.renamed('Other')).refused('SAME_PERSON', []);
  approve('grace', atEnd, f.renamed('Other')).refused('PROPOSAL_EXPIRED', ['proposalId']);
});
