import type { CredentialAdded } from '../credentials/facts.js';
import type { KeyEvent } from '../key/facts.js';
import type { Followed, Item } from './validity.js';

/** The credential or redirect URI that an event adds to a key. A secret without a label is known by its end, a keypair by its `kid`. */
export function addedSubject(event: KeyEvent): Followed | undefined {
  const { type, data } = event;
  if (type === 'SecretAdded') {
    const { secretId: id, environment, label, lastFour } = data;
    return { kind: 'SECRET', id, environment, label: label ?? `...${lastFour}`, ...newborn(data, data.notBefore) };
  }
  if (type === 'KeypairAdded') {
    const { keypairId: id, environment, label, kid } = data;
    return { kind: 'KEYPAIR', id, environment, label: label ?? kid, ...newborn(data, null) };
  }
  if (type === 'RedirectUriAdded') {
    const { redirectUriId: id, environment, redirectUri: label } = data;
    return { kind: 'REDIRECT_URI', id, environment, label, item: { environment }, intervals: [] };
  }
  return undefined;
}

const newborn = ({ environment, expiresAt }: CredentialAdded, notBefore: string | null) => ({
  item: { environment, status: 'ACTIVE', notBefore, expiresAt } satisfies Item,
  intervals: [],
});
