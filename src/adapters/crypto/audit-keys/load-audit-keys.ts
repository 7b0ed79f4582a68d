import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Signer } from '../../../app/proof/note.js';
import { keyIdOf, publicBytesOf, writtenVerifierKey } from '../../../app/proof/verifier-key.js';
import { isOpenToOthers } from '../peppers/peppers.js';
import { systemCodeOf } from '../peppers/peppers-fault.js';
import { AuditKeyFault } from './audit-key-fault.js';

/** The private keys of the log. The first one signs what takes one signature; a second one is for the time in which a key is replaced. */
export interface AuditKeys {
  /** Everybody who signs under this name: each key, in the order of the file. */
  signersOf(origin: string): readonly Signer[];
  /** The verifier keys under this name, as Go's tools write them. */
  verifierKeysOf(origin: string): readonly string[];
}

const BLOCK = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n?/g;
const MAX_KEYS = 2;

/** Reads Ed25519 private keys in PEM. `isPrivate`: a file that another user may read or write is refused. Throws `AuditKeyFault`. */
export function loadAuditKeys(file: string, { isPrivate }: { isPrivate: boolean }): AuditKeys {
  const text = read(file);
  if (isPrivate && isOpenToOthers(file)) throw new AuditKeyFault('AUDIT_KEY_OPEN_TO_OTHERS');
  const blocks = text.match(BLOCK) ?? [];
  const isWhole = text.replaceAll(BLOCK, '').trim() === '';
  if (!isWhole || blocks.length === 0 || blocks.length > MAX_KEYS) throw new AuditKeyFault('AUDIT_KEY_MALFORMED');
  const keys = blocks.map(privateKey);
  const publicKeys = keys.map((key) => publicBytesOf(createPublicKey(key)));
  return {
    signersOf: (name) =>
      keys.map((key, at) => ({
        name,
        id: keyIdOf(name, publicKeys[at] ?? Buffer.of()),
        sign: (signed) => sign(null, Buffer.from(signed), key),
      })),
    verifierKeysOf: (name) => publicKeys.map((bytes) => writtenVerifierKey(name, bytes)),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new AuditKeyFault(systemCodeOf(error) === 'ENOENT' ? 'AUDIT_KEY_MISSING' : 'AUDIT_KEY_UNREADABLE');
  }
}

function privateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // OpenSSL's words may quote the text
  }
  throw new AuditKeyFault('AUDIT_KEY_MALFORMED');
}
