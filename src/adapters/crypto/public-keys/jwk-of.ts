import { createPublicKey } from 'node:crypto';

/** Members of the JWK of a public key in PEM: those that its type needs, and no other (RFC 7518 6, RFC 8037 2). */
export const jwkOf = (publicKeyPem: string): object => createPublicKey(publicKeyPem).export({ format: 'jwk' });
