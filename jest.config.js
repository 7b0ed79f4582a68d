/**
 * The tests in tiers, which are projects of jest: `quick` and `served` are `npm test`, `slow` is added by
 * `npm run test:whole`, `heavy` and `eventstoredb` have commands of their own (scripts/test.js). Any file of any tier is run by
 * `npm run jest -- <part of its path>`.
 */
const inFolders = (...folders) => folders.map((folder) => `/dist/test/${folder}/`);

/** Slow by nature: processes of their own, the wire double under load, the making of RSA keys, waiting for another try. */
const slow = [
  ...inFolders('cli', 'e2e', 'eventstoredb', 'nodes', 'tools'),
  ...[
    'app/log/copy-log',
    'app/worker/one-holder',
    'crypto/keypair-pool',
    'crypto/process-exit',
    'graphql/server/bad-input',
    'graphql/server/nothing-echoed',
    'house/event-schemas',
    'http/health/health',
    'http/health/views-outage',
    'server/webhooks',
  ].map((file) => `/dist/test/${file}.test.js`),
];
const served = inFolders('graphql', 'http');
const heavy = inFolders('heavy');
const eventstoredb = inFolders('real-store');

const matching = (paths) => paths.map((path) => `**${path}${path.endsWith('/') ? '**/*.test.js' : ''}`);
const project = (displayName, paths, { except = [], ...more } = {}) => ({
  displayName,
  roots: ['<rootDir>/dist/test'],
  testMatch: matching(paths),
  testPathIgnorePatterns: except,
  transform: {},
  testEnvironment: 'node',
  ...more,
});

const patience = Number(process.env.KEYLEDGER_TEST_PATIENCE ?? 1);

export default {
  maxWorkers: 3, // of which many wait: two cores are busy with three
  reporters: ['default', '<rootDir>/scripts/kill-hung-tests.js'],
  testTimeout: 60_000 * patience, // a bound for what hangs, and no measure of speed
  projects: [
    project('quick', inFolders('*'), { except: [...served, ...slow, ...heavy, ...eventstoredb] }),
    project('served', served, {
      except: slow,
      globalSetup: '<rootDir>/dist/test/kit/server/start-shared-server.js',
      globalTeardown: '<rootDir>/dist/test/kit/server/stop-shared-server.js',
    }),
    project('slow', slow),
    project('heavy', heavy),
    project('eventstoredb', eventstoredb),
  ],
};
