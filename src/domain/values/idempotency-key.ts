import { Refusal } from '../refusal/refusal.js';
import { MAX_IDEMPOTENCY_KEY_LENGTH, MIN_IDEMPOTENCY_KEY_LENGTH } from './refusals.js';

const PRINTABLE = /^[\x20-\x7e]*$/;

/** The caller's name for one attempt at a mutation; so long that callers cannot guess each other's. */
export function idempotencyKeyOf(text: string): string {
  const fits = text.length >= MIN_IDEMPOTENCY_KEY_LENGTH && text.length <= MAX_IDEMPOTENCY_KEY_LENGTH;
  if (!fits || !PRINTABLE.test(text)) throw new Refusal('IDEMPOTENCY_KEY_INVALID', ['idempotencyKey']);
  return text;
}
