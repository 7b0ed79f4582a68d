import { Refusal, type FieldPath } from '../refusal/refusal.js';

/** Refuses a second person who is the first: the same actor id, byte for byte, whatever account, roles or kind the token gives it. */
export function notSamePerson(first: string, second: string, field: FieldPath = []): void {
  if (first === second) throw new Refusal('SAME_PERSON', field);
}
