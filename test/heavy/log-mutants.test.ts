import { beforeAll, expect, jest } from '@jest/globals';
import { newDirectory } from '../e2e/temporary-directories.js';
import { anHonestLog, type HonestLog } from '../kit/log-mutants/honest-log.js';
import { tableOfLog } from '../kit/log-mutants/judged.js';
import { judgeLogMutants } from '../kit/log-mutants/log-mutants.js';
import { brokenPromises } from '../kit/log-mutants/promised.js';
import { testWithPython } from '../kit/proof/verify-both.js';
import { patienceMs } from '../kit/patience.js';
import { share } from '../kit/share.js';

jest.setTimeout(30 * patienceMs); // as many bundles for Python to verify

const seed = Number(process.env['KEYLEDGER_TEST_SEED'] ?? Date.now() % 1_000_000);

let log: HonestLog;
beforeAll(async () => {
  log = await anHonestLog(await newDirectory());
});

testWithPython('ten thousand changes of a signed log: each is found by those who are promised to find it', async () => {
  const all = await judgeLogMutants(log, share.atLeast(10_000), seed, await newDirectory());
  process.stdout.write(`seed ${seed}, ${log.entries.length} events\n${tableOfLog(all)}\n`);
  expect(brokenPromises(all).broken).toEqual([]);
});
