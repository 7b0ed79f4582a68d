import type { Credential } from '../credentials/credential.js';
import { daysAfter } from '../values/days-after.js';

/** Days after its end in which a retirement may still be taken back, by a server whose clock is behind. */
const CLOCKS_APART_DAYS = 7;

/** The time of the last event that may change a credential: '' once it is revoked, null without an end. */
export function mayChangeUntil({ status, expiresAt, retirement }: Credential): string | null {
  if (status === 'REVOKED') return '';
  return retirement && expiresAt !== null ? daysAfter(expiresAt, CLOCKS_APART_DAYS) : expiresAt;
}
