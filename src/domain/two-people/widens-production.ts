import type { AccountPolicy } from '../account/account.js';
import { takesTwoForProduction } from '../account/account.js';
import type { KeyEvent } from '../key/facts.js';
import { evolve, type ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';

/**
 * Does the event, decided on this key, let more into production than before? Taking away never does. Going live does not
 * either, also where the rules alone approve: a key that goes live has nothing in production yet, and whatever is added asks for
 * two people.
 */
export function widensProduction(key: ExistingKey, event: KeyEvent): boolean {
  switch (event.type) {
    case 'RedirectUriAdded':
    case 'SecretAdded':
    case 'SecretEnabled':
    case 'KeypairAdded':
    case 'KeypairEnabled':
    case 'SecretRetirementCancelled':
    case 'KeypairRetirementCancelled':
    case 'BrownoutCancelled':
      return event.data.environment === 'PRODUCTION';
    case 'KeyEnabled':
    case 'ProductionResumed':
      return key.goLive.production !== 'NONE';
    case 'MobileAppMarked': // a public client shows nobody a secret
      return key.redirectUris.some(({ environment }) => environment === 'PRODUCTION');
    case 'KeyCreated':
    case 'KeyRenamed':
    case 'KeyDescribed':
    case 'PolicyLinksSet':
    case 'MobileAppUnmarked':
    case 'RedirectUriRemoved':
    case 'SecretDisabled':
    case 'SecretRevoked':
    case 'SecretRetirementScheduled':
    case 'SecretRelabelled':
    case 'BrownoutScheduled':
    case 'KeypairDisabled':
    case 'KeypairRevoked':
    case 'KeypairRetirementScheduled':
    case 'KeypairRelabelled':
    case 'CredentialExpiryApproaching':
    case 'KeyDisabled':
    case 'KeyDeleted':
    case 'OwnershipTransferred':
    case 'GoLiveRequested':
    case 'GoLiveRequestWithdrawn':
    case 'GoLiveApproved':
    case 'GoLiveDeclined':
    case 'ProductionSuspended':
    case 'ChangeProposed':
    case 'ChangeApproved':
    case 'ChangeDeclined':
    case 'ChangeWithdrawn':
      return false;
    default:
      return event satisfies never; // a new event does not compile until somebody has thought about it
  }
}

/** Does any of the events, each on the key as the earlier ones leave it? */
export function anyWidensProduction(key: ExistingKey, events: readonly KeyEvent[]): boolean {
  let state = key;
  return events.some((event) => {
    const widens = widensProduction(state, event);
    if (!widens) state = evolve(state, uncircumstanced(event)) as ExistingKey;
    return widens;
  });
}

/** Who acts does not matter here, but requests and proposals have somebody who makes them. */
const uncircumstanced = (event: KeyEvent) => ({ ...event, metadata: { actorId: '' } });

/** Refuses events of one person alone that widen production, where the policy of the account takes two. */
export function requireApproval(
  key: ExistingKey,
  events: readonly KeyEvent[],
  policy: Pick<AccountPolicy, 'productionChanges'>,
): void {
  if (takesTwoForProduction(policy) && anyWidensProduction(key, events)) throw new Refusal('APPROVAL_REQUIRED');
}
