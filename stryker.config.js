/**
 * `npm run mutation`: changes the rules and the read models in one place after the other, and sees whether a test fails
 * (docs/tests.md). `npm run mutation -- --mutate projections/page.ts` does one file.
 */
export default {
  mutate: ['src/domain/**/*.ts', 'projections/**/*.ts'],
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'], // the tests are ES modules
  jest: {
    projectType: 'custom',
    configFile: 'stryker.jest.config.js',
    enableFindRelatedTests: false, // they are related to what is compiled, not to the sources; the coverage says more
  },
  buildCommand: 'node scripts/build-mutants.js',
  disableTypeChecks: false, // nothing checks types in the sandbox, so nothing need be written into its files
  ignorePatterns: [
    '/*',
    '!/dist',
    '!/docs',
    '!/package.json',
    '!/projections',
    '!/schema',
    '!/scripts',
    '!/src',
    '!/*.js',
    '!/tsconfig*.json',
    '/dist/**/*.tsbuildinfo',
  ],
  coverageAnalysis: 'perTest', // a mutant is run by the tests that reach it
  ignoreStatic: true, // what runs once, when a module is loaded (tables of texts, SQL): no test alone can be asked
  concurrency: 2,
  maxTestRunnerReuse: 100, // modules loaded by `vm` stay in memory
  timeoutMS: 60_000, // a bound for loops without end, not for a busy machine
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { reportTests: false, allowColor: false },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
};
