import { expect, test } from '@jest/globals';
import { newKeyPair } from '../kit/facts/key-pair.js';

/** Without `newKeyPair`'s detour this test never ends on Node 20: a collection of the generator falls into one of the exports. */
test('a keypair of the tests can be exported while its generator is collected', () => {
  for (let made = 0; made < 2000; made++) {
    const { publicKey, privateKey } = newKeyPair('ed25519');
    for (let times = 0; times < 20; times++) {
      const [{ x }, { d }] = [publicKey.export({ format: 'jwk' }), privateKey.export({ format: 'jwk' })];
      if (!x || !d) expect({ x, d }).toEqual({ x: expect.any(String), d: expect.any(String) });
    }
  }
});
