import { KeypairsUnavailable, type ModulusLength } from '../../../app/credentials/ports.js';
import type { GeneratedKeypair } from './generated-keypair.js';

/** As many callers are waiting for a keypair as may. Nothing has happened; a later retry may succeed. */
export class KeypairPoolBusy extends KeypairsUnavailable {
  override name = 'KeypairPoolBusy';
  constructor() {
    super('Too many callers are waiting for a keypair.');
  }
}

/** The thread that makes keypairs has crashed, or the pool is closed. Nothing has happened; a later retry may succeed. */
export class KeypairPoolDown extends KeypairsUnavailable {
  override name = 'KeypairPoolDown';
  constructor() {
    super('No keypair can be made at the moment.');
  }
}

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
