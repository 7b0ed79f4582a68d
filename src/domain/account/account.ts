import type { PolicySettings } from './facts.js';
import type { RecordedAccountEvent } from './recorded.js';
import { evolveWebhooks } from '../webhooks/evolve-webhooks.js';
import type { Webhook } from '../webhooks/webhook.js';
import { noSecretSettings } from './secret-settings.js';

export type AccountPolicy = Readonly<PolicySettings>;

export interface PolicyProposal {
  id: string;
  /** The policy as it will be. */
  policy: AccountPolicy;
  /** Actor id, as the event's metadata has it. */
  proposedBy: string;
  /** ISO 8601 UTC with milliseconds, as is `expiresAt`. */
  proposedAt: string;
  expiresAt: string;
  /** Superseded: by a newer proposal, or by a policy that was set meanwhile. */
  status: 'OPEN' | 'APPROVED' | 'DECLINED' | 'SUPERSEDED';
}

/** The state of an account that the rules decide on. It exists as soon as somebody names it. */
export interface Account {
  policy: AccountPolicy;
  /** Oldest first; the last one alone may be open. */
  proposals: readonly PolicyProposal[];
  /** Oldest first. */
  webhooks: readonly Webhook[];
}

export const noPolicy: AccountPolicy = { productionChanges: null, ...noSecretSettings };
export const newAccount: Account = { policy: noPolicy, proposals: [], webhooks: [] };

/** The account after an event. */
export function evolve(account: Account, event: RecordedAccountEvent): Account {
  const { type, data, metadata } = event;
  switch (type) {
    case 'AccountPolicySet': {
      const { account: _, ...settings } = data;
      return { ...account, policy: { ...account.policy, ...settings }, proposals: superseded(account.proposals) };
    }
    case 'AccountPolicyProposed': {
      const { proposalId: id, expiresAt, ...settings } = data;
      const policy = { ...account.policy, ...settings };
      const { actorId: proposedBy, recordedAt: proposedAt } = metadata;
      const proposal = { id, policy, proposedBy, proposedAt, expiresAt, status: 'OPEN' } as const;
      return { ...account, proposals: [...superseded(account.proposals), proposal] };
    }
    case 'AccountPolicyApproved':
      return { ...account, proposals: closed(account.proposals, data.proposalId, 'APPROVED') };
    case 'AccountPolicyDeclined':
      return { ...account, proposals: closed(account.proposals, data.proposalId, 'DECLINED') };
    case 'WebhookAdded':
    case 'WebhookSecretRotated':
    case 'WebhookPaused':
    case 'WebhookResumed':
    case 'WebhookRemoved':
      return { ...account, webhooks: evolveWebhooks(account.webhooks, event) };
    default:
      return type satisfies never; // a new event does not compile until it is handled here
  }
}

type Proposals = Account['proposals'];

const closed = (proposals: Proposals, id: string, status: 'APPROVED' | 'DECLINED'): Proposals =>
  proposals.map((proposal) => (proposal.id === id ? { ...proposal, status } : proposal));

const superseded = (proposals: Proposals): Proposals =>
  proposals.map((proposal) => (proposal.status === 'OPEN' ? { ...proposal, status: 'SUPERSEDED' } : proposal));

/** Does whatever adds to production, or widens it, take two people? */
export const takesTwoForProduction = ({ productionChanges }: Pick<AccountPolicy, 'productionChanges'>): boolean =>
  productionChanges === 'FOUR_EYES';

/** The proposal that can still be decided. */
export const openProposal = ({ proposals }: Account, now: string): PolicyProposal | undefined =>
  proposals.find(({ status, expiresAt }) => status === 'OPEN' && now < expiresAt);
