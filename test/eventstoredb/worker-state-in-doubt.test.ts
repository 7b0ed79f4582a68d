import { expect, test } from '@jest/globals';
import { eventStoreDb } from '../../src/adapters/eventstoredb/store.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { openEventStoreDbDouble } from '../kit/eventstoredb/double.js';
import type { AppendFault } from '../kit/eventstoredb/faults.js';
import { patienceMs } from '../kit/patience.js';

async function open() {
  const double = await openEventStoreDbDouble();
  closeAfterwards(() => double.close());
  const node = (boundMs = patienceMs) => {
    const store = eventStoreDb({ connectionString: double.url, boundMs });
    closeAfterwards(() => store.close());
    return store.workerState;
  };
  const [one, other] = [node(), node()];
  for (const state of [one, other]) await state.read('lease'); // the first calls of a client overtake each other
  return { double, one, other, node };
}

const faults: AppendFault[] = ['lose-reply', 'time-out', 'time-out-unwritten', 'repeat', 'stall', 'cut-before'];
const more: AppendFault[] = ['cut-after', 'wrong-expected-version', 'not-ready'];

test.each([...faults, ...more])(
  'a write takes effect once and is known to have, whatever happens: %s',
  async (fault) => {
    const { double, one, other } = await open();
    double.faults.next('append', fault); // the limit of the stream
    expect(await one.write('lease', undefined, 'zero')).toBe(0);
    double.faults.next('append', fault);
    expect(await one.write('lease', 0, 'one')).toBe(1);
    double.faults.next('append', fault);
    expect(await other.write('lease', 0, 'late')).toBe('CONFLICT');
    expect(await other.read('lease')).toEqual({ revision: 1, value: 'one' });
    double.faults.clear();
    expect(await other.write('lease', 1, 'two')).toBe(2);
    expect(double.log.eventsOf('keyledgerWorker-lease')).toHaveLength(3);
    expect(double.faults.seen(fault)).toBe(3);
  },
);

test('a write whose answer was lost and that another has overwritten meanwhile was ours all the same', async () => {
  const { double, one, other } = await open();
  await one.write('lease', undefined, 'zero');
  double.faults.next('append', 'lose-reply');
  const writing = one.write('lease', 0, 'one'); // it asks again after a second
  while ((await other.read('lease'))?.revision !== 1);
  expect(await other.write('lease', 1, 'two')).toBe(2);
  expect(await writing).toBe(1);
});

test('a conflict with an earlier try of the same write is none', async () => {
  const { double, one } = await open();
  await one.write('lease', undefined, 'zero');
  double.faults.next('append', 'time-out');
  double.faults.next('append', 'wrong-expected-version');
  expect(await one.write('lease', 0, 'one')).toBe(1);
  expect(double.faults.seen('wrong-expected-version')).toBe(1);
});

test('a conflict is no conflict before it can be seen with what', async () => {
  const { double, one, other } = await open();
  await one.write('lease', undefined, 'zero');
  double.faults.next('append', 'time-out');
  double.faults.next('append', 'wrong-expected-version');
  double.faults.next('read-stream', 'behind', 3);
  expect(await one.write('lease', 0, 'one')).toBe(1);
  double.faults.next('read-stream', 'behind', 3);
  expect(await other.write('lease', 0, 'late')).toBe('CONFLICT');
  expect(double.faults.seen('behind')).toBeGreaterThan(0);
});

test('a store that does not say in time is unavailable, and a later look tells whose the document is', async () => {
  const { double, one, node } = await open();
  await one.write('lease', undefined, 'zero');
  const hasty = node(patienceMs / 20);
  await hasty.read('lease');
  double.faults.next('append', 'time-out', Infinity);
  await expect(hasty.write('lease', 0, 'mine')).rejects.toMatchObject({ name: 'StoreUnavailable' });
  double.faults.clear();
  expect(await hasty.read('lease')).toEqual({ revision: 1, value: 'mine' });
  await expect(node(1).read('Lease')).rejects.toThrow(TypeError);
});
