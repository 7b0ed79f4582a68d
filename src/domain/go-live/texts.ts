import { Refusal } from '../refusal/refusal.js';
import { checkedText, reasonOf } from '../values/text.js';
import { MAX_NOTE_LENGTH } from './refusals.js';

/** A note for the reviewer or from the reviewer; the empty text means none. */
export const noteOf = (text: string | null) =>
  checkedText(text ?? '', MAX_NOTE_LENGTH, 'NOTE_INVALID', ['note']) || null;

/** Why production is suspended: the reason of the command, which must not be missing. */
export function suspensionReasonOf(text: string | null): string {
  const reason = reasonOf(text);
  if (reason === null) throw new Refusal('SUSPENSION_REASON_REQUIRED', ['reason']);
  return reason;
}
