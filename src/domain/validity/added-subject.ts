import type { KeyEvent } from '../key/facts.js';
import type { Subject } from './validity.js';

/** The credential or redirect URI that an event adds to a key. A secret without a label is known by its end, a keypair by its `kid`. */
export function addedSubject(event: KeyEvent): Subject | undefined {
  const { type, data } = event;
  if (type === 'SecretAdded') {
    const { secretId: id, environment, label, lastFour } = data;
    return { kind: 'SECRET', id, environment, label: label ?? `...${lastFour}` };
  }
  if (type === 'KeypairAdded') {
    const { keypairId: id, environment, label, kid } = data;
    return { kind: 'KEYPAIR', id, environment, label: label ?? kid };
  }
  if (type === 'RedirectUriAdded') {
    const { redirectUriId: id, environment, redirectUri: label } = data;
    return { kind: 'REDIRECT_URI', id, environment, label };
  }
  return undefined;
}
