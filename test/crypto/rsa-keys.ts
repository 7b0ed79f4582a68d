import type { KeyObject } from 'node:crypto';
import { newKeyPair } from '../kit/facts/key-pair.js';

/** One RSA pair for a test file. 1024 bits: parsing does not judge strength, and it is made in milliseconds. */
export const rsaPair = (modulusLength = 1024) => newKeyPair('rsa', { modulusLength });

export const spkiPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

/** Any bytes under any label, in lines of 64. */
export function pemOf(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
