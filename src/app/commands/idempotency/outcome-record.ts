import { Refusal, Refusals, type FieldPath, type RefusalDetails } from '../../../domain/refusal/refusal.js';
import type { RefusalCode } from '../../../domain/refusal/codes.js';
import type { Unchanged } from './attempt.js';

/** The outcome of a command that wrote no events. */
export type Ending = { refused: readonly Refused[] } | { unchanged: Unchanged };
interface Refused extends RefusalDetails {
  code: RefusalCode;
  field: FieldPath;
}

export const endingOf = (refusals: readonly Refusal[]): Ending => ({
  refused: refusals.map(({ code, field, currentRevision, criterion }) => ({ code, field, currentRevision, criterion })),
});

/** The error that `endingOf` recorded. */
export const refusalOf = (refused: readonly Refused[]) =>
  new Refusals(refused.map(({ code, field, ...more }) => new Refusal(code, field, more)));
