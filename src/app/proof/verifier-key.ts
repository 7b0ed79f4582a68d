import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto';
import { isBase64Of } from './base64.js';

/** The algorithm bytes of C2SP signed-note: a signature of the text, and a witness's of the text and a time (tlog-cosignature). */
const ED25519 = 1;
const COSIGNATURE = 4;
const PUBLIC_KEY_BYTES = 32;
const ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
const TIME_BYTES = 8;
/** Of tlog-cosignature. */
const LAST_TIME = 2n ** 63n - 1n;
const FORM = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u;

/** Whose signatures a reader of notes believes. */
export interface VerifierKey {
  name: string;
  /** The first 4 bytes of SHA-256(name || 0x0A || algorithm byte || public key), hex. */
  id: string;
  /** Does the key's owner say this text? */
  verifies: (text: string, signature: Buffer) => boolean;
}

/** The text is no verifier key. */
export class VerifierKeyInvalid extends Error {
  override name = 'VerifierKeyInvalid';
  constructor() {
    super('A verifier key looks like <name>+<8 hex digits>+<base64>, as `keyledger audit key` prints it.');
  }
}

/** The id of a key under a name: C2SP signed-note. */
export function keyIdOf(name: string, publicKey: Buffer, algorithm = ED25519): string {
  const bytes = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(algorithm), publicKey]);
  return hash('sha256', bytes, 'buffer').subarray(0, ID_BYTES).toString('hex');
}

/** The 32 bytes of an Ed25519 public key. */
export const publicBytesOf = (key: KeyObject): Buffer =>
  Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url');

/** `<name>+<id>+<base64 of 0x01 and the public key>`, which Go's and Sigstore's tools read. */
export const writtenVerifierKey = (name: string, publicKey: Buffer): string =>
  `${name}+${keyIdOf(name, publicKey)}+${Buffer.concat([Buffer.of(ED25519), publicKey]).toString('base64')}`;

/** Throws `VerifierKeyInvalid`. */
export function verifierKey(written: string): VerifierKey {
  const [, name = '', id = '', base64 = ''] = FORM.exec(written) ?? [];
  if (!isBase64Of(base64, 1 + PUBLIC_KEY_BYTES)) throw new VerifierKeyInvalid();
  const [algorithm = 0, publicKey] = [Buffer.from(base64, 'base64')[0], Buffer.from(base64, 'base64').subarray(1)];
  const verifies = verifying[algorithm];
  if (!verifies || keyIdOf(name, publicKey, algorithm) !== id) throw new VerifierKeyInvalid();
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') };
  return { name, id, verifies: verifies(createPublicKey({ key: jwk, format: 'jwk' })) };
}

/** Is the text a verifier key? */
export function isVerifierKey(written: string): boolean {
  try {
    return !!verifierKey(written);
  } catch (error) {
    if (error instanceof VerifierKeyInvalid) return false;
    throw error;
  }
}

/** How an owner of a key says a text, by the algorithm byte. */
const verifying: Record<number, (key: KeyObject) => VerifierKey['verifies']> = {
  [ED25519]: (key) => (text, signature) =>
    signature.length === SIGNATURE_BYTES && verify(null, Buffer.from(text), key, signature),
  [COSIGNATURE]: (key) => (text, signature) => {
    if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return false;
    const time = signature.readBigUInt64BE();
    const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
    return time <= LAST_TIME && verify(null, message, key, signature.subarray(TIME_BYTES));
  },
};
