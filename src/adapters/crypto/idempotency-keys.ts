import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Keys, KeysOf, Scope } from '../../app/commands/idempotency/keys.js';
import type { Pepper, Peppers } from './peppers/peppers.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Versions the whole derivation: records made in another way are not found, rather than misread. */
const PURPOSE = 'keyledger idempotency v1';

/** Keys of idempotent commands, under the current pepper first and then under each of the others. */
export const idempotencyKeys =
  ({ current, byVersion }: Peppers): KeysOf =>
  (scope, idempotencyKey) => {
    const under = (pepper: Pepper) => keysUnder(pepper, scope, idempotencyKey);
    const pepper = byVersion.get(current);
    if (!pepper) throw new RangeError('There is no pepper for the current version.');
    const others = [...byVersion].filter(([version]) => version !== current).map(([, other]) => under(other));
    return [under(pepper), ...others];
  };

function keysUnder(pepper: Pepper, { account, actorKind, actorId, mutation }: Scope, idempotencyKey: string): Keys {
  const name = JSON.stringify([PURPOSE, account, actorKind, actorId, mutation, idempotencyKey]);
  const root = createHmac('sha256', pepper.key).update(name).digest();
  const key = (use: string) => Buffer.from(hkdfSync('sha256', root, '', use, 32)); // RFC 5869: one key for one use
  const mac = (use: string, text: string) => createHmac('sha256', key(use)).update(text).digest();
  const recordId = key('record id').toString('base64url');
  return {
    recordId,
    mac: (text) => mac('arguments', text).toString('base64url'),
    idOf: (seed, of) => uuidOf(mac('ids', `${seed} ${of}`)),
    seal: (text) => seal(key('seal'), recordId, text),
    open: (sealed) => open(key('seal'), recordId, sealed),
  };
}

/** Nonce, tag and AES-256-GCM ciphertext in base64; `about` is authenticated with it. */
function seal(key: Buffer, about: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

function open(key: Buffer, about: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

/** 16 bytes as a UUID of version 4 (RFC 9562 5.4): pseudo-random, as it says. */
function uuidOf(bytes: Buffer): string {
  const id = Buffer.from(bytes.subarray(0, 16));
  id.writeUInt8((id.readUInt8(6) & 0x0f) | 0x40, 6);
  id.writeUInt8((id.readUInt8(8) & 0x3f) | 0x80, 8);
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
