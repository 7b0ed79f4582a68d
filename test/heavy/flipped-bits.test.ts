import { expect, jest, test } from '@jest/globals';
import { share } from '../kit/share.js';
import { patienceMs } from '../kit/patience.js';
import { flipsChangeNoAnswer } from '../projections/flips.js';
import { eventsIn, flips, someLogs, walIn } from '../store/flips.js';

jest.setTimeout(10 * patienceMs); // thousands of flips, each with a start

test('a bit that has flipped in the log is noticed, or does no harm, wherever it is', async () => {
  const { stopped, killed, rows } = await someLogs();
  expect(await flips(stopped, eventsIn, rows, share.atLeast(3000))).toBeGreaterThan(share.atLeast(1000));
  expect(await flips(killed, walIn, rows, share.atLeast(1000))).toBeGreaterThan(share.atLeast(500));
});

test('a bit that has flipped in the views changes no answer, wherever it is', async () => {
  await flipsChangeNoAnswer(share.atLeast(500));
});
