export type Match = 'EXACT' | 'LOOPBACK_PORT' | 'NONE';

/** A loopback IP literal with or without a port; group 1 is the host, group 2 the rest after the port. */
const loopbackLiteral = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::([1-9]\d{0,4}))?((?:[/?].*)?)$/s;

function withoutPort(uri: string): string | undefined {
  const match = loopbackLiteral.exec(uri);
  return match && Number(match[2] ?? 1) <= 65535 ? `${match[1]}${match[3]}` : undefined;
}

/**
 * Compares byte for byte, without normalisation. One exception: on a loopback IP literal any port matches, because a
 * native app listens on whichever port is free (RFC 8252 7.3).
 */
export function matchRedirectUri(registered: readonly string[], requested: string): Match {
  if (registered.includes(requested)) return 'EXACT';
  const portless = withoutPort(requested);
  if (portless === undefined) return 'NONE';
  return registered.some((uri) => withoutPort(uri) === portless) ? 'LOOPBACK_PORT' : 'NONE';
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
