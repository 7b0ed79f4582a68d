import type { KeyEvent } from '../../domain/key/facts.js';
import type { ExistingKey } from '../../domain/key/key.js';
import { anyWidensProduction, requireApproval } from '../../domain/two-people/widens-production.js';
import { readAccountPolicy } from '../account/read-account.js';
import type { EventStore } from '../log/event-store.js';

/**
 * Refuses events that widen production, where the policy of the account takes two people and they are not the application of an
 * approved proposal. The policy is read from the log, and only for events that widen production.
 */
export const twoPeople =
  (store: Pick<EventStore, 'readStream'>) =>
  async (key: ExistingKey, decided: readonly KeyEvent[], applies: string | undefined): Promise<void> => {
    const isApproved = key.proposals.some(({ proposalId, state }) => proposalId === applies && state === 'APPROVED');
    if (isApproved || !anyWidensProduction(key, decided)) return;
    requireApproval(key, decided, await readAccountPolicy(store, key.account));
  };
