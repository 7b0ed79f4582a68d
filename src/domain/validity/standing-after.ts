import type { Standing } from '../credentials/is-in.js';
import type { KeyEvent } from '../key/facts.js';

/** The standing of a key after an event: the same object where the event leaves it. */
export function standingAfter(standing: Standing, { type }: KeyEvent): Standing {
  switch (type) {
    case 'KeyDisabled':
      return { ...standing, status: 'DISABLED' };
    case 'KeyEnabled':
      return { ...standing, status: 'ACTIVE' };
    case 'KeyDeleted':
      return { ...standing, status: 'DELETED' };
    case 'GoLiveApproved':
      return { ...standing, environments: [...standing.environments, 'PRODUCTION'], suspended: false };
    case 'ProductionSuspended':
      return { ...standing, suspended: true };
    case 'ProductionResumed':
      return { ...standing, suspended: false };
    case 'SecretAdded':
    case 'SecretDisabled':
    case 'SecretEnabled':
    case 'SecretRevoked':
    case 'SecretRetirementScheduled':
    case 'SecretRetirementCancelled':
    case 'SecretRelabelled':
    case 'BrownoutScheduled':
    case 'BrownoutCancelled':
    case 'KeypairAdded':
    case 'KeypairDisabled':
    case 'KeypairEnabled':
    case 'KeypairRevoked':
    case 'KeypairRetirementScheduled':
    case 'KeypairRetirementCancelled':
    case 'KeypairRelabelled':
    case 'CredentialExpiryApproaching':
    case 'RedirectUriAdded':
    case 'RedirectUriRemoved':
    case 'OwnershipTransferred':
    case 'KeyRenamed':
    case 'KeyDescribed':
    case 'PolicyLinksSet':
    case 'MobileAppMarked':
    case 'MobileAppUnmarked':
    case 'GoLiveRequested':
    case 'GoLiveRequestWithdrawn':
    case 'GoLiveDeclined':
    case 'ChangeProposed':
    case 'ChangeApproved':
    case 'ChangeDeclined':
    case 'ChangeWithdrawn':
      return standing;
    case 'KeyCreated':
      throw new Error('KeyCreated twice');
    default:
      return type satisfies never; // a new event does not compile until it is handled here
  }
}
