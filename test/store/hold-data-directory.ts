/** A process that opens the store in the directory given, says so or why not, and holds it until it is killed. */
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';

const say = (text: string) => process.stdout.write(`${text}\n`);
const dataDirectory = process.argv[2] ?? '';
try {
  await openSqliteEventStore({ dataDirectory, onFatal: () => process.exit(70) });
  say('open');
} catch (error) {
  const { name, message } = error as Error;
  say(`${name}: ${message}`);
}
