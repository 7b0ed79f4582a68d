import type { KeyObject } from 'node:crypto';
import type { WrittenPublicKey } from '../../../app/credentials/ports.js';
import { Refusal } from '../../../domain/refusal/refusal.js';
import type { RefusalCode } from '../../../domain/refusal/codes.js';
import { MAX_MODULUS_LENGTH } from '../../../domain/keypairs/refusals.js';
import { keyOfDer } from './der-key.js';
import { keyOfJwk } from './jwk-key.js';
import { onePemBlock } from './pem.js';
import { holdsPrivateKey, holdsPrivateMember } from './private-material.js';
import { publicKeyOf } from './public-key.js';
import type { WrittenKey } from './written-key.js';

/** UTF-8 bytes. */
const MAX_TEXT_BYTES = 32 * 1024;

/**
 * One public key, RSA, EC P-256 or Ed25519, from SPKI PEM, PKCS#1 PEM, an X.509 certificate in PEM, a JWK, or a JWKS with one key.
 * Throws `Refusal`: `PRIVATE_KEY_MATERIAL`, `PUBLIC_KEY_INVALID`, or `PUBLIC_KEY_WEAK` for a modulus too long to work with; whether
 * it is strong enough is the domain's to say, and whether its own kid can be kept.
 */
export function parsePublicKey(text: string): WrittenPublicKey {
  if (holdsPrivateKey(text)) throw refused('PRIVATE_KEY_MATERIAL');
  if (Buffer.byteLength(text) > MAX_TEXT_BYTES) throw refused('PUBLIC_KEY_INVALID');
  const json = jsonOf(text);
  if (holdsPrivateMember(json)) throw refused('PRIVATE_KEY_MATERIAL');

  const written = json === undefined ? keyOfPem(text) : orNothing(() => keyOfJwk(json));
  if (!written) throw refused('PUBLIC_KEY_INVALID');
  const { key, algorithm, ownKid = null, notAfter = null } = written;
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) > MAX_MODULUS_LENGTH) throw refused('PUBLIC_KEY_WEAK');
  if (key.asymmetricKeyType === 'rsa' && !isRsaModulus(key)) throw refused('PUBLIC_KEY_INVALID');
  return { ...publicKeyOf(key, algorithm), ownKid, notAfter };
}

const refused = (code: RefusalCode) => new Refusal(code, ['publicKey']);

function keyOfPem(text: string): WrittenKey | undefined {
  const block = onePemBlock(text);
  return block && orNothing(() => keyOfDer(block.label, block.der));
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
