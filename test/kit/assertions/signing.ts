import { constants, sign, type KeyObject } from 'node:crypto';
import { newKeyPair } from '../facts/key-pair.js';

/** Made for this run and kept nowhere. */
export const rsa = newKeyPair('rsa', { modulusLength: 2048 });
export const p256 = newKeyPair('ec', { namedCurve: 'P-256' });
export const ed25519 = newKeyPair('ed25519');
export const stranger = newKeyPair('ec', { namedCurve: 'P-256' });

export const spkiPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

/** base64url of a text or octets as they are, and of anything else as JSON. */
export function encoded(part: unknown): string {
  const octets = typeof part === 'string' || part instanceof Uint8Array ? part : JSON.stringify(part);
  return Buffer.from(octets as string).toString('base64url');
}

export type Sign = (input: string) => Uint8Array;

const octets = (input: string) => Buffer.from(input);
const { RSA_PKCS1_PSS_PADDING: pss } = constants;

export const rs256: Sign = (input) => sign('sha256', octets(input), rsa.privateKey);
export const ps = (saltLength: number): Sign => {
  const key = { key: rsa.privateKey, padding: pss, saltLength };
  return (input) => sign('sha256', octets(input), key);
};
export const ps256 = ps(32);
export const ecdsa = (privateKey: KeyObject, digest = 'sha256'): Sign => {
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return (input) => sign(digest, octets(input), key);
};
export const es256 = ecdsa(p256.privateKey);
export const eddsa: Sign = (input) => sign(null, octets(input), ed25519.privateKey);

/** A JWS in compact form from parts of any kind, well-formed or not. */
export function jws(header: unknown, claims: unknown, signing: Sign): string {
  const input = `${encoded(header)}.${encoded(claims)}`;
  return `${input}.${Buffer.from(signing(input)).toString('base64url')}`;
}
