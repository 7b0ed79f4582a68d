import type { SqlValue, ViewDatabase } from '../../src/app/views/views.js';
import type { Reach } from '../../src/domain/key/reach.js';
import { isPending } from '../../src/domain/two-people/proposals.js';
import type { ProposalStatus } from '../../src/domain/two-people/status.js';
import type { Page, PageRequest } from '../page.js';
import type { ProposalDetails } from './proposals.js';
import { REQUESTED } from './list-requests.js';
import type { KeyDetails } from './row.js';

const NUMBER = '(SELECT number FROM key_details WHERE id = ?)';

/** Writes the proposals that an event has changed, or made stale. */
export function saveProposals(db: ViewDatabase, key: KeyDetails, before: KeyDetails | undefined): void {
  const { id: keyId, account, proposals, changedRevision } = key;
  const isSame = changedRevision === before?.changedRevision;
  if (isSame && proposals === before.proposals) return;
  for (const proposal of proposals) {
    if (!isPending(proposal) && before?.proposals.includes(proposal)) continue;
    const { id, proposedAt, expiresAt, revision, state } = proposal;
    const isStale = Number(isPending(proposal) && changedRevision !== revision); // an ended one has one form, however it is batched
    db.run(
      `INSERT INTO key_details_proposal (id, number, account, proposed_at, expires_at, is_stale, state)
       VALUES (?, ${NUMBER}, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
       is_stale = excluded.is_stale, state = excluded.state`,
      ...[id, keyId, account, proposedAt, expiresAt, isStale, state],
    );
  }
}

/** A proposal with its key. */
export interface ProposalOfKey {
  key: KeyDetails;
  proposal: ProposalDetails;
}

export interface ProposalFilter {
  /** Without one, those of which something may still come: open or approved, also stale or expired. */
  status?: ProposalStatus | null | undefined;
  integratorKeyId?: string | null | undefined;
}

export interface ProposalListing {
  sight: Reach;
  filter: ProposalFilter;
  page: PageRequest;
  /** ISO 8601 UTC. */
  now: string;
}

/** A page of the proposals for the keys within reach, by the time at which they were made. */
export function listProposals(db: ViewDatabase, listing: ProposalListing): Page<ProposalOfKey> {
  const { page } = listing;
  const { where, values } = conditionsOf(listing);
  const beyond = page.from ? ` AND (proposed_at, proposal.id) ${page.descending ? '<' : '>'} (?, ?)` : '';
  const order = page.descending ? 'DESC' : 'ASC';
  const found = db.all<{ proposalId: string; keyId: string }>(
    `SELECT proposal.id AS proposalId, key_details.id AS keyId ${FROM} WHERE ${where}${beyond} ORDER BY proposed_at ${order}, proposal.id ${order} LIMIT ?`,
    ...[...values, ...(page.from ?? []), page.limit + 1],
  );
  const rows = found.slice(0, page.limit).flatMap(({ proposalId, keyId }) => {
    const key = db.value<KeyDetails>('SELECT row, checksum FROM key_details WHERE id = ?', keyId);
    const proposal = key?.proposals.find(({ id }) => id === proposalId);
    return key && proposal ? [{ value: { key, proposal }, key: [proposal.proposedAt, proposalId] as const }] : [];
  });
  return { rows, more: found.length > page.limit };
}

export function countProposals(db: ViewDatabase, listing: Omit<ProposalListing, 'page'>): number {
  const { where, values } = conditionsOf(listing);
  return db.get<{ count: number }>(`SELECT count(*) AS count ${FROM} WHERE ${where}`, ...values)?.count ?? 0;
}

const FROM = 'FROM key_details_proposal AS proposal JOIN key_details USING (number)';

const statuses: Record<ProposalStatus, string> = {
  OPEN: `state = 'OPEN' AND expires_at > ? AND is_stale = 0`,
  APPROVED: `state = 'APPROVED' AND expires_at > ? AND is_stale = 0`,
  EXPIRED: `state IN ('OPEN', 'APPROVED') AND expires_at <= ?`,
  STALE: `state IN ('OPEN', 'APPROVED') AND expires_at > ? AND is_stale = 1`,
  DECLINED: `state = 'DECLINED'`,
  WITHDRAWN: `state = 'WITHDRAWN'`,
  APPLIED: `state = 'APPLIED'`,
};

function conditionsOf({ sight, filter, now }: Pick<ProposalListing, 'sight' | 'filter' | 'now'>) {
  const wanted = filter.status == null ? `state IN ('OPEN', 'APPROVED')` : statuses[filter.status];
  const conditions: [string, ...SqlValue[]][] = [wanted.includes('?') ? [wanted, now] : [wanted]];
  if (sight.account !== null) conditions.push(['proposal.account = ?', sight.account]);
  if (sight.owner !== null) conditions.push(['owner = ?', sight.owner]);
  if (sight.onlyRequested) conditions.push([REQUESTED]);
  if (filter.integratorKeyId != null) conditions.push(['key_details.id = ?', filter.integratorKeyId]);
  return {
    where: conditions.map(([sql]) => sql).join(' AND '),
    values: conditions.flatMap(([, ...values]) => values),
  };
}
