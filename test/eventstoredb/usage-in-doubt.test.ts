import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { usageRecorder } from '../../src/app/usage/recorder.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { noon, today } from '../store/usage-contract.js';

let double: EventStoreDbDouble;
beforeAll(async () => void (double = await openEventStoreDbDouble()));
afterAll(() => double.close());

const use = { clientId: 'client', subjectId: 'secret', kind: 'USED' } as const;

test('what was lost on the way, or its answer was, counts once in the end', async () => {
  const now = () => new Date(noon);
  const store = await openEventStoreDb({ connectionString: double.url, prefix: 'doubt', boundMs: 400, now });
  closeAfterwards(() => store.close());
  const said: string[] = [];
  const log = { warn: (_: object, message: string) => void said.push(message) };
  const recorder = usageRecorder({ store: store.usage, nodeName: 'host', now, log });
  await recorder.flush();
  let noted = 0;
  for (const fault of [
    'lose-reply',
    'time-out',
    'time-out-unwritten',
    'cut-before',
    'cut-after',
    'stall',
    'repeat',
  ] as const) {
    for (let n = 0; n < 3; n++, noted++) recorder.note(use);
    double.faults.next('append', fault, fault === 'stall' ? 50 : 1);
    await recorder.flush(); // it may fail, and says so once
    recorder.note(use);
    noted++;
    double.faults.clear();
    while (recorder.entries() > 0) await recorder.flush();
  }
  double.faults.clear();
  await recorder.flush();
  const { tallies } = await store.usage.find(['secret']);
  expect(tallies).toMatchObject([{ days: { [today]: noted } }]);
  expect(said[0]).toMatch(/cannot be recorded now/);
});
