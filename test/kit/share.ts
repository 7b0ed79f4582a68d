/**
 * Which part of the cases of a heavy test this run takes: `KEYLEDGER_TEST_SHARE=2/3` is the second of three parts. Without it all of
 * them. A gate that runs often may take one part at a time, and another one with each commit.
 */
const [part = 1, of = 1] = (process.env['KEYLEDGER_TEST_SHARE'] ?? '1/1').split('/').map(Number);
if (!(Number.isInteger(part) && Number.isInteger(of) && part >= 1 && part <= of))
  throw new Error('KEYLEDGER_TEST_SHARE is no part of a whole, such as 2/3.');

export const share = {
  /** The number of a case, from 0, that is this run's by its own count, from 0. */
  nth: (count: number) => count * of + part - 1,
  /** How many of so many cases are at least this run's. */
  atLeast: (cases: number) => Math.floor(cases / of),
};
