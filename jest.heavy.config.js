/** The tests that break things at every place in turn: `npm run test:heavy`. Some need strace, some root; they say so. */
export default {
  roots: ['<rootDir>/dist/test/heavy'],
  testMatch: ['**/*.test.js'],
  transform: {},
  testEnvironment: 'node',
  maxWorkers: 2,
  testTimeout: 300_000,
};
