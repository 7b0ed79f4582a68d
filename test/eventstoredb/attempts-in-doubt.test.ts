import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { eventStoreDb } from '../../src/adapters/eventstoredb/store.js';
import { openEventStoreDbDouble } from '../kit/eventstoredb/double.js';
import type { AppendFault } from '../kit/eventstoredb/faults.js';
import { patienceMs } from '../kit/patience.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { aRecord, noon } from '../store/idempotency-records-contract.js';

async function open() {
  const clock = { now: Date.parse(noon) };
  const double = await openEventStoreDbDouble({ now: () => clock.now });
  closeAfterwards(() => double.close());
  const node = (boundMs = patienceMs) => {
    const store = eventStoreDb({ connectionString: double.url, boundMs });
    closeAfterwards(() => store.close());
    return store.records;
  };
  const one = node();
  await one.find(['an id'], noon); // the first calls of a client overtake each other
  return { clock, double, one, node };
}

const faults: AppendFault[] = ['lose-reply', 'time-out', 'time-out-unwritten', 'repeat', 'stall', 'cut-before'];
const more: AppendFault[] = ['cut-after', 'wrong-expected-version', 'not-ready'];

test.each([...faults, ...more])('a record is kept once, and once ended, whatever happens: %s', async (fault) => {
  const { double, one, node } = await open();
  const record = aRecord({ minted: 'sealed' });
  const types = () => double.log.eventsOf(`keyledgerAttempt-${record.id}`).map(({ type }) => type);
  double.faults.next('append', fault);
  expect(await one.save(record, noon)).toEqual(record); // the age
  const [other, ended] = [
    { ...record, id: randomUUID() },
    { ...record, ending: 'an end' },
  ];
  double.faults.next('append', fault);
  double.faults.next('append', 'repeat');
  expect(await one.save(other, noon)).toEqual(other);
  await one.find([record.id], noon);
  double.faults.clear();
  double.faults.next('append', 'repeat', 2);
  double.faults.next('append', fault);
  expect(await one.save(ended, noon)).toEqual(ended);
  expect(await node().find([record.id], noon)).toEqual(ended);
  expect(types()).toEqual(['AttemptMinted', 'AttemptKept', 'AttemptEnded']);
  expect(double.faults.seen(fault)).toBeGreaterThanOrEqual(2);
});

test.each([
  ['a new stream', 1],
  ['a new stream', 50],
  ['a stream with an old record', 1],
  ['a stream with an old record', 50],
])('what cannot be seen yet is not taken for what is too old: in %s, at %i looks', async (where, looks) => {
  const { clock, double, one, node } = await open();
  const old = aRecord({ seed: 'old', ending: 'an end' });
  if (where !== 'a new stream') await one.save(old, noon);
  clock.now += 26 * 60 * 60 * 1000;
  const [now, expiresAt] = ['2026-06-02T14:00:00.000Z', '2026-06-03T14:00:00.000Z'];
  const first = await one.save({ ...old, seed: 'first', ending: null, expiresAt }, now);
  double.faults.next('read-stream', 'behind', looks);
  expect(await node().save({ ...first, seed: 'second' }, now)).toEqual(first);
  expect(double.faults.seen('behind')).toBeGreaterThan(0);
  double.faults.clear();
  expect(await one.find([first.id], now)).toEqual(first);
});

test('two servers share nothing but the log: one that dies after saying the age leaves no record', async () => {
  const { double, node } = await open();
  const record = aRecord();
  const dying = node(patienceMs / 20);
  await dying.find([record.id], noon);
  double.faults.next('append', 'repeat');
  double.faults.next('append', 'stall', Infinity);
  await expect(dying.save(record, noon)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  double.faults.clear();
  const name = `keyledgerAttempt-${record.id}`;
  expect([`$$${name}`, name].map((stream) => double.log.eventsOf(stream).length)).toEqual([1, 0]);
  const other = { ...record, seed: 'other' };
  expect(await node().save(other, noon)).toEqual(other);
});
