/** Most keypairs of one key in one environment; revoked and expired ones do not count. */
export const MAX_KEYPAIRS = 5;

/** Bits of an RSA modulus. */
export const MIN_MODULUS_LENGTH = 2048;
export const MAX_MODULUS_LENGTH = 16384;

export const keypairRefusals = {
  KEYPAIR_NOT_FOUND: 'There is no such keypair at this integrator key.',
  KEYPAIR_REVOKED: 'The keypair is revoked, for good.',
  KEYPAIR_EXISTS: 'This public key, or one with the same modulus or kid, is already at this integrator key, or was.',
  KEYPAIR_LIMIT_REACHED: `A key has at most ${MAX_KEYPAIRS} keypairs in an environment that are neither revoked nor expired; revoke one first.`,
  MODULUS_LENGTH_INVALID: 'An RSA key is generated with 2048, 3072 or 4096 bits.',
  PUBLIC_KEY_INVALID:
    'A public key is one RSA, EC P-256 or Ed25519 key to verify signatures with: SPKI PEM, PKCS#1 PEM (RSA), an X.509 certificate in PEM, a JWK, or a JWKS with one key.',
  PUBLIC_KEY_WEAK: `An RSA key has a modulus of ${MIN_MODULUS_LENGTH} to ${MAX_MODULUS_LENGTH} bits and the public exponent 65537.`,
  PRIVATE_KEY_MATERIAL:
    'This is, or contains, a private key. Upload the public part only, and treat the private key as exposed.',
} as const;
