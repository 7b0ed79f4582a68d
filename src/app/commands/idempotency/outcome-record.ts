import { Refusal, Refusals, type FieldPath } from '../../../domain/refusal/refusal.js';
import type { RefusalCode } from '../../../domain/refusal/codes.js';
import type { Unchanged } from './attempt.js';

/** The outcome of a command that wrote no events. */
export type Ending = { refused: readonly Refused[] } | { unchanged: Unchanged };
interface Refused {
  code: RefusalCode;
  field: FieldPath;
  currentRevision?: number | undefined;
}

export const endingOf = (refusals: readonly Refusal[]): Ending => ({
  refused: refusals.map(({ code, field, currentRevision }) => ({ code, field, currentRevision })),
});

/** The error that `endingOf` recorded. */
export const refusalOf = (refused: readonly Refused[]) =>
  new Refusals(refused.map(({ code, field, currentRevision }) => new Refusal(code, field, currentRevision)));
