import { asRfc8252, type RedirectUriPolicy } from './redirect-uri-policy.js';

export type Match = 'EXACT' | 'LOOPBACK_PORT' | 'NONE';

/** A loopback host with or without a port: before it, the port, after it. */
const loopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|(localhost)))(?::([1-9]\d{0,4}))?((?:[/?].*)?)$/s;

/** Undefined where the port has to be the registered one. */
function withoutPort(uri: string, { localhostAnyPort }: RedirectUriPolicy): string | undefined {
  const [whole, before, name, port = '1', after] = loopback.exec(uri) ?? [];
  const isExcepted = whole !== undefined && (name === undefined || localhostAnyPort) && Number(port) <= 65535;
  return isExcepted ? `${before}${after}` : undefined;
}

/**
 * Compares byte for byte, without normalisation. One exception: on a loopback IP literal any port matches, because a
 * native app listens on whichever port is free (RFC 8252 7.3); at the name `localhost` if the policy says so.
 */
export function matchRedirectUri(
  registered: readonly string[],
  requested: string,
  policy: RedirectUriPolicy = asRfc8252,
): Match {
  if (registered.includes(requested)) return 'EXACT';
  const portless = withoutPort(requested, policy);
  if (portless === undefined) return 'NONE';
  return registered.some((uri) => withoutPort(uri, policy) === portless) ? 'LOOPBACK_PORT' : 'NONE';
}

export interface Nearest {
  uri: string;
  /** Index, from 0, of the first character that differs from the requested URI. */
  firstDifferenceAt: number;
}

/** The registered URI with the longest common beginning: a hint for people, never a match. */
export function nearestRedirectUri(registered: readonly string[], requested: string): Nearest | null {
  const candidates = registered.map((uri) => ({ uri, firstDifferenceAt: firstDifference(uri, requested) }));
  const unlikeness = ({ uri }: Nearest) => Math.abs(uri.length - requested.length);
  candidates.sort((a, b) => b.firstDifferenceAt - a.firstDifferenceAt || unlikeness(a) - unlikeness(b));
  return candidates[0] ?? null;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}
