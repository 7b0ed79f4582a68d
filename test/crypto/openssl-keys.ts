import { jsonOf } from '../house/repository.js';

interface OpensslKeys {
  about: string;
  /** SHA-256 of the SubjectPublicKeyInfo, base64. */
  fingerprints: Record<string, string>;
  pem: Record<string, string>;
}

/** Public keys and certificates that openssl made and wrote, by their names. */
const { fingerprints, pem } = jsonOf<OpensslKeys>('test/crypto/openssl-keys.json');
export { fingerprints as opensslFingerprints, pem as opensslKeys };
