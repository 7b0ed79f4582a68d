import type { KeyDetails } from '../../../projections/key-details/row.js';
import type { Context } from '../server/context.js';
import type { AsOf } from '../vocabulary/run-command.js';

/** A key from the views, or from the answer of a mutation. */
export type AnsweredKey = KeyDetails & { asOf?: AsOf };

/** When it is shown, ISO 8601 UTC: a retry of a mutation shows what the first try has shown. */
export const timeOf = ({ asOf }: AnsweredKey, now: Context['now']) => asOf?.at ?? now().toISOString();
