import type { Mint } from './ports.js';
import type { KeysOf } from '../commands/idempotency/keys.js';
import { ViewsBehind } from '../views/read-your-writes.js';

/** What the peppers take part in. */
interface Peppered {
  mint: Mint;
  keysOf: KeysOf;
}

/**
 * The same, but nothing is made under a pepper before `release`: until the views have caught up nobody knows whether the
 * peppers at hand are those of the log. No peppers file can ever have two under one version, and under another pepper
 * nobody would find what a command has already done. Until then they throw `ViewsBehind`.
 */
export function heldSecrets({ mint, keysOf }: Peppered): Peppered & { release(): void } {
  let held = true;
  const released = () => {
    if (held) throw new ViewsBehind();
  };
  return {
    mint: {
      ...mint,
      secret(environment) {
        released();
        return mint.secret(environment);
      },
    },
    keysOf(...named) {
      released();
      return keysOf(...named);
    },
    release: () => void (held = false),
  };
}
