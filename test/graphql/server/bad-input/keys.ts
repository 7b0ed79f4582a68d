import type { KeyObject } from 'node:crypto';
import { canary, mutation, type Row, type World } from './world.js';
import { newKeyPair } from '../../../kit/facts/key-pair.js';

const upload = (publicKey: (world: World) => string) =>
  mutation('uploadPublicKey', (world) => ({ publicKey: publicKey(world) }));
const [PRIVATE, WEAK, INVALID] = ['PRIVATE_KEY_MATERIAL', 'PUBLIC_KEY_WEAK', 'PUBLIC_KEY_INVALID'].map(
  (code) => `200 ${code} publicKey`,
) as [string, string, string];

const pkcs8 = ({ rsa }: World) => rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const pkcs1 = ({ rsa }: World) => rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
const jwk = ({ rsa }: World) => rsa.privateKey.export({ format: 'jwk' });
const encrypted = ({ rsa }: World) =>
  rsa.privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: canary.slice(0, 30) })
    .toString();
const body = (pem: string) => pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
const lines = (pem: (world: World) => string) => (world: World) => body(pem(world)).slice(0, -1);
const members = (world: World) => {
  const { d = '', p = '', q = '' } = jwk(world);
  return [d, p, q].map((member) => member.slice(0, 40));
};
const ec = newKeyPair('ec', { namedCurve: 'P-256' });
const p384 = newKeyPair('ec', { namedCurve: 'P-384' });
const ecJwk = ec.privateKey.export({ format: 'jwk' });
const ed25519 = newKeyPair('ed25519').privateKey.export({ format: 'jwk' });
const ecPem = ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString();
const small = newKeyPair('rsa', { modulusLength: 1024 }).publicKey;
const three = newKeyPair('rsa', { modulusLength: 2048, publicExponent: 3 }).publicKey;
const pss = newKeyPair('rsa-pss', { modulusLength: 2048 }).publicKey;

/** Private keys in the place of public ones, and keys that are too weak, of another kind, or none. */
export const keys: readonly Row[] = [
  ['a private key, PKCS#8', upload(pkcs8), PRIVATE, lines(pkcs8)],
  ['a private key, PKCS#1', upload(pkcs1), PRIVATE, lines(pkcs1)],
  ['an encrypted private key', upload(encrypted), PRIVATE],
  ['a private key of another kind, SEC 1', upload(() => ecPem), PRIVATE, () => body(ecPem).slice(0, 1)],
  ['a private JWK', upload((world) => JSON.stringify(jwk(world))), PRIVATE, members],
  ['a private JWK that is cut off', upload((world) => JSON.stringify(jwk(world)).slice(0, -20)), PRIVATE, members],
  ['a private JWK in a set', upload((world) => JSON.stringify({ keys: [jwk(world)] })), PRIVATE, members],
  ['a private key labelled as a public one', upload((world) => pkcs8(world).replaceAll('PRIVATE', 'PUBLIC')), PRIVATE, lines(pkcs8)],
  ['a private key without a label', upload((world) => body(pkcs8(world)).join('')), PRIVATE, lines(pkcs8)],
  ['a private key behind its public one', upload((world) => spki(world.rsa.publicKey) + pkcs8(world)), PRIVATE, lines(pkcs8)],
  ['a private key in the words of openssl', upload(() => `RSA Private-Key: (2048 bit)\nprivateExponent: ${canary}`), PRIVATE],
  ['a private key as a label', mutation('addKeypair', (world) => ({ label: pkcs8(world).slice(0, 90) })), '200 SECRET_MATERIAL label', lines((world) => pkcs8(world).slice(0, 90))],
  ['a key of 1,024 bits', upload(() => spki(small)), WEAK, () => body(spki(small)).slice(0, 1)],
  ['a key with the exponent 3', upload(() => spki(three)), WEAK, () => body(spki(three)).slice(1, 2)],
  ['a key of 1,024 bits as JWK', upload(() => JSON.stringify(small.export({ format: 'jwk' }))), WEAK],
  ['a key of another kind', upload(() => spki(p384.publicKey)), INVALID, () => body(spki(p384.publicKey)).slice(0, 1)],
  ['a private JWK of Ed25519', upload(() => JSON.stringify(ed25519)), PRIVATE, () => [String(ed25519.d)]],
  ['a private JWK of EC', upload(() => JSON.stringify(ecJwk)), PRIVATE, () => [String(ecJwk.d)]],
  ['a key for another use of RSA', upload(() => spki(pss)), INVALID],
  ['a public key cut in half', upload((world) => spki(world.rsa.publicKey).slice(0, 200)), INVALID],
  ['two public keys', upload((world) => spki(world.rsa.publicKey).repeat(2)), INVALID],
  ['no key at all', upload(() => canary), INVALID],
  ['an empty text', upload(() => ''), INVALID],
  ['100,000 characters', upload(() => canary.repeat(1900)), INVALID],
  ['a NUL', upload((world) => `${spki(world.rsa.publicKey)}\0`), INVALID],
  ['a modulus that is no size', mutation('addKeypair', { modulusLength: 1024 }), '200 MODULUS_LENGTH_INVALID modulusLength'],
]; // prettier-ignore
