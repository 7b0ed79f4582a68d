import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { projections } from '../../projections/index.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import { integrityOf } from '../../src/adapters/sqlite/database/integrity.js';
import { recallCredentials } from '../../projections/credentials/find.js';
import { peppersInUse } from '../../projections/credentials/peppers.js';
import { findKey } from '../../projections/key-details/find.js';
import { listKeys } from '../../projections/key-details/list.js';
import { historyAfter, storedHistory } from '../../projections/key-history/list.js';
import { listIntervals, validityOfKey } from '../../projections/validity/list.js';
import { listWebhooks, webhooksOf } from '../../projections/webhooks/list.js';
import { webhookPeppers } from '../../projections/webhooks/peppers.js';
import { ViewsDamaged, type ViewDatabase, type Views } from '../../src/app/views/views.js';
import { copyAsKilled, flipBit } from '../kit/stores/flip-bit.js';
import { positionAt } from '../kit/facts/log.js';
import { aDirectory, someViews } from '../kit/views/views.js';
import { accounts, all, ids, last, sight } from './log-of-flips.js';

/** Every answer that the views give, as one value. */
const answers = (db: ViewDatabase) => ({
  credentials: ids.map((id) => recallCredentials(db, { account: null, owner: null }, id)),
  peppers: peppersInUse(db),
  keys: ids.map((id) => findKey(db, sight, id)),
  listed: listKeys(db, {
    ...{ sight, filter: {}, sort: 'NAME', now: '2026-06-01T12:00:00.000Z' },
    page: { from: null, descending: false, limit: 100 },
  }).rows,
  history: ids.map((id) => storedHistory(db, id).read({ from: null, descending: false, limit: 100 })),
  after: historyAfter(db, sight, positionAt(0), 1000),
  validities: ids.map((id) => validityOfKey(db, sight, id, '2026-06-01T12:00:00.000Z')),
  intervals: listIntervals(
    db,
    {
      sight,
      window: { from: '2025-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' },
      now: '2027-01-01T00:00:00.000Z',
    },
    { from: null, descending: false, limit: 1000 },
  ).rows,
  webhooks: listWebhooks(db),
  ofEach: accounts.map((account) => webhooksOf(db, account)),
  signedWith: webhookPeppers(db, '2026-06-01T12:00:00.000Z'),
});
const neverAborted = new AbortController().signal;

type Answers = ReturnType<typeof answers>;

/** Views with everything in them, closed, and their file. */
export function closedViews(): { directory: string; file: string } {
  const directory = aDirectory();
  const views = someViews(directory);
  views.apply(all);
  views.db.get('PRAGMA wal_checkpoint(TRUNCATE)');
  views.close();
  return { directory, file: join(directory, 'views.db') };
}

/** The answers, or that they are refused because of damage. Everything else is thrown. */
function answered({ db }: Views): Answers | 'refused' {
  try {
    return answers(db);
  } catch (error) {
    if (error instanceof ViewsDamaged) return 'refused';
    throw error;
  }
}

function truly(): Answers {
  const views = someViews();
  views.apply(all);
  return answers(views.db);
}

/** Flips a bit anywhere in views.db, so many times: every answer is right, or refused, or the views were built again. */
export async function flipsChangeNoAnswer(runs: number): Promise<void> {
  const { directory, file } = closedViews();
  const truth = truly();
  const outcomes = { right: 0, refused: 0, anew: 0 };
  await fc.assert(
    fc.asyncProperty(fc.nat(statSync(file).size - 1), fc.nat(7), async (offset, bit) => {
      await new Promise((resolve) => setImmediate(resolve)); // drivers let go of files there
      const copy = aDirectory();
      copyAsKilled(directory, copy);
      flipBit(join(copy, 'views.db'), offset, bit);
      const views = openViews(copy, projections, 'this boot', integrityOf); // nobody else holds on to it
      let told = 0;
      views.onDamage(() => void told++);
      if (views.passed() === undefined) {
        outcomes.anew++;
        views.apply(all);
      }
      await views.checkFile(neverAborted); // as the scrub does
      const came = told > 0 ? 'refused' : answered(views);
      if (came === 'refused') {
        outcomes.refused++;
        expect(told).toBeGreaterThan(0);
        views.reset();
        views.apply(all);
        expect(answered(views)).toEqual(truth);
      } else {
        outcomes.right++;
        expect([came, told, views.passed()]).toEqual([truth, 0, last]);
      }
      views.close();
    }),
    { numRuns: runs },
  );
  expect([outcomes.refused > 0, outcomes.anew > 0]).toEqual([true, true]);
}
