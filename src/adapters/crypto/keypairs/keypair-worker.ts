import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import type { ModulusLength } from '../../../app/credentials/ports.js';
import type { GeneratedKeypair } from './generated-keypair.js';
import { publicKeyOf } from '../public-keys/public-key.js';

/**
 * A thread of its own: takes a modulus length, answers with a keypair. Synchronous, so that libuv's few threads stay free.
 * The generator writes the keys out: on Node 20 a `KeyObject` of its own shares its lock, and a garbage collection in the middle of
 * an export would make the thread wait for itself for ever.
 */
parentPort?.on('message', (modulusLength: ModulusLength) => {
  const { publicKey, privateKey: privateKeyPem } = generateKeyPairSync('rsa', {
    modulusLength,
    publicExponent: 65537,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  parentPort?.postMessage({ ...publicKeyOf(createPublicKey(publicKey)), privateKeyPem } satisfies GeneratedKeypair);
});
