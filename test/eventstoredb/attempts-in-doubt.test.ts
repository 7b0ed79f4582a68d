import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { eventStoreDb } from '../../src/adapters/eventstoredb/store.js';
import { openEventStoreDbDouble } from '../kit/eventstoredb/double.js';
import type { AppendFault } from '../kit/eventstoredb/faults.js';
import { closeAfterwards } from '../kit/shell.js';
import { aRecord, noon } from '../store/idempotency-records-contract.js';

async function open() {
  const double = await openEventStoreDbDouble();
  closeAfterwards(() => double.close());
  const node = () => {
    const store = eventStoreDb({ connectionString: double.url });
    closeAfterwards(() => store.close());
    return store.records;
  };
  const one = node();
  await one.find(['an id'], noon); // the first calls of a client overtake each other
  return { double, one, node };
}

const faults: AppendFault[] = ['lose-reply', 'time-out', 'time-out-unwritten', 'repeat', 'stall', 'cut-before'];
const more: AppendFault[] = ['cut-after', 'wrong-expected-version', 'not-ready'];

test.each([...faults, ...more])('a record is kept once, and once ended, whatever happens: %s', async (fault) => {
  const { double, one, node } = await open();
  const record = aRecord({ minted: 'sealed' });
  const types = () => double.log.eventsOf(`keyledgerAttempt-${record.id}`).map(({ type }) => type);
  double.faults.next('append', fault);
  expect(await one.keep(record, noon)).toEqual(record); // the age
  const [other, ended] = [
    { ...record, id: randomUUID() },
    { ...record, ending: 'an end' },
  ];
  double.faults.next('append', fault);
  double.faults.next('append', 'repeat');
  expect(await one.keep(other, noon)).toEqual(other);
  await one.find([record.id], noon);
  double.faults.clear();
  double.faults.next('append', 'repeat', 2);
  double.faults.next('append', fault);
  expect(await one.keep(ended, noon)).toEqual(ended);
  expect(await node().find([record.id], noon)).toEqual(ended);
  expect(types()).toEqual(['AttemptMinted', 'AttemptKept', 'AttemptEnded']);
  expect(double.faults.seen(fault)).toBeGreaterThanOrEqual(2);
});
