import { afterAll, beforeAll } from '@jest/globals';
import { eventStoreDbSuite } from './suite.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';

/** On the double; `npm run test:eventstoredb` runs the same on a real server. */
let double: EventStoreDbDouble;
beforeAll(async () => void (double = await openEventStoreDbDouble()));
afterAll(() => double.close());

eventStoreDbSuite('The adapter on the double of EventStoreDB', async () => double.url);
