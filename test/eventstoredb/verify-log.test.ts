import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connect, type Connection } from '../../src/adapters/eventstoredb/client/connection.js';
import { knownLog } from '../../src/adapters/eventstoredb/known-log.js';
import { namesUnder } from '../../src/adapters/eventstoredb/names.js';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { reads, type Read } from '../../src/adapters/eventstoredb/reading/retrying-reads.js';
import { NO_STREAM } from '../../src/app/log/event-store.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { patienceMs } from '../kit/patience.js';
import { anEvent, aStream } from '../store/some-events.js';

let double: EventStoreDbDouble;
let connection: Connection;
beforeEach(async () => {
  double = await openEventStoreDbDouble();
  connection = connect(double.url);
});
afterEach(async () => {
  await connection.dispose();
  await double.close();
});

/** The verifier of a log with two events, and how often it has read. */
async function aVerifier() {
  const store = await openEventStoreDb({ connectionString: double.url, boundMs: patienceMs });
  const [older, newest] = await Promise.all(
    [anEvent(), anEvent()].map(async (event) => {
      const { position } = await store.append(aStream(), NO_STREAM, [event]);
      return { id: event.id, position };
    }),
  ).then((all) => all.sort((one, other) => (one.position < other.position ? -1 : 1)));
  await store.close();
  let count = 0;
  const plain = reads(connection, patienceMs);
  const read: Read = (...asked) => {
    count++;
    return plain(...asked);
  };
  const { verifier } = await knownLog(connection, read, namesUnder('')).log();
  count = 0;
  return { verifier, older: older!, newest: newest!, count: () => count };
}
const COMPARED = 2; // reads: the log's id, and the event

test('nothing is read while nothing is cut', async () => {
  const { verifier, newest, count } = await aVerifier();
  verifier.saw(newest);
  await verifier.verify();
  expect(count()).toBe(0);
});

test('who asks while an earlier cut is being verified waits for the verification of the later one', async () => {
  const { verifier, newest, count } = await aVerifier();
  verifier.saw(newest);
  connection.ended();
  const first = verifier.verify();
  connection.ended();
  await Promise.all([first, verifier.verify()]);
  expect(count()).toBe(2 * COMPARED);
});

test('an older event that the log holds does not vouch for the newest', async () => {
  const { verifier, older, newest, count } = await aVerifier();
  verifier.saw({ ...newest, id: randomUUID() });
  connection.ended();
  await verifier.require(older);
  expect(count()).toBe(COMPARED);
  await expect(verifier.verify()).rejects.toMatchObject({ name: 'LogDamaged' });
  await expect(verifier.verify()).rejects.toMatchObject({ name: 'LogDamaged' });
});
