import type { LeakSource } from '../../domain/secrets/facts.js';

/** What was done about a secret that has leaked, for each source of the word that it has. */
export const leaksCounted = {
  possession: ['revoked'],
  'secret-scanning': ['revoked', 'reported'],
} as const satisfies Record<LeakSource, readonly string[]>;

export type Leaked = (source: LeakSource, done: 'revoked' | 'reported') => void;
