import type { KeyObject } from 'node:crypto';
import type { PublicKey } from '../../../app/credentials/ports.js';
import { Refusal } from '../../../domain/refusal/refusal.js';
import type { RefusalCode } from '../../../domain/refusal/codes.js';
import { MAX_MODULUS_LENGTH } from '../../../domain/keypairs/refusals.js';
import { onePemBlock } from './pem.js';
import { holdsPrivateKey, holdsPrivateMember } from './private-material.js';
import { publicKeyOf } from './public-key.js';
import { rsaKeyOf } from './rsa-key.js';
import { rsaKeyOfJwk } from './rsa-jwk.js';

/** UTF-8 bytes. */
const MAX_TEXT_BYTES = 32 * 1024;

/**
 * One RSA public key from SPKI PEM, PKCS#1 PEM, an X.509 certificate in PEM, or a JWK. Throws `Refusal`: `PRIVATE_KEY_MATERIAL`,
 * `PUBLIC_KEY_INVALID`, or `PUBLIC_KEY_WEAK` for a modulus too long to work with; whether it is strong enough is the domain's to say.
 */
export function parsePublicKey(text: string): PublicKey {
  if (holdsPrivateKey(text)) throw refused('PRIVATE_KEY_MATERIAL');
  if (Buffer.byteLength(text) > MAX_TEXT_BYTES) throw refused('PUBLIC_KEY_INVALID');
  const json = jsonOf(text);
  if (holdsPrivateMember(json)) throw refused('PRIVATE_KEY_MATERIAL');

  const key = json === undefined ? keyOfPem(text) : orNothing(() => rsaKeyOfJwk(json));
  if (!key) throw refused('PUBLIC_KEY_INVALID');
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) > MAX_MODULUS_LENGTH) throw refused('PUBLIC_KEY_WEAK');
  if (!isRsaModulus(key)) throw refused('PUBLIC_KEY_INVALID');
  return publicKeyOf(key);
}

const refused = (code: RefusalCode) => new Refusal(code, ['publicKey']);

function keyOfPem(text: string): KeyObject | undefined {
  const block = onePemBlock(text);
  return block && orNothing(() => rsaKeyOf(block.label, block.der));
}

/** RFC 8017 3.1: a product of odd primes, greater than the exponent. */
function isRsaModulus(key: KeyObject): boolean {
  const { n = '', e = '' } = key.export({ format: 'jwk' });
  const [modulus, exponent] = [n, e].map((number) => BigInt(`0x0${Buffer.from(number, 'base64url').toString('hex')}`));
  return modulus !== undefined && exponent !== undefined && modulus % 2n === 1n && exponent < modulus;
}

const jsonOf = (text: string): unknown => orNothing((): unknown => JSON.parse(text));

/** What OpenSSL and JSON.parse have to say about a text may quote it: it is dropped. */
function orNothing<Outcome>(attempt: () => Outcome): Outcome | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}
