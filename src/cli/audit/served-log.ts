import type { WatchedLog } from '../../app/proof/watch-log.js';
import { CannotDo } from '../terminal/cannot-do.js';

/** Milliseconds for one answer. */
const ANSWER_TIMEOUT_MS = 30_000;
/** Bytes of the longest answer that is read: a checkpoint has 16 signatures at most, a proof 64 hashes. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** The log of a server, over HTTP. Rejects with `CannotDo` where it does not answer as it should. */
export function servedLog(url: string, token: string | undefined): WatchedLog {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (base?.protocol !== 'http:' && base?.protocol !== 'https:')
    throw new CannotDo('--url is the http or https address of the server.');
  async function get(path: string): Promise<string> {
    const response = await fetch(new URL(`/audit/${path}`, base), {
      redirect: 'error',
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    }).catch(() => {
      throw new CannotDo('Nothing answers at the address of --url.');
    });
    if (response.status === 401 || response.status === 403)
      throw new CannotDo('The server wants the token of an auditor: name its file with --token-file.');
    if (!response.ok) throw new CannotDo(`The server answered with HTTP ${response.status}.`);
    const text = await response.text();
    if (text.length > MAX_ANSWER_BYTES)
      throw new CannotDo('What the server answered is longer than any answer of /audit.');
    return text;
  }
  return {
    checkpoint: () => get('checkpoint'),
    async consistency(from, to) {
      const hashes = hashesIn(await get(`proof/consistency?from=${from}&to=${to}`));
      if (!hashes) throw new CannotDo('What the server answered is no proof.');
      return hashes;
    },
  };
}

function hashesIn(text: string): string[] | undefined {
  try {
    const { hashes } = JSON.parse(text) as { hashes?: unknown };
    return Array.isArray(hashes) && hashes.every((hash) => typeof hash === 'string') ? hashes : undefined;
  } catch {
    return undefined;
  }
}
