import { generateKeyPairSync } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import type { ModulusLength } from '../../../app/credentials/ports.js';
import type { GeneratedKeypair } from './generated-keypair.js';
import { publicKeyOf } from '../public-keys/public-key.js';

/** A thread of its own: takes a modulus length, answers with a keypair. Synchronous, so that libuv's few threads stay free. */
parentPort?.on('message', (modulusLength: ModulusLength) => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent: 65537 });
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  parentPort?.postMessage({ ...publicKeyOf(publicKey), privateKeyPem } satisfies GeneratedKeypair);
});
