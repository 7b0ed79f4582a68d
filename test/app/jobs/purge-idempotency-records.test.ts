import { expect, test } from '@jest/globals';
import { purgeIdempotencyRecords } from '../../../src/app/jobs/purge-idempotency-records.js';
import { aWorld } from '../../kit/stores/retrying.js';
import { aRecord, noon, tomorrow } from '../../store/idempotency-records-contract.js';

const HOUR_MS = 60 * 60 * 1000;

test('what has expired by the clock of the run is gone, and what counts stays', async () => {
  const { records } = await aWorld();
  const [expired, counts] = [aRecord(), aRecord({ expiresAt: '2026-06-02T12:00:00.001Z' })];
  for (const record of [expired, counts]) await records.save(record, noon);
  await purgeIdempotencyRecords({ records, now: () => new Date(tomorrow) }).run(noon);
  const found = ({ id }: typeof expired) => records.find([id], noon); // as if it had not expired
  expect([await found(expired), await found(counts)]).toEqual([undefined, counts]);
});

test('two runs are less than an hour apart, the minute included that one may begin late', () => {
  const { everyMs } = purgeIdempotencyRecords({ records: { purge: async () => undefined }, now: () => new Date(noon) });
  expect(everyMs + 60_000).toBeLessThan(HOUR_MS);
});
