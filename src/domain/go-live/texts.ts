import { Refusal } from '../refusal/refusal.js';
import { checkedText, filledText, reasonOf } from '../values/text.js';
import { MAX_REASON_LENGTH } from '../values/refusals.js';
import { MAX_NOTE_LENGTH, MAX_REASONS } from './refusals.js';

/** A note for the reviewer or from the reviewer; the empty text means none. */
export const noteOf = (text: string | null) =>
  checkedText(text ?? '', MAX_NOTE_LENGTH, 'NOTE_INVALID', ['note']) || null;

/** Why a key is declined, for its owner. */
export function reasonsOf(reasons: readonly string[]): readonly string[] {
  if (reasons.length < 1 || reasons.length > MAX_REASONS) throw new Refusal('GO_LIVE_REASONS_INVALID', ['reasons']);
  return reasons.map((text, index) =>
    filledText(text, MAX_REASON_LENGTH, 'GO_LIVE_REASONS_INVALID', ['reasons', String(index)]),
  );
}

/** Why production is suspended: the reason of the command, which must not be missing. */
export function suspensionReasonOf(text: string | null): string {
  const reason = reasonOf(text);
  if (reason === null) throw new Refusal('SUSPENSION_REASON_REQUIRED', ['reason']);
  return reason;
}
