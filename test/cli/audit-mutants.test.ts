import { beforeAll, expect, jest } from '@jest/globals';
import { newDirectory } from '../e2e/temporary-directories.js';
import { judgeMutants, unsigned } from '../kit/proof/mutants.js';
import { testWithPython } from '../kit/proof/verify-both.js';
import { patienceMs } from '../kit/patience.js';
import { aSignedHistory, exported, type SignedHistory } from './a-bundle.js';

jest.setTimeout(10 * patienceMs);

let history: SignedHistory;
let bundles: Buffer[];

beforeAll(async () => {
  history = await aSignedHistory(await newDirectory());
  const args = [
    ['--account', 'acme'],
    ['--key', history.keyId],
    ['--account', 'globex'],
  ];
  bundles = [];
  for (const whose of args) bundles.push((await exported(history, ...whose)).bytes);
});

testWithPython(
  'five hundred changes of bundles: both verifiers find each, and agree on those that are signed anew',
  async () => {
    const tallies = await judgeMutants(bundles, 500, 18, history);
    for (const [kind, { mutants, same, here, python, unopened }] of unsigned(tallies)) {
      expect({ kind, here, python }).toEqual({ kind, here: mutants - same, python: mutants - same });
      if (!kind.startsWith('bytes')) expect({ kind, unopened }).toEqual({ kind, unopened: 0 });
    }
    expect(Object.values(tallies).map(({ apart }) => apart)).toEqual(Object.values(tallies).map(() => 0));
    expect(Object.keys(tallies)).toHaveLength(20);
  },
);
