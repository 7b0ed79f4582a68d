import { Refusal, type FieldPath } from '../refusal/refusal.js';
import type { RefusalCode } from '../refusal/codes.js';
import * as cap from './refusals.js';
import { noSecretMaterial } from './secret-material.js';

/** Control characters, line and paragraph separators, and the bidirectional overrides that make a text read as another. */
const unseen = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** Matches a text of only white space and invisible characters, such as a zero-width space. */
const blank = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

/** The text in NFC; throws a refusal of `code` otherwise. Lengths are in code points. */
export function checkedText(text: string, max: number, code: RefusalCode, field: FieldPath): string {
  if (text.length > 4 * max) throw new Refusal(code, field); // normalisation takes time quadratic in the length at worst
  noSecretMaterial(text, field);
  const composed = text.normalize('NFC');
  const bad = !composed.isWellFormed() || unseen.test(composed) || [...composed].length > max;
  if (bad) throw new Refusal(code, field);
  return composed;
}

export function filledText(text: string, max: number, code: RefusalCode, field: FieldPath): string {
  if (blank.test(text)) throw new Refusal(code, field);
  return checkedText(text, max, code, field);
}

export const nameOf = (text: string) => filledText(text, cap.MAX_NAME_LENGTH, 'NAME_INVALID', ['name']);
export const labelOf = (text: string | null) =>
  text === null ? null : filledText(text, cap.MAX_LABEL_LENGTH, 'LABEL_INVALID', ['label']);
/** A description; the empty text means none. */
export const descriptionOf = (text: string | null) =>
  checkedText(text ?? '', cap.MAX_DESCRIPTION_LENGTH, 'DESCRIPTION_INVALID', ['description']) || null;

/** White space or control characters around an id are a typing error; within it they are the identity provider's affair, but for control characters. */
const surrounded = /^\s|\s$/u;

/** The id of an actor: byte for byte the `sub` of a token (RFC 7519 4.1.2), or it would name another one or nobody. */
export function ownerOf(id: string): string {
  noSecretMaterial(id, ['newOwner']);
  const bad = surrounded.test(id) || blank.test(id) || unseen.test(id) || !id.isWellFormed();
  if (bad || [...id].length > cap.MAX_ACTOR_ID_LENGTH) throw new Refusal('OWNER_INVALID', ['newOwner']);
  return id;
}

/** The reason of a command, for the metadata of its events. */
export const reasonOf = (text: string | null) =>
  checkedText(text ?? '', cap.MAX_REASON_LENGTH, 'REASON_INVALID', ['reason']) || null;

/** Why something is declined: whoever asked for it reads them. */
export function reasonsOf(reasons: readonly string[]): readonly string[] {
  if (reasons.length < 1 || reasons.length > cap.MAX_REASONS) throw new Refusal('REASONS_INVALID', ['reasons']);
  return reasons.map((text, index) =>
    filledText(text, cap.MAX_REASON_LENGTH, 'REASONS_INVALID', ['reasons', String(index)]),
  );
}
