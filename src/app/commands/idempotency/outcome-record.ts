import { Refusal, Refusals, type FieldPath } from '../../../domain/refusal/refusal.js';
import type { RefusalCode } from '../../../domain/refusal/codes.js';
import type { Unchanged } from './attempt.js';

/** How a command ended that has left no events. */
export type Ending = { refused: readonly Refused[] } | { unchanged: Unchanged };
interface Refused {
  code: RefusalCode;
  field: FieldPath;
  currentRevision?: number | undefined;
}

export const endingOf = (refusals: readonly Refusal[]): Ending => ({
  refused: refusals.map(({ code, field, currentRevision }) => ({ code, field, currentRevision })),
});

/** The same error again. */
export const refusalOf = (refused: readonly Refused[]) =>
  new Refusals(refused.map(({ code, field, currentRevision }) => new Refusal(code, field, currentRevision)));
