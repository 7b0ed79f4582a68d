import { crc32 } from 'node:zlib';
import type { Environment } from '../../../domain/values/environment.js';
import { toBase62 } from './base62.js';

/**
 * The text form of a secret: `kl_demo_` or `kl_prod_`, 43 base62 digits of 256 random bits, 6 base62 digits of the CRC-32 of
 * everything before them. GitHub's tokens are the precedent: scanners know a leaked one by its prefix and, without asking
 * anybody, by its checksum; there is no dash, so that a double click selects it whole.
 */
export const SECRET_BYTES = 32;
const CHECKSUM_DIGITS = 6;
const RANDOM_DIGITS = 43;
const prefixes: Record<Environment, string> = { DEMO: 'kl_demo_', PRODUCTION: 'kl_prod_' };
const form = new RegExp(`^kl_(demo|prod)_[0-9A-Za-z]{${RANDOM_DIGITS + CHECKSUM_DIGITS}}$`);

const checksumOf = (text: string) => toBase62(BigInt(crc32(text)), CHECKSUM_DIGITS);

/** The text form of 32 random bytes. */
export function makeSecretText(environment: Environment, randomBytes: Uint8Array): string {
  if (randomBytes.length !== SECRET_BYTES) throw new RangeError(`A secret has exactly ${SECRET_BYTES} random bytes.`);
  const random = BigInt(`0x${Buffer.from(randomBytes).toString('hex')}`);
  const text = prefixes[environment] + toBase62(random, RANDOM_DIGITS);
  return text + checksumOf(text);
}

/** The environment a text was minted for, or undefined when it is not a secret or was mistyped. Says nothing about validity. */
export function environmentOfSecret(text: string): Environment | undefined {
  if (!form.test(text) || text.slice(-CHECKSUM_DIGITS) !== checksumOf(text.slice(0, -CHECKSUM_DIGITS)))
    return undefined;
  return text.startsWith(prefixes.DEMO) ? 'DEMO' : 'PRODUCTION';
}

/** What stays visible of a secret for ever: from the random part, since a checksum tells of all of it. */
export const lastFourOf = (secretText: string) => secretText.slice(-CHECKSUM_DIGITS - 4, -CHECKSUM_DIGITS);
