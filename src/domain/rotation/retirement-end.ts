import type { Credential } from '../credentials/credential.js';
import { Refusal } from '../refusal/refusal.js';
import { durationMs } from '../values/duration.js';
import { LONGEST_OVERLAP_DAYS } from './refusals.js';

/** How long the old one still counts beside the new one. */
export interface Overlap {
  /** ISO 8601 duration of days and time; `DEFAULT_OVERLAP` where neither is said. */
  overlap?: string | null | undefined;
  /** ISO 8601 UTC, instead of `overlap`. */
  retiresAt?: string | null | undefined;
}

export const DEFAULT_OVERLAP = 'P7D';
const LONGEST_MS = LONGEST_OVERLAP_DAYS * 24 * 60 * 60 * 1000;

/** When a credential that is replaced ends: after the overlap, or sooner if it would end sooner anyway. ISO 8601 UTC. */
export function endAfterOverlap(old: Credential, { overlap, retiresAt }: Overlap, now: string): string {
  if (retiresAt != null) {
    if (overlap != null) throw new Refusal('OVERLAP_AND_RETIRES_AT', ['overlap']);
    return retirementEnd(old, retiresAt, now, 'retiresAt');
  }
  const milliseconds = durationMs(overlap ?? DEFAULT_OVERLAP) ?? 0;
  if (milliseconds <= 0 || milliseconds > LONGEST_MS) throw new Refusal('OVERLAP_INVALID', ['overlap']);
  const end = new Date(Date.parse(now) + milliseconds).toISOString();
  return old.expiresAt !== null && old.expiresAt < end ? old.expiresAt : end;
}

/** The end, if it lies ahead and the credential would not end sooner; `field` of the input has it. */
export function retirementEnd({ expiresAt }: Credential, end: string, now: string, field: 'retiresAt' | 'at'): string {
  if (end <= now) throw new Refusal('EXPIRY_IN_THE_PAST', [field]);
  if (expiresAt !== null && end > expiresAt) throw new Refusal('RETIREMENT_AFTER_EXPIRY', [field]);
  return end;
}
