import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { projections } from '../../projections/index.js';
import { connect } from '../../src/adapters/eventstoredb/client/connection.js';
import { pauseUntilAnswered } from '../../src/adapters/eventstoredb/client/pause-until-answered.js';
import { openEventStoreDb, type EventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import { LogDamaged, NO_STREAM } from '../../src/app/log/event-store.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { patienceMs } from '../kit/patience.js';
import { aKeyIn, following } from '../kit/stores/shell.js';
import { aDirectory } from '../kit/views/views.js';
import { aRecord, noon } from '../store/idempotency-records-contract.js';
import { anEvent, aStream } from '../store/some-events.js';

let double: EventStoreDbDouble;
let store: EventStoreDb;
let directory: string;
beforeEach(async () => {
  double = await openEventStoreDbDouble();
  directory = aDirectory();
  store = await open();
  await aKeyIn(store);
});
afterEach(async () => {
  await store.close();
  await double.close();
});

const open = () => openEventStoreDb({ connectionString: double.url, boundMs: patienceMs });
const theViews = () => openViews(directory, projections);

/** Stops the server, puts its files back to what they were before these keys were made, and starts it. */
async function putBack({ keys, grownBy }: { keys: number; grownBy: number }) {
  const older = double.log.copy();
  for (let n = 0; n < keys; n++) await aKeyIn(store);
  const { projector } = follower;
  await projector.passed(await store.head(), patienceMs);
  await double.die();
  double.log.putBack(older);
  const length = double.log.all.length;
  for (let n = 0; n < grownBy; n++)
    double.log.append(`other-${n}`, 'no_stream', [{ ...older.all.at(-1)!, id: crypto.randomUUID() }]);
  await double.restart();
  return { length: length + grownBy };
}

let follower: ReturnType<typeof following>;
const damage = expect.objectContaining({ name: 'LogDamaged' });

describe.each([
  ['shorter than what was seen', 0],
  ['grown past what was seen', 200],
])('an older log that was put back under a running server, %s', (_, grownBy) => {
  test('stops the views for good, and everything that would write', async () => {
    follower = following(store, theViews());
    const { length } = await putBack({ keys: 10, grownBy });
    expect(await follower.projector.passed(`${await known()}f`, patienceMs)).toBe(false); // wakes when they have stopped
    expect(follower.failures).toEqual([damage]);
    expect(follower.projector.state()).toMatchObject({ caughtUp: false, failure: damage });
    await expect(store.append(aStream(), NO_STREAM, [anEvent()])).rejects.toBeInstanceOf(LogDamaged);
    await expect(store.records.save(aRecord(), noon)).rejects.toBeInstanceOf(LogDamaged);
    await expect(store.readStream(aStream())).rejects.toBeInstanceOf(LogDamaged);
    expect(double.log.all).toHaveLength(length);
  });

  test('is noticed by the first command, which is not acknowledged', async () => {
    follower = following(store, theViews());
    await putBack({ keys: 3, grownBy });
    // before anything is written, or after it where the cut had not been noticed
    await expect(store.append(aStream(), NO_STREAM, [anEvent()])).rejects.toThrow(/older copy|not sure/);
    await expect(store.append(aStream(), NO_STREAM, [anEvent()])).rejects.toBeInstanceOf(LogDamaged);
  });

  test('is noticed at the next start, with the views that were kept', async () => {
    const views = theViews();
    follower = following(store, views);
    await putBack({ keys: 3, grownBy });
    await follower.projector.stop();
    await store.close();
    views.close();
    store = await open();
    const { projector, failures } = following(store, theViews());
    expect(await projector.caughtUp(patienceMs)).toBe(false);
    expect(failures).toEqual([damage]);
    await expect(store.append(aStream(), NO_STREAM, [anEvent()])).rejects.toBeInstanceOf(LogDamaged);
  });
});

const known = async () => follower.projector.state().position ?? '';

test('the same log goes on after a cut and a restart of the server', async () => {
  follower = following(store, theViews());
  await double.die();
  await double.restart();
  await aKeyIn(store);
  expect(await follower.projector.passed(await store.head(), patienceMs)).toBe(true);
  expect(follower.failures).toEqual([]);
});

test('the pause before the next subscription ends when the server has answered another call', async () => {
  const connection = connect('esdb://127.0.0.1:1?tls=false');
  const pause = pauseUntilAnswered(connection, 24 * 60 * 60 * 1000, new AbortController().signal);
  connection.answered();
  await pause;
  await connection.dispose();
});
