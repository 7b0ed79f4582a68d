import { beforeAll, expect, jest } from '@jest/globals';
import { newDirectory } from '../e2e/temporary-directories.js';
import { anHonestLog, type HonestLog } from '../kit/log-mutants/honest-log.js';
import { tableOfLog } from '../kit/log-mutants/judged.js';
import { judgeLogMutants } from '../kit/log-mutants/log-mutants.js';
import { brokenPromises } from '../kit/log-mutants/promised.js';
import { testWithPython } from '../kit/proof/verify-both.js';
import { patienceMs } from '../kit/patience.js';

jest.setTimeout(10 * patienceMs);

let log: HonestLog;
beforeAll(async () => {
  log = await anHonestLog(await newDirectory());
});

testWithPython('five hundred changes of a signed log: each is found by those who are promised to find it', async () => {
  const all = await judgeLogMutants(log, 500, 18, await newDirectory());
  const { broken, tried } = brokenPromises(all);
  if (broken.length > 0) process.stdout.write(`${tableOfLog(all)}\n`);
  expect(broken).toEqual([]);
  expect(tried.filter((count) => count < 10)).toEqual([]);
});
