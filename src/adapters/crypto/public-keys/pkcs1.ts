import { createPrivateKey, createPublicKey } from 'node:crypto';

/** `BEGIN RSA PRIVATE KEY` (RFC 8017 A.1.2) from a PKCS#8 PEM that was minted here; for clients that read nothing else. */
export const toPkcs1PrivatePem = (pkcs8Pem: string): string =>
  createPrivateKey(pkcs8Pem).export({ type: 'pkcs1', format: 'pem' }).toString();

/** `BEGIN RSA PUBLIC KEY` (RFC 8017 A.1.1) from an SPKI PEM. */
export const toPkcs1PublicPem = (spkiPem: string): string =>
  createPublicKey(spkiPem).export({ type: 'pkcs1', format: 'pem' }).toString();
