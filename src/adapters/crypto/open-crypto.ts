import { randomUUID } from 'node:crypto';
import type { Mint, SecretVerifier, SignatureVerifier, WrittenPublicKey } from '../../app/credentials/ports.js';
import type { KeysOf } from '../../app/commands/idempotency/keys.js';
import { mintedFrom } from './keypairs/generated-keypair.js';
import { idempotencyKeys } from './idempotency-keys.js';
import { openKeypairPool, type PoolSizes } from './keypairs/keypair-pool.js';
import { mintSecret } from './secrets/mint-secret.js';
import { jwkOf } from './public-keys/jwk-of.js';
import { parsePublicKey } from './public-keys/parse-public-key.js';
import { webhookSecrets } from './webhooks/webhook-secrets.js';
import type { WebhookSecrets } from '../../app/webhooks/ports.js';
import type { Peppers } from './peppers/peppers.js';
import { secretVerifier } from './secrets/secret-verifier.js';
import { signatureVerifier } from './signatures/signature-verifier.js';

export interface Crypto {
  mint: Mint;
  verifier: SecretVerifier;
  webhookSecrets: WebhookSecrets;
  /** Verifies assertions of clients. */
  signatures: SignatureVerifier;
  /** Keys of commands that may be retried. */
  keysOf: KeysOf;
  /** Throws `Refusal`: `PRIVATE_KEY_MATERIAL`, `PUBLIC_KEY_INVALID` or `PUBLIC_KEY_WEAK`. */
  parsePublicKey(text: string): WrittenPublicKey;
  /** Members of the JWK of a public key in PEM (RFC 7517 4), without id and use. */
  jwkOf(publicKeyPem: string): object;
  /** Begins to make the keypairs that are to lie ready, in a thread. */
  keepKeypairsReady(): void;
  /** Ends the thread that makes keypairs; who waits for one is rejected. */
  close(): Promise<void>;
}

export interface CryptoOptions {
  peppers: Peppers;
  /** Keypairs of 2048 bits that are to lie ready. */
  keypairsReady: number;
}

/** The sizes of the pool for a number of pairs of 2048 bits; of the longer ones, which are seldom asked for, one each, or none. */
function poolSizes(pairs: number): PoolSizes {
  const longer = Math.min(pairs, 1);
  return { 2048: pairs, 3072: longer, 4096: longer };
}

/** All of the cryptography behind the ports, from peppers already loaded. */
export function openCrypto({ peppers, keypairsReady }: CryptoOptions): Crypto {
  const pool = openKeypairPool({ sizes: poolSizes(keypairsReady) });
  return {
    mint: {
      id: () => randomUUID(),
      secret: (environment) => mintSecret(peppers, environment),
      keypair: async (modulusLength, format) => mintedFrom(await pool.take(modulusLength), format),
    },
    verifier: secretVerifier(peppers),
    webhookSecrets: webhookSecrets({ peppers }),
    signatures: signatureVerifier(),
    keysOf: idempotencyKeys(peppers),
    parsePublicKey,
    jwkOf,
    keepKeypairsReady: () => pool.keepReady(),
    close: () => pool.close(),
  };
}
