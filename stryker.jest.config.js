/** For Stryker alone: the one test file that scripts/build-mutants.js writes. */
export default {
  roots: ['<rootDir>/dist/test'],
  testMatch: ['<rootDir>/dist/test/mutation.test.js'],
  transform: {},
  testEnvironment: 'node',
};
