export type Match = 'EXACT' | 'LOOPBACK_PORT' | 'NONE';

/** A loopback IP literal with or without a port; group 1 is the host, group 2 what follows the port. */
const loopbackLiteral = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::([1-9]\d{0,4}))?((?:[/?].*)?)$/s;

function withoutPort(uri: string): string | undefined {
  const match = loopbackLiteral.exec(uri);
  return match && Number(match[2] ?? 1) <= 65535 ? `${match[1]}${match[3]}` : undefined;
}

/**
 * Byte for byte, with one exception: at a loopback IP literal any port matches, because a native app listens where it
 * can (RFC 8252 7.3). No normalisation of any kind.
 */
export function matchRedirectUri(registered: readonly string[], requested: string): Match {
  if (registered.includes(requested)) return 'EXACT';
  const portless = withoutPort(requested);
  if (portless === undefined) return 'NONE';
  return registered.some((uri) => withoutPort(uri) === portless) ? 'LOOPBACK_PORT' : 'NONE';
}

export interface Nearest {
  uri: string;
  /** Index, from 0, of the first character in which it differs from the requested one. */
  firstDifferenceAt: number;
}

/** The registered URI that agrees longest with the requested one: a hint for people, never used for matching. */
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
