import type { KeyFormat, MintedKeypair, PublicKey } from '../../../app/credentials/ports.js';
import { toPkcs1PrivatePem, toPkcs1PublicPem } from '../public-keys/pkcs1.js';

/** As it comes from the thread and lies in the pool. */
export interface GeneratedKeypair extends PublicKey {
  /** PKCS#8. */
  privateKeyPem: string;
}

/** The pair as its owner wants to see it. */
export function mintedFrom({ privateKeyPem, ...publicKey }: GeneratedKeypair, format: KeyFormat): MintedKeypair {
  const { publicKeyPem } = publicKey;
  const pkcs1 = () => ({
    privateKeyPem: toPkcs1PrivatePem(privateKeyPem),
    publicKeyPem: toPkcs1PublicPem(publicKeyPem),
  });
  return { ...publicKey, shown: format === 'PKCS1' ? pkcs1() : { privateKeyPem, publicKeyPem } };
}
