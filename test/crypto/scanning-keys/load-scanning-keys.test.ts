import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadScanningKeys } from '../../../src/adapters/crypto/scanning-keys/load-scanning-keys.js';

const directory = mkdtempSync(join(tmpdir(), 'keyledger-scanning-keys-'));
afterAll(() => rmSync(directory, { recursive: true }));
const file = join(directory, 'keys.json');
function loaded(content: unknown) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return loadScanningKeys(file);
}
const pem = (namedCurve: string) =>
  generateKeyPairSync('ec', {
    namedCurve,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).publicKey;

/** The example of GitHub's page for its partners. */
const KEY_ID = 'f9525bf080f75b3506ca1ead061add62b8633a346606dc5fe544e29231c6ee0d';
const KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEsz9ugWDj5jK5ELBK42ynytbo38gP
HzZFI03Exwz8Lh/tCfL3YxwMdLjB+bMznsanlhK0RwcGP3IDb34kQDIo3Q==
-----END PUBLIC KEY-----
`;
const BODY = Buffer.from('[{"token":"some_token","type":"some_type","url":"some_url","source":"some_source"}]');
const SIGNATURE = 'MEUCIFLZzeK++IhS+y276SRk2Pe5LfDrfvTXu6iwKKcFGCrvAiEAhHN2kDOhy2I6eGkOFmxNkOJ+L2y8oQ9A2T9GGJo6WJY=';
const githubs = { public_keys: [{ key_identifier: KEY_ID, key: KEY, is_current: false }] };

describe("GitHub's own example", () => {
  test('is signed', () => expect(loaded(githubs)(KEY_ID, SIGNATURE, BODY)).toBe(true));

  test.each<[string, string, string, Buffer]>([
    ['another body', KEY_ID, SIGNATURE, Buffer.concat([BODY, Buffer.from(' ')])],
    ['an empty body', KEY_ID, SIGNATURE, Buffer.alloc(0)],
    ['another key', 'f9525bf0', SIGNATURE, BODY],
    ['no key', '', SIGNATURE, BODY],
    ['no signature', KEY_ID, '', BODY],
    ['rubbish for a signature', KEY_ID, 'rubbish!', BODY],
    ['a signature that is cut', KEY_ID, SIGNATURE.slice(0, 40), BODY],
    ['a key that every object has', 'constructor', SIGNATURE, BODY],
  ])('is not, with %s', (_, keyId, signature, body) => expect(loaded(githubs)(keyId, signature, body)).toBe(false));
});

test('any key of the file counts, and only for what it has signed', () => {
  const keys = { public_keys: [{ key_identifier: 'other', key: pem('P-256') }, ...githubs.public_keys] };
  expect(loaded(keys)(KEY_ID, SIGNATURE, BODY)).toBe(true);
  expect(loaded(keys)('other', SIGNATURE, BODY)).toBe(false);
});

describe('is refused, and not repeated', () => {
  test.each<[string, unknown]>([
    ['no JSON', 'hunter2'],
    ['no object', '[]'],
    ['null', 'null'],
    ['no keys', { public_keys: [] }],
    ['a key without a name', { public_keys: [{ key: KEY, hunter2: 1 }] }],
    ['a name that is no text', { public_keys: [{ key_identifier: 1, key: KEY }] }],
    ['what is no key', { public_keys: [{ key_identifier: 'a', key: 'hunter2' }] }],
    ['a key of another curve', { public_keys: [{ key_identifier: 'a', key: pem('P-384') }] }],
  ])('%s', (_, content) => {
    const failure = (() => {
      try {
        return loaded(content);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toMatchObject({ name: 'ScanningKeysFault', code: 'SCANNING_KEYS_MALFORMED' });
    expect(String((failure as Error).stack)).not.toContain('hunter2');
  });

  test('a file that is not there', () =>
    expect(() => loadScanningKeys(join(directory, 'none'))).toThrow(/is missing or cannot be read/));
});
