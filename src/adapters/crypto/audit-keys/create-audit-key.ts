import { generateKeyPairSync } from 'node:crypto';
import { createPrivateFile } from '../private-file.js';

/** Makes a file with a fresh Ed25519 private key in PEM, mode 0600, on disk when this returns. Throws rather than overwrite. */
export function createAuditKey(file: string): void {
  const { privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  createPrivateFile(file, privateKey);
}
