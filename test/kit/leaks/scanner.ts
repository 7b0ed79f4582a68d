import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A scanner of secrets as GitHub's is, with a key of its own in a file for a server. */
export function aScanner(keyId = 'a key') {
  const { publicKey: key, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const directory = mkdtempSync(join(tmpdir(), 'keyledger-scanner-'));
  const file = join(directory, 'scanning-keys.json');
  writeFileSync(file, JSON.stringify({ public_keys: [{ key_identifier: keyId, key, is_current: true }] }));
  const signed = (body: string) => ({
    'content-type': 'application/json',
    'github-public-key-identifier': keyId,
    'github-public-key-signature': sign('sha256', Buffer.from(body), privateKey).toString('base64'),
  });
  return { directory, file, signed };
}
