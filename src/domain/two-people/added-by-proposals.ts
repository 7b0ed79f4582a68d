import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { saveIntegratorKey } from '../save/save-integrator-key.js';
import { placeholders, withCredentials } from './with-credentials.js';

/**
 * What the changes that the events propose would do now, but for redirect URIs: so that a proposal is refused as its application
 * would be. `now`: ISO 8601 UTC.
 */
export const addedByProposals = (key: ExistingKey, events: readonly KeyEvent[], now: string): KeyEvent[] =>
  events.flatMap((event) => {
    if (event.type !== 'ChangeProposed') return [];
    const change = { ...event.data.change, addRedirectUris: [] };
    return saveIntegratorKey(key, withCredentials(change, { ...placeholders(change), now }));
  });
