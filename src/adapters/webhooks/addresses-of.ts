import { isIP } from 'node:net';
import { CannotPost } from './cannot-post.js';
import type { ResolveName } from './resolve-name.js';

export interface AddressRules {
  resolve: ResolveName;
  isAllowed(address: string): boolean;
}

/**
 * The addresses that the host of a URL has now, asked once: only these may be connected to. Rejects with `CannotPost`: one that is
 * not allowed is enough, since whoever mixes them chooses what is tried first; `TIMEOUT` when the signal is aborted.
 */
export async function addressesOf(
  { hostname }: URL,
  { resolve, isAllowed }: AddressRules,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (signal.aborted) throw new CannotPost('TIMEOUT');
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = isIP(host) ? [host] : await unlessAborted(signal, resolve(host, signal));
  if (addresses.length === 0) throw new CannotPost('NO_SUCH_HOST');
  if (!addresses.every(isAllowed)) throw new CannotPost('PRIVATE_ADDRESS');
  return addresses;
}

/** A resolver may not hear of the signal. */
function unlessAborted<Answer>(signal: AbortSignal, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timedOut = () => reject(new CannotPost('TIMEOUT'));
    signal.addEventListener('abort', timedOut, { once: true });
    answer.then(resolve, () => reject(new CannotPost('NO_SUCH_HOST')));
  });
}
