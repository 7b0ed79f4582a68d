import { createPublicKey, type KeyObject } from 'node:crypto';
import { certificateOf } from './certificate.js';
import { derElements, membersOf } from './der.js';
import { keyOfMembers } from './members.js';
import type { WrittenKey } from './written-key.js';

/** AlgorithmIdentifier of rsaEncryption with its NULL (RFC 3279 2.3.1). RSASSA-PSS has another one. */
const RSA_ENCRYPTION = '300d06092a864886f70d0101010500';
/** All that comes before the octets of the point: id-ecPublicKey, P-256, not compressed (RFC 5480 2); Ed25519 (RFC 8410 4). */
const P256_HEAD = '3059301306072a8648ce3d020106082a8648ce3d03010703420004';
const ED25519_HEAD = '302a300506032b6570032100';

/**
 * The public key in DER of these PEM labels, or undefined. Other algorithms are turned away before OpenSSL sees them: their
 * parameters can be made costly. DER has one way to write a key, so what comes back differently had more in it.
 */
export function keyOfDer(label: string, der: Buffer): WrittenKey | undefined {
  if (label === 'CERTIFICATE') return fromCertificate(der);
  const key = label === 'PUBLIC KEY' ? fromSpki(der) : label === 'RSA PUBLIC KEY' ? fromPkcs1(der) : undefined;
  return key && { key };
}

/** By way of a JWK: Node 24 cannot write out again what it has read from PKCS#1. */
function fromPkcs1(der: Buffer): KeyObject | undefined {
  const read = createPublicKey({ key: der, format: 'der', type: 'pkcs1' });
  return same(createPublicKey({ key: read.export({ format: 'jwk' }), format: 'jwk' }), 'pkcs1', der);
}

/** OpenSSL is not shown a point: it takes that at infinity, and Node 20 ends with the whole process when it writes it as a JWK. */
function fromSpki(der: Buffer): KeyObject | undefined {
  const p256 = after(P256_HEAD, der);
  if (p256) return keyOfMembers({ kty: 'EC', crv: 'P-256', x: text(p256.subarray(0, 32)), y: text(p256.subarray(32)) });
  const ed25519 = after(ED25519_HEAD, der);
  if (ed25519) return keyOfMembers({ kty: 'OKP', crv: 'Ed25519', x: text(ed25519) });
  const [info] = derElements(der);
  const [algorithm] = membersOf(info);
  if (algorithm?.whole.toString('hex') !== RSA_ENCRYPTION) return undefined;
  return same(createPublicKey({ key: der, format: 'der', type: 'spki' }), 'spki', der);
}

const text = (octets: Buffer) => octets.toString('base64url');

function after(head: string, der: Buffer): Buffer | undefined {
  const start = head.length / 2;
  return der.toString('hex', 0, start) === head ? der.subarray(start) : undefined;
}

/** The key is what counts, and how long; not the signature. */
function fromCertificate(der: Buffer): WrittenKey | undefined {
  const { spki, notAfter } = certificateOf(der);
  const key = fromSpki(spki);
  return key && { key, notAfter };
}

function same(key: KeyObject, type: 'spki' | 'pkcs1', der: Buffer): KeyObject | undefined {
  return key.export({ type, format: 'der' }).equals(der) ? key : undefined;
}
