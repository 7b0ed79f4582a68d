import type { ExistingKey } from '../key/key.js';
import { holdsSecretMaterial } from '../values/secret-material.js';

/** RFC 7517 4.5 permits any text; this much fits a JWT header, a log line and a column. */
const keepable = /^[ -~]{1,255}$/;

/** Whether a keypair of this key has the kid, a revoked one too: tokens that name it must not find another key. */
export const isKidTaken = ({ keypairs }: ExistingKey, kid: string) => keypairs.some((known) => known.kid === kid);

/** The kid that its owner gave to a key, where it can be kept, or else its thumbprint. The log keeps it for ever: never a secret. */
export function kidOf(key: ExistingKey, ownKid: string | null, thumbprint: string): string {
  if (ownKid === null || !keepable.test(ownKid) || holdsSecretMaterial(ownKid)) return thumbprint;
  return isKidTaken(key, ownKid) ? thumbprint : ownKid;
}
