import { beforeAll } from '@jest/globals';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { eventStoreDbSuite } from '../eventstoredb/suite.js';

const connectionString = process.env['KEYLEDGER_TEST_EVENTSTOREDB_URL'] ?? '';

beforeAll(async () => {
  const store = await openEventStoreDb({ connectionString, prefix: 'version' });
  const { serverVersion } = await store.ready();
  process.stderr.write(`EventStoreDB ${serverVersion}\n`);
  await store.close();
});

eventStoreDbSuite('EventStoreDB', async () => connectionString);
