import type { Mint } from './credentials.js';
import { ViewsBehind } from './read-your-writes.js';

/**
 * A mint that makes no secret before `release`: until the views have caught up nobody knows whether the peppers at hand
 * are those of the log, and no peppers file can ever have two under one version. Until then `secret` throws `ViewsBehind`.
 */
export function heldSecrets(mint: Mint): { mint: Mint; release(): void } {
  let held = true;
  return {
    mint: {
      ...mint,
      secret(environment) {
        if (held) throw new ViewsBehind();
        return mint.secret(environment);
      },
    },
    release: () => void (held = false),
  };
}
