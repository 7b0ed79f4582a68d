import type { DetailsFacts } from '../details/facts.js';
import type { ExpiryFacts } from '../expiry/facts.js';
import type { GoLiveFacts } from '../go-live/facts.js';
import type { KeypairFacts } from '../keypairs/facts.js';
import type { LifeFacts } from '../life/facts.js';
import type { RedirectUriFacts } from '../redirect-uris/facts.js';
import type { SecretFacts } from '../secrets/facts.js';
import type { TwoPeopleFacts } from '../two-people/facts.js';

/**
 * The events of a key: event type -> shape of its data. The store keeps the type name. A release freezes the shapes: a
 * new shape needs a new version and an upcaster, a new meaning needs a new event.
 */
export interface Facts
  extends
    LifeFacts,
    DetailsFacts,
    RedirectUriFacts,
    SecretFacts,
    KeypairFacts,
    ExpiryFacts,
    GoLiveFacts,
    TwoPeopleFacts {}

export type KeyEventType = keyof Facts;
export type KeyEvent = { [Type in KeyEventType]: { type: Type; data: Facts[Type] } }[KeyEventType];
