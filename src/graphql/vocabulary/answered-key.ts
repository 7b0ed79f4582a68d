import { keyDetails } from '../../../projections/key-details/index.js';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import { keyHistory } from '../../../projections/key-history/index.js';
import { historyOf, storedHistory, type KeyHistory } from '../../../projections/key-history/list.js';
import type { ShownKeyEvent } from '../history/key-event.js';
import type { List } from './paging.js';
import type { Context } from '../server/context.js';
import type { AsOf } from './run-command.js';

/** A key from the views, or from the answer of a mutation: a retry of that shows what the first try has shown. */
export type AnsweredKey = KeyDetails & { asOf?: AsOf };

/** ISO 8601 UTC with milliseconds: the time at which the fields of the key are answered. */
export const timeOf = ({ asOf }: AnsweredKey, now: Context['now']) => asOf?.at ?? now().toISOString();

/** The history of the key: the stored one includes every event that the key's own view includes. */
export async function historyIn(
  { views, reads, projector }: Pick<Context, 'views' | 'reads' | 'projector'>,
  { id, asOf }: AnsweredKey,
): Promise<KeyHistory> {
  if (asOf) return historyOf(asOf.history);
  await reads.ready(keyHistory.name, projector.state(keyDetails.name).position);
  return storedHistory(views, id);
}

/** A history as a list of what people see. */
export const shownHistory = (history: KeyHistory): Pick<List<ShownKeyEvent>, 'read' | 'count'> => ({
  read(request) {
    const { rows, more } = history.read(request);
    return {
      rows: rows.map(({ value, key }) => ({ value: { ...value, earlier: history.earlier(value) }, key })),
      more,
    };
  },
  count: () => history.count(),
});
