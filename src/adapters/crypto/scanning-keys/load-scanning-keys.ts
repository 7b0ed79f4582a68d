import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SignedByScanner } from '../../../app/credentials/ports.js';
import { ScanningKeysFault } from './scanning-keys-fault.js';

/**
 * Reads the public keys of GitHub's secret scanning, as https://api.github.com/meta/public_keys/secret_scanning has them. All that the
 * file lists count, `is_current` or not: a report may be signed shortly before a key is replaced. Throws `ScanningKeysFault`.
 */
export function loadScanningKeys(file: string): SignedByScanner {
  const keys = keysIn(textIn(file));
  return (keyId, signature, body) => {
    const key = keys.get(keyId);
    return key !== undefined && verify('sha256', body, { key, dsaEncoding: 'der' }, Buffer.from(signature, 'base64'));
  };
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ScanningKeysFault('SCANNING_KEYS_UNREADABLE');
  }
}

function keysIn(text: string): ReadonlyMap<string, KeyObject> {
  try {
    const { public_keys: listed } = JSON.parse(text) as { public_keys: { key_identifier: unknown; key: string }[] };
    const keys = new Map(listed.map(({ key_identifier: id, key }) => [String(id), p256Of(key)]));
    if (keys.size > 0 && listed.every(({ key_identifier: id }) => typeof id === 'string')) return keys;
  } catch {
    // the error would quote the text
  }
  throw new ScanningKeysFault('SCANNING_KEYS_MALFORMED');
}

function p256Of(pem: string): KeyObject {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new ScanningKeysFault('SCANNING_KEYS_MALFORMED');
  return key;
}
