import { describe, expect, test } from '@jest/globals';
import { COMPARISONS } from '../../src/adapters/crypto/secrets/secret-verifier.js';
import { writeUsage } from '../../src/app/jobs/write-usage.js';
import { required, settings, variables } from '../../src/config/variables.js';
import { schemaVersions } from '../../src/domain/key/schema-versions.js';
import { constantIn, measuresOf, numberOf, placesOf } from './page-numbers.js';
import { textOf } from './repository.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const KIB = 1024;

/** A page says the words with a number for `#`; the source has it at `#`, in units of which so many make one of the page's. */
type Row = [page: string, said: string, source: string, needle: string, unit?: number];

const README = 'README.md';
const GO_LIVE = 'docs/go-live.md';
const ARCHITECTURE = 'docs/architecture.md';
const CONFIGURATION = 'docs/configuration.md';
const EVENTS = 'docs/events.md';
const OPERATIONS = 'docs/operations.md';
const THREATS = 'docs/threat-model.md';
const EVENTSTOREDB = 'docs/eventstoredb.md';
const ADR_5 = 'docs/adr/0005-answer-by-the-same-fold.md';
const ADR_14 = 'docs/adr/0014-refuse-reads-until-caught-up.md';
const ADR_15 = 'docs/adr/0015-idempotent-retries.md';
const ADR_17 = 'docs/adr/0017-eventstoredb-behind-the-port.md';

const REFUSALS = 'src/domain/values/refusals.ts';
const LIMITS = 'src/graphql/server/limits.ts';
const DOCUMENT_LIMITS = 'src/graphql/server/document-limits.ts';
const ISSUER = 'src/adapters/auth/development-issuer.ts';
const REMOTE_KEYS = 'src/adapters/auth/remote-keys.ts';
const TOKENS = 'src/adapters/auth/cache-tokens.ts';
const ATTEMPT = 'src/app/commands/idempotency/load-attempt.ts';
const SPACE = 'src/adapters/sqlite/database/disk-space.ts';
const PEPPERS = 'src/adapters/crypto/peppers/peppers.ts';
const PEPPER_ID = 'src/adapters/crypto/peppers/pepper-id.ts';
const DAYS = 'src/domain/usage/days.ts';
const REQUEST = 'src/domain/go-live/refusals.ts';
const USED = 'src/domain/go-live/criteria/used.ts';
const SUM_UP = 'src/domain/usage/sum-up.ts';
const RUNS = 'src/domain/usage/runs.ts';
const RECORD_USAGE = 'src/app/usage/recorder.ts';
const LEASE = 'src/app/worker/lease.ts';
const OPEN_TRACER = 'src/adapters/traces/open-tracer.ts';
const SCRUB = 'src/app/scrub/scrub-log.ts';
const SAVE_ATTEMPT = 'src/adapters/eventstoredb/attempts/save-attempt.ts';

const lifetime: [string, string, number] = [ATTEMPT, 'LIFETIME_MS = #;', HOUR];
const signedInFor: [string, string, number] = [ISSUER, 'lifetimeSeconds: #,', 24 * 60 * 60];
const lastKnown: [string, string] = [REMOTE_KEYS, 'lastKnownFor = # * HOUR_MS'];
const remembered: [string, string, number] = [TOKENS, 'MAX_AGE_MS = #;', MINUTE];
const reserve: [string, string, number] = [SPACE, 'RESERVE_BYTES = #;', KIB * KIB];

const rows: Row[] = [
  [README, 'administrator that lives for # days', ...signedInFor],
  [README, 'this command lives for # hour unless', 'src/cli/program.ts', "8h or 30d', '#h')"],
  [README, 'this attempt: # to', REFUSALS, 'MIN_IDEMPOTENCY_KEY_LENGTH = #;'],
  [README, '16 to # printable ASCII', REFUSALS, 'MAX_IDEMPOTENCY_KEY_LENGTH = #;'],
  [README, 'For # hours you get the same answer', ...lifetime],
  [README, 'up to # secrets in an environment', 'src/domain/secrets/refusals.ts', 'MAX_SECRETS = #;'],
  [README, 'closed with # and the reason', 'src/graphql/server/subscriptions.ts', 'FORBIDDEN = #;'],

  [CONFIGURATION, 'of more than 0 and at most # days', 'src/domain/account/refusals.ts', 'LONGEST_LIFE_DAYS = #;'],
  [CONFIGURATION, 'Uses in demo in the last # days', USED, 'firstDay(#,'],
  [GO_LIVE, 'times on the last # days', USED, 'firstDay(#,'],
  [GO_LIVE, 'hold the last # successful', 'src/domain/go-live/criteria/no-failures.ts', 'LAST = #;'],
  [GO_LIVE, 'can be approved for # days', REQUEST, 'REQUEST_DAYS = #;'],
  [GO_LIVE, 'request is older than # days', REQUEST, 'REQUEST_DAYS = #;'],

  [ARCHITECTURE, 'anew, up to # times', 'src/app/commands/run-command.ts', 'MAX_RACES = #;'],
  [
    ARCHITECTURE,
    'cut is noticed within # seconds',
    'src/adapters/eventstoredb/client/connection-string.ts',
    'keepAliveInterval: #,',
    SECOND / 2,
  ],
  [
    ARCHITECTURE,
    'cut is noticed within # seconds',
    'src/adapters/eventstoredb/client/connection-string.ts',
    'keepAliveTimeout: #,',
    SECOND / 2,
  ],
  [ARCHITECTURE, 'process with code #;', 'src/server/open-embedded-store.ts', 'process.exit(#)'],

  [
    CONFIGURATION,
    'take # seconds between the clocks',
    'src/adapters/auth/jwt-authenticator.ts',
    'CLOCK_TOLERANCE_S = #;',
  ],
  [CONFIGURATION, '(`sub`) of 1 to # characters', REFUSALS, 'MAX_ACTOR_ID_LENGTH = #;'],
  [CONFIGURATION, 'an account of 1 to # characters', 'src/adapters/auth/claims.ts', 'MAX_ACCOUNT_CHARACTERS = #;'],
  [CONFIGURATION, 'issuer are kept for # minutes', REMOTE_KEYS, 'maxAge = # * SECOND_MS', 60],
  [CONFIGURATION, 'at most every # seconds', REMOTE_KEYS, 'cooldown = # * SECOND_MS'],
  [CONFIGURATION, 'go on counting, for # hours', ...lastKnown],
  [CONFIGURATION, 'remembered for up to # minute', ...remembered],

  [EVENTS, 'Printable ASCII, at most # characters', 'src/app/access/session.ts', 'MAX_USER_AGENT_CHARACTERS = #;'],
  [EVENTS, 'nothing was said. At most # characters', REFUSALS, 'MAX_REASON_LENGTH = #;'],
  [EVENTS, 'there is an id: # bytes', PEPPER_ID, 'ID_BYTES = #;'],
  [EVENTS, 'its last # characters', 'src/adapters/crypto/secrets/secret-format.ts', 'slice(-CHECKSUM_DIGITS - #,'],

  [OPERATIONS, 'the same, and # s are over', 'src/server/run.ts', 'GRACE_MS = #;', SECOND],
  [OPERATIONS, 'asked for again within # day', ATTEMPT, 'LIFETIME_MS = #;', 24 * HOUR],
  [OPERATIONS, 'of fewer than # bytes', PEPPERS, 'PEPPER_BYTES = #;'],
  [OPERATIONS, 'The disk is full: less than # MiB', ...reserve],
  [OPERATIONS, 'the last # MiB are left', ...reserve],
  [
    OPERATIONS,
    'Exit code 70, within # second,',
    'src/adapters/sqlite/threads/thread.ts',
    'WATCH_EVERY_MS = #;',
    SECOND,
  ],
  [OPERATIONS, 'Either store gets # appends', 'src/cli/commands/copy.ts', 'APPENDS_AT_ONCE = #;'],

  [CONFIGURATION, 'in the last # days that a key needs', 'src/domain/go-live/criteria/used.ts', 'firstDay(#,'],
  [OPERATIONS, 'how often, today and in # days', SUM_UP, "usesLast30Days: countOf(of('USED'), #,"],
  [OPERATIONS, 'has not reported for # minutes', RUNS, ' SILENT_MS = #;', MINUTE],
  [OPERATIONS, 'reports again, or # day has', 'src/domain/usage/days.ts', 'DAY_MS = #;', 24 * HOUR],
  [OPERATIONS, 'rounded down to # minutes', 'src/domain/usage/round-down.ts', 'ROUNDED_TO_MS = # * MINUTE_MS'],
  [OPERATIONS, 'UTC and go after #.', DAYS, 'KEPT_DAYS = #;'],
  [OPERATIONS, 'in memory (of at most # credentials', RECORD_USAGE, 'MAX_WAITING = #;'],
  [EVENTSTOREDB, 'of more than # credentials', RECORD_USAGE, 'MAX_BATCH = #;'],
  [
    EVENTSTOREDB,
    'a `$maxAge` of # days',
    'src/adapters/eventstoredb/usage/append-aged.ts',
    'MAX_AGE_S = #;',
    24 * 60 * 60,
  ],
  [EVENTSTOREDB, 'never longer ago than # days', DAYS, 'KEPT_DAYS = #;'],
  [EVENTSTOREDB, '`$maxCount` of #;', 'src/adapters/eventstoredb/worker/worker-state.ts', 'MAX_COUNT = #;'],
  [EVENTSTOREDB, 'writes its lease every # seconds', LEASE, 'LOOK_EVERY_MS = #;', SECOND],
  [EVENTSTOREDB, 'counts as holder for # seconds', LEASE, ' HELD_MS = #;', SECOND],
  [EVENTSTOREDB, 'is replaced within # seconds', LEASE, 'is replaced within # s while'],
  [EVENTSTOREDB, 'has seen unchanged for # seconds', LEASE, 'TAKE_OVER_AFTER_MS = #;', SECOND],

  [THREATS, 'at whole steps of # ms', 'src/http/leaks/at-even-times.ts', 'STEP_MS = #;'],
  [THREATS, 'For # hours in `idempotency.db`', ...lifetime],
  [THREATS, 'the answer is kept for # hours', ...lifetime],
  [THREATS, 'are limited: # tokens', DOCUMENT_LIMITS, 'MAX_TOKENS = #;'],
  [THREATS, 'tokens, # root fields', DOCUMENT_LIMITS, 'MAX_ROOT_FIELDS = #;'],
  [THREATS, 'root fields, depth #,', DOCUMENT_LIMITS, 'maxDepth: #,'],
  [THREATS, 'a cost of # fields', LIMITS, 'MAX_COST = #;'],
  [THREATS, 'A secret has # random bits', 'src/adapters/crypto/secrets/secret-format.ts', 'SECRET_BYTES = #;', 1 / 8],
  [
    THREATS,
    '`/v1/.../authenticate-client`.** # random bits',
    'src/adapters/crypto/secrets/secret-format.ts',
    'SECRET_BYTES = #;',
    1 / 8,
  ],
  [THREATS, 'id of its pepper, # bytes', PEPPER_ID, 'ID_BYTES = #;'],
  [THREATS, 'a pepper is # random bytes', PEPPERS, 'PEPPER_BYTES = #;'],
  [THREATS, 'commands hold for # day', ATTEMPT, 'LIFETIME_MS = #;', 24 * HOUR],
  [THREATS, 'of their own; # may wait', 'src/adapters/crypto/keypairs/keypair-pool.ts', 'maxWaiters = #,'],
  [THREATS, 'remembered for up to # minute', ...remembered],
  [THREATS, 'cannot be reached, for up to # hours', ...lastKnown],
  [THREATS, 'administrator that lives for # days', ...signedInFor],

  [EVENTSTOREDB, 'A password has # characters or more', 'docker/kurrentdb/access.sh', 'password}" -ge # ]'],
  [ADR_15, 'expires after # hours', ...lifetime],
  [ADR_15, 'looks again every # ms', 'src/app/commands/idempotency/idempotently.ts', 'PAUSE_MS = #;'],
  [ADR_17, 'position, after # ms', 'src/adapters/eventstoredb/reading/follow-all.ts', 'backoff(#, 5000)'],
  [ADR_17, 'ms, doubled to # s', 'src/adapters/eventstoredb/reading/follow-all.ts', 'backoff(50, #)', SECOND],
  [CONFIGURATION, 'up to # printable ASCII characters, no', 'src/config/variables.ts', ',-~]{1,#}$/'],
  [OPERATIONS, 'It is tried again every # seconds; look', SCRUB, 'RETRY_MS = #;', SECOND],
  [OPERATIONS, 'is tried again in # seconds. Each', SCRUB, 'RETRY_MS = #;', SECOND],
  [OPERATIONS, 'a page of # events', 'src/adapters/sqlite/log/answer-reads.ts', 'PAGE_EVENTS = #;'],
  [OPERATIONS, 'then # times as long a rest', SCRUB, 'REST_FOR_WORK = #;'],
  [OPERATIONS, 'and # minutes between two passes', SCRUB, 'BETWEEN_PASSES_MS = #;', MINUTE],
  [
    'docs/adr/0003-two-threads-and-group-commit.md',
    'took, at most # ms',
    'src/adapters/sqlite/log/commit-delay.ts',
    'MAX_DELAY_MS = #;',
  ],
  [
    'docs/adr/0004-views-in-a-second-file.md',
    'pause every # ms',
    'src/adapters/sqlite/database/yielding.ts',
    'SLICE_MS = #;',
  ],
  [
    'docs/adr/0004-views-in-a-second-file.md',
    'event loop for # ms',
    'src/adapters/sqlite/views/prepare-views.ts',
    'BUSY_TIMEOUT_MS = #;',
  ],
  ['docs/adr/0007-hmac-under-a-pepper.md', 'pepper of at least # bytes', PEPPERS, 'PEPPER_BYTES = #;'],
  ['docs/adr/0007-hmac-under-a-pepper.md', 'the id, # bytes', PEPPER_ID, 'ID_BYTES = #;'],
  [
    'docs/adr/0008-keypair-thread.md',
    'pauses up to # seconds',
    'src/adapters/crypto/keypairs/keypair-pool.ts',
    'LONGEST_PAUSE_MS = #;',
    SECOND,
  ],
  ['docs/adr/0016-checksums-and-a-witness.md', 'leaves the last # MiB', ...reserve],
  [OPERATIONS, 'Spans are sent every # s', OPEN_TRACER, 'const BATCH_MS = #;', SECOND],
  [OPERATIONS, 'and a stop waits # s at most', OPEN_TRACER, 'LAST_EXPORT_MS = #;', SECOND],
];

const viewsWait = Number(variables.viewsWaitMs.development) / SECOND;
const attemptHours =
  (constantIn(textOf(ATTEMPT), 'LIFETIME_MS = #;') / SECOND + constantIn(textOf(SAVE_ATTEMPT), 'MARGIN_S = #;')) / 3600;

/** A run begins within a tenth of the time between two. */
const { everyMs } = writeUsage({ flush: async () => undefined });
const usageSeconds = Math.ceil((1.1 * everyMs) / SECOND);
/** Presence is due some time after it was told, and told with the next of the writings. */
const presenceMinutes = Math.ceil(
  (constantIn(textOf('src/app/usage/own-presence.ts'), 'DUE_MS = #;') + 1.1 * everyMs) / MINUTE,
);

/** The same, of numbers that follow from the code. */
const derived: [page: string, said: string, number: number][] = [
  [README, 'The # events and what', Object.keys(schemaVersions).length],
  [ARCHITECTURE, 'appended, for # seconds at most (`KEYLEDGER_VIEWS_WAIT_MS`)', viewsWait],
  [ARCHITECTURE, 'written; beyond # seconds', viewsWait],
  [ADR_5, 'the views, # seconds at most', viewsWait],
  [ADR_14, 'queries wait for # seconds', viewsWait],
  [ADR_17, 'All of that within # seconds', Number(variables.eventstoredbWaitMs.development) / SECOND],
  [ADR_15, 'until its record is # s old', (2 * Number(variables.eventstoredbWaitMs.development)) / SECOND],
  [
    EVENTSTOREDB,
    'after the # seconds that an append is given',
    Number(variables.eventstoredbWaitMs.development) / SECOND,
  ],
  [
    OPERATIONS,
    'Production needs # variables',
    settings.filter((name) => variables[name].production === required).length,
  ],
  [OPERATIONS, 'hidden after # hours', attemptHours],
  [OPERATIONS, 'and written every # seconds at most', usageSeconds],
  [OPERATIONS, 'power cut loses at most # seconds', usageSeconds],
  [GO_LIVE, 'is known within # seconds', usageSeconds],
  [EVENTSTOREDB, 'came together in # seconds', usageSeconds],
  [EVENTSTOREDB, 'At its start and every # seconds', usageSeconds],
  [EVENTSTOREDB, 'without any at least once # minute', presenceMinutes],
  [OPERATIONS, 'is used, at least once # minute', presenceMinutes],
  [THREATS, 'without secrets (# comparisons', COMPARISONS],
  [THREATS, 'fields, # KiB of body', Number(variables.bodyLimit.production) / KIB],
];

/** Numbers with a unit that no code has: measured, of somebody else's, or of an example. */
const notOurs = [
  /validating a hostile 10 KiB document/,
  /a toy that ran every two seconds/,
  /took 6 seconds for a million/,
  /Half a minute after the last page/,
  /at most a minute after (an|each) event/, // twice the time between two signatures
  /newest checkpoint, for a minute at most/,
  /calls openssl, three times/,
  /Before the first one of a day it says/,
  /Requests a minute that/, // how fast, whatever the number is set to
];

const found = (page: string, said: string) => placesOf(textOf(page), said).map(({ number }) => number);

describe('a number in a page is the one in the code', () => {
  test.each(rows)('%s: %s', (page, said, source, needle, unit = 1) => {
    expect(found(page, said)).toEqual([constantIn(textOf(source), needle) / unit]);
  });

  test.each(derived)('%s: %s', (page, said, number) => expect(found(page, said)).toEqual([number]));
});

describe('a number with a unit has a row here, or is none of the code', () => {
  test.each([README, ARCHITECTURE, CONFIGURATION, GO_LIVE, EVENTS, EVENTSTOREDB, OPERATIONS, THREATS])('%s', (path) => {
    const page = textOf(path);
    const tied = [...rows, ...derived].filter(([of]) => of === path).flatMap(([, said]) => placesOf(page, said));
    const loose = measuresOf(page).filter(
      ({ at, around }) => !tied.some((place) => place.at === at) && !notOurs.some((known) => known.test(around)),
    );
    expect(loose.map(({ around }) => around)).toEqual([]);
  });
});

describe('it would be noticed', () => {
  test('where the page says another number', () => {
    const page = 'the same, and 10 s\nare over. Up to ten times; 2,000 characters, a minute.';
    expect(placesOf(page, 'the same, and # s are over')).toMatchObject([{ number: 10 }]);
    expect(measuresOf(page).map(({ number }) => number)).toEqual([10, 10, 2000, 1]);
  });

  test('where the code has it no more', () => {
    expect(constantIn('const DAY_MS = 24 * 60_000;', 'DAY_MS = #;')).toBe(1_440_000);
    for (const needle of ['HOUR_MS = #;', 'DAY_MS = #,', 'DAY_MS = 24 * 60_000#;'])
      expect(() => constantIn('const DAY_MS = 24 * 60_000;', needle)).toThrow('There is no ');
  });

  test.each([
    ['2,000', 2000],
    ['2.5', 2.5],
    ['Ten', 10],
    ['an', 1],
  ])('%s is %d', (text, number) => expect(numberOf(text)).toBe(number));
});
