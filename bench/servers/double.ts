/** The double of EventStoreDB in a process of its own: says where it is, and runs until it is told to stop. */
import { openEventStoreDbDouble } from '../../test/kit/eventstoredb/double.js';

const double = await openEventStoreDbDouble();
process.stdout.write(`up at ${double.url}\nno token\n`);
process.once('SIGTERM', () => void double.close().then(() => process.exit(0)));
