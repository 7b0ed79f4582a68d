import type { DetailsFacts } from '../details/facts.js';
import type { KeypairFacts } from '../keypairs/facts.js';
import type { LifeFacts } from '../life/facts.js';
import type { RedirectUriFacts } from '../redirect-uris/facts.js';
import type { SecretFacts } from '../secrets/facts.js';

/**
 * The facts of a key's life, event type -> shape of its data. The type name is what the store keeps; a shape is frozen
 * once released (a new shape is a new version with an upcaster, a new meaning is a new event).
 */
export interface Facts extends LifeFacts, DetailsFacts, RedirectUriFacts, SecretFacts, KeypairFacts {}

export type KeyEventType = keyof Facts;
export type KeyEvent = { [Type in KeyEventType]: { type: Type; data: Facts[Type] } }[KeyEventType];
