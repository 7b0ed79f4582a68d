/** The event store's contract on a server that runs already: `npm run test:eventstoredb`. It starts nothing itself. */
if (!process.env.KEYLEDGER_TEST_EVENTSTOREDB_URL) {
  console.error(
    'Set KEYLEDGER_TEST_EVENTSTOREDB_URL to the connection string of an EventStoreDB or KurrentDB that may be written to,\n' +
      'such as esdb://127.0.0.1:2113?tls=false. Each run writes streams under a prefix of its own.',
  );
  process.exit(1);
}
export default {
  roots: ['<rootDir>/dist/test/real-store'],
  testMatch: ['**/*.test.js'],
  transform: {},
  testEnvironment: 'node',
  maxWorkers: 1,
  testTimeout: 60_000,
};
