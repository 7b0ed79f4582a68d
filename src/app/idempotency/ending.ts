import { Refusal, Refusals, type RefusalCode } from '../../domain/refusal.js';
import type { Unchanged } from './attempt.js';

/** How a command ended that has left no events. */
export type Ending = { refused: readonly Refused[] } | { unchanged: Unchanged };
type Refused = Pick<Refusal, 'code' | 'field' | 'currentRevision'>;

export const endingOf = (refusals: readonly Refusal[]): Ending => ({
  refused: refusals.map(({ code, field, currentRevision }) => ({ code, field, currentRevision })),
});

/** The same error again. */
export const refusalOf = (
  refused: readonly { code: RefusalCode; field: readonly string[]; currentRevision?: number }[],
) => new Refusals(refused.map(({ code, field, currentRevision }) => new Refusal(code, field, currentRevision)));
