import type { KeyEventType } from './facts.js';

/** The version in which the server writes each event today; `schema/events/<type>.v<version>.json` is its schema. */
export const schemaVersions = {
  KeyCreated: 1,
  KeyRenamed: 1,
  KeyDescribed: 1,
  PolicyLinksSet: 1,
  MobileAppMarked: 1,
  MobileAppUnmarked: 1,
  RedirectUriAdded: 1,
  RedirectUriRemoved: 1,
  SecretAdded: 1,
  SecretDisabled: 1,
  SecretEnabled: 1,
  SecretRevoked: 1,
  KeypairAdded: 2,
  KeypairDisabled: 1,
  KeypairEnabled: 1,
  KeypairRevoked: 1,
  KeyDisabled: 1,
  KeyEnabled: 1,
  KeyDeleted: 1,
  OwnershipTransferred: 1,
} as const satisfies Record<KeyEventType, number>;
