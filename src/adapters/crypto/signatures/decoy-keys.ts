import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { SignatureAlgorithm } from '../../../domain/assertions/algorithm.js';
import { verificationKey, type VerificationKey } from './verification-key.js';

/** The keys of RFC 7515 A.2 and A.3 and RFC 8037 A.2. All the world has their private halves: what is verified with them is never believed. */
const rsa = {
  kty: 'RSA',
  n: 'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ',
  e: 'AQAB',
};
const p256 = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};
const ed25519 = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };

function keyOf(jwk: JsonWebKey): VerificationKey {
  const key = verificationKey(createPublicKey({ key: jwk, format: 'jwk' }));
  if (!key) throw new TypeError('This is no key to verify with.');
  return key;
}

const [ofRsa, ofP256, ofEd25519] = [keyOf(rsa), keyOf(p256), keyOf(ed25519)];

/** A key to spend the time of a verification with, where there is none to verify with. */
export const decoyKeys: Record<SignatureAlgorithm, VerificationKey> = {
  RS256: ofRsa,
  PS256: ofRsa,
  ES256: ofP256,
  EdDSA: ofEd25519,
};
