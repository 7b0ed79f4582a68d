import type { ModulusLength } from '../../../app/credentials/ports.js';
import type { GeneratedKeypair } from './generated-keypair.js';
import { KeypairPoolBusy, KeypairPoolDown } from './keypair-pool-errors.js';

interface Waiter {
  modulusLength: ModulusLength;
  resolve(pair: GeneratedKeypair): void;
  reject(error: Error): void;
}

/** Callers waiting for a keypair, in the order of asking. */
export function keypairWaiters(most: number) {
  const waiters: Waiter[] = [];
  return {
    /** Modulus length that the longest waiting caller wants. */
    wanted: () => waiters[0]?.modulusLength,
    /** Rejects with `KeypairPoolBusy` when as many wait as may. */
    add: (modulusLength: ModulusLength) =>
      new Promise<GeneratedKeypair>((resolve, reject) => {
        if (waiters.length >= most) reject(new KeypairPoolBusy());
        else waiters.push({ modulusLength, resolve, reject });
      }),
    /** Gives the pair to the first who wants its length; false when nobody does. */
    serve(pair: GeneratedKeypair): boolean {
      const index = waiters.findIndex(({ modulusLength }) => modulusLength === pair.modulusLength);
      if (index < 0) return false;
      waiters.splice(index, 1)[0]?.resolve(pair);
      return true;
    },
    rejectAll() {
      for (const { reject } of waiters.splice(0)) reject(new KeypairPoolDown());
    },
  };
}
