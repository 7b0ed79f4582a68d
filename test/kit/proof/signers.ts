import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { Signer } from '../../../src/app/proof/note.js';
import { keyIdOf, publicBytesOf, writtenVerifierKey } from '../../../src/app/proof/verifier-key.js';

/** A fresh key under a name: who signs with it, and what others verify that by. */
export function someSigner(name: string): { signer: Signer; verifierKey: string } {
  // PEM: on Node 20 an export of a KeyObject that comes straight from the generator can wait for itself for ever
  const pem = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const privateKey = createPrivateKey(pem.privateKey);
  const bytes = publicBytesOf(createPublicKey(pem.publicKey));
  const signer = { name, id: keyIdOf(name, bytes), sign: (text: string) => sign(null, Buffer.from(text), privateKey) };
  return { signer, verifierKey: writtenVerifierKey(name, bytes) };
}
