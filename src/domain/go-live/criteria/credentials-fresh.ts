import { isUsable } from '../../credentials/usable.js';
import type { Criterion } from './criterion.js';

/** `oldestAddedAt`: of the demo credentials that count; null when there is none. */
type Ages = { oldestAddedAt: string | null; at: string; maxAgeDays: number };

const DAY_MS = 24 * 60 * 60 * 1000;

export const credentialsFresh: Criterion<Ages> = {
  code: 'CREDENTIALS_FRESH',
  title: 'No demo credential that counts is too old.',
  howTo: 'Rotate the old secrets and keypairs in demo: add new ones, use them, and revoke the old ones.',
  look({ key, limits, now }) {
    const keypairs = key.keypairs.map((keypair) => ({ ...keypair, notBefore: null }));
    const counting = [...key.secrets, ...keypairs].filter(
      (credential) => credential.environment === 'DEMO' && isUsable(credential, now),
    );
    const [oldestAddedAt = null] = counting.map(({ addedAt }) => addedAt).sort();
    return { oldestAddedAt, at: now, maxAgeDays: limits.maxCredentialAge };
  },
  missing({ oldestAddedAt, at, maxAgeDays }) {
    if (maxAgeDays === 0 || oldestAddedAt === null) return [];
    return Date.parse(at) - Date.parse(oldestAddedAt) > maxAgeDays * DAY_MS ? ['credentials'] : [];
  },
  isOff: ({ maxAgeDays }) => maxAgeDays === 0,
};
