import { expect, test } from '@jest/globals';
import { countProposals, listProposals } from '../../projections/key-details/list-proposals.js';
import type { ProposalStatus } from '../../src/domain/two-people/status.js';
import * as f from '../kit/facts/facts.js';
import { aLog } from '../kit/facts/log.js';
import { someViews } from '../kit/views/views.js';

const last = '2026-06-01T11:59:59.999Z';
const { all, happens } = aLog();
happens('key', [f.created, ...['open', 'approved', 'gone'].map((id) => f.proposed(id, { expiresAt: f.now }))]);
happens('key', [f.changeApproved('approved'), f.changeWithdrawn('gone')]);
happens('changed', [f.created, f.proposed('stale', { expiresAt: f.now }), f.renamed('New')]);

test.each<[status: ProposalStatus | undefined, before: string[], from: string[]]>([
  ['OPEN', ['open'], []],
  ['APPROVED', ['approved'], []],
  ['STALE', ['stale'], []],
  ['EXPIRED', [], ['open', 'approved', 'stale']],
  ['WITHDRAWN', ['gone'], ['gone']],
  [undefined, ['open', 'approved', 'stale'], ['open', 'approved', 'stale']],
])('%s: until the last moment %j, from then on %j', (status, before, from) => {
  const views = someViews();
  views.apply(all);
  const sight = { account: 'acme', owner: null };
  for (const [now, ids] of [
    [last, before],
    [f.now, from],
  ] as const) {
    const listing = { sight, filter: { status }, now };
    const { rows } = listProposals(views.db, { ...listing, page: { from: null, descending: false, limit: 10 } });
    expect(rows.map(({ value }) => value.proposal.id)).toEqual(ids);
    expect(countProposals(views.db, listing)).toBe(ids.length);
  }
});
