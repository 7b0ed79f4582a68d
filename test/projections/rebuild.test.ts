import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import type { Views } from '../../src/app/views/views.js';
import { anyHistory } from '../kit/facts/any-history.js';
import { created, keypairAdded, secretAdded, uriAdded } from '../kit/facts/facts.js';
import { aLog } from '../kit/facts/log.js';
import { dump, someViews } from '../kit/views/views.js';

const viewsAfter = (...batches: (readonly RecordedKeyEvent[])[]) => {
  const views = someViews();
  for (const batch of batches) views.apply(batch);
  return rowsOf(views);
};

function rowsOf(views: Views) {
  // Throws if the full-text index does not agree with the names that it is of.
  views.db.run(`INSERT INTO key_details_text (key_details_text) VALUES ('integrity-check')`);
  const rows = dump(views.db, /^key_details_text_(data|idx)$/); // how it lies on the pages is its own affair
  views.close();
  return rows;
}

function inBatches(all: readonly RecordedKeyEvent[], sizes: number[]): RecordedKeyEvent[][] {
  const batches: RecordedKeyEvent[][] = [];
  for (let at = 0, n = 0; at < all.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    batches.push(all.slice(at, at + size));
    at += size;
  }
  return batches;
}

test('live is as rebuilt: the size of a batch does not matter', () =>
  fc.assert(
    fc.property(anyHistory, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), (all, sizes) =>
      expect(viewsAfter(...inBatches(all, sizes))).toEqual(viewsAfter(all)),
    ),
    { numRuns: 25 },
  ));

test('caught up is as live: pausing in between does not matter', () =>
  fc.assert(
    fc.asyncProperty(anyHistory, fc.nat(), async (all, cut) => {
      const views = someViews();
      const half = cut % all.length;
      await views.catchUp(inBatches(all.slice(0, half), [2, 3]));
      await views.catchUp(inBatches(all, [5, 1]));
      expect(rowsOf(views)).toEqual(viewsAfter(all));
    }),
    { numRuns: 25 },
  ));

test('twice is once: what was seen is passed over, in whole and in part', () =>
  fc.assert(
    fc.property(anyHistory, fc.nat(), (all, cut) => {
      const seen = all.slice(0, (cut % all.length) + 1);
      expect(viewsAfter(seen, seen, all, all)).toEqual(viewsAfter(all));
    }),
    { numRuns: 25 },
  ));

test('digests are in the view of credentials and nowhere else', () => {
  const { all, happens } = aLog();
  const marked = {
    ...{ digest: 'DIGEST-OF-A-SECRET', pepperVersion: 424242, pepperId: 'ID-OF-A-PEPPER' },
    label: 'shown',
  };
  happens('a-key', [
    created,
    secretAdded('s', marked),
    keypairAdded('k', { modulusDigest: 'DIGEST-OF-A-MODULUS' }),
    uriAdded('u'),
  ]);
  const views = someViews();
  views.apply(all);
  const everything = dump(views.db);
  const tablesWith = (text: string) =>
    Object.keys(everything).filter((name) => everything[name]?.join('\n').includes(text));
  expect(tablesWith('DIGEST-OF-A-SECRET')).toEqual(['credentials', 'credentials_digest']);
  for (const name of ['424242', 'ID-OF-A-PEPPER'])
    expect(tablesWith(name)).toEqual(['credentials', 'credentials_digest', 'credentials_pepper']);
  expect(tablesWith('hmac-sha256')).toEqual(['credentials']);
  expect(tablesWith('DIGEST-OF-A-MODULUS')).toEqual([]);
  expect(tablesWith('shown')).toEqual(['key_details', 'key_history', 'validity']);
});
