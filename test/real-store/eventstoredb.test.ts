import { randomBytes } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { beforeAll, expect, test } from '@jest/globals';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { LogDamaged, NO_STREAM } from '../../src/app/log/event-store.js';
import { eventStoreDbSuite } from '../eventstoredb/suite.js';
import { patienceMs } from '../kit/patience.js';
import { anEvent, aStream } from '../store/some-events.js';

const connectionString = process.env['KEYLEDGER_TEST_EVENTSTOREDB_URL'] ?? '';

beforeAll(async () => {
  const store = await openEventStoreDb({ connectionString, prefix: 'version', boundMs: patienceMs });
  const { serverVersion } = await store.ready();
  process.stderr.write(`EventStoreDB ${serverVersion}\n`);
  await store.close();
});

eventStoreDbSuite('EventStoreDB', async () => connectionString);

test('a stream that was deleted for good is a damaged log', async () => {
  const prefix = `t${randomBytes(6).toString('hex')}`;
  const store = await openEventStoreDb({ connectionString, prefix, boundMs: patienceMs });
  const foreign = EventStoreDBClient.connectionString(connectionString);
  try {
    const stream = aStream();
    await store.append(stream, NO_STREAM, [anEvent()]);
    await foreign.tombstoneStream(`${prefix}${stream}`);
    await expect(store.append(stream, 0, [anEvent()])).rejects.toBeInstanceOf(LogDamaged);
  } finally {
    await foreign.dispose();
    await store.close();
  }
});
