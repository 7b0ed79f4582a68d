import { randomBytes } from 'node:crypto';
import type { MintedSecret } from '../../../app/credentials/ports.js';
import type { Environment } from '../../../domain/values/environment.js';
import { DIGEST_SCHEME, digestOf } from './digest.js';
import type { Peppers } from '../peppers/peppers.js';
import { lastFourOf, makeSecretText, SECRET_BYTES } from './secret-format.js';

/** A new secret of 256 random bits, digested under the current pepper. */
export function mintSecret({ current, byVersion }: Peppers, environment: Environment): MintedSecret {
  const pepper = byVersion.get(current);
  if (!pepper) throw new RangeError('There is no pepper for the current version.');
  const plainText = makeSecretText(environment, randomBytes(SECRET_BYTES));
  return {
    plainText,
    digest: digestOf(plainText, pepper.key).toString('base64url'),
    digestScheme: DIGEST_SCHEME,
    pepperVersion: current,
    pepperId: pepper.id,
    lastFour: lastFourOf(plainText),
  };
}
