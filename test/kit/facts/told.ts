import { foldKeyHistory } from '../../../projections/key-history/fold.js';
import type { AccountEvent } from '../../../src/domain/account/facts.js';
import { earlierAmong } from '../../../src/domain/audit/earlier-among.js';
import type { Earlier, ToldEvent } from '../../../src/domain/audit/told.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import { aLog } from './log.js';

type Last = [event: ToldEvent, earlier: Earlier];

/** The last of the facts of a key as people see it, with those before it. */
export function toldOfKey(facts: readonly KeyEvent[]): Last {
  const all = aLog()
    .happens('key', facts)
    .map((event) => foldKeyHistory(undefined, event));
  return last(all);
}

/** Likewise of an account. */
export const toldOfAccount = (facts: readonly AccountEvent[]): Last =>
  last(
    facts.map(({ type, data }, revision) => ({
      ...{ type, revision, actor: { id: 'ada' } },
      details: Object.entries(data).flatMap(([name, value]: [string, unknown]) =>
        [value].flat().map((one) => ({ name, value: one === null ? null : String(one) })),
      ),
    })),
  );

function last(all: readonly (ToldEvent & { revision: number })[]): Last {
  const event = all.at(-1);
  if (!event) throw new Error('nothing happened');
  return [event, earlierAmong(() => all)(event)];
}
