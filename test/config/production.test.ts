import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { peppersRemedy } from '../../src/adapters/crypto/peppers/peppers-remedy.js';
import { ConfigError, readConfig, readConfigWith } from '../../src/config/config.js';
import { openPeppers } from '../../src/server/open-peppers.js';
import { peppersIn, production } from '../kit/server/production.js';

let directory = '';
let good: Record<string, string> = {};
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'keyledger-production-'));
  good = production(peppersIn(join(directory, 'elsewhere')));
});
afterAll(() => rmSync(directory, { recursive: true }));

const read = (changes: Record<string, string> = {}) => readConfigWith(peppersRemedy, { ...good, ...changes });

/** Each fault as the start tells it. */
function faultsOf(changes: Record<string, string>): string[] {
  try {
    read(changes);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ variable, remedy }) => `${variable} ${remedy}`);
    throw error;
  }
  return [];
}

test('the five variables that production needs are enough', () => {
  expect(read()).toMatchObject({ mode: 'production', ide: 'off', introspection: false, sampleData: false });
});

describe.each<[string, Record<string, string>, RegExp]>([
  ['the development issuer: no issuer', { KEYLEDGER_AUTH_ISSUER: '' }, /^KEYLEDGER_AUTH_ISSUER is required in pro/],
  ['no audience', { KEYLEDGER_AUTH_AUDIENCE: '' }, /^KEYLEDGER_AUTH_AUDIENCE is required in production/],
  ['no keys', { KEYLEDGER_AUTH_JWKS_URL: '' }, /^KEYLEDGER_AUTH_JWKS_URL is required in production/],
  [
    'keys in clear',
    { KEYLEDGER_AUTH_JWKS_URL: 'http://a.example/jwks' },
    /^KEYLEDGER_AUTH_JWKS_URL must be an `https`/,
  ],
  ['sample data', { KEYLEDGER_SAMPLE_DATA: 'on' }, /^KEYLEDGER_SAMPLE_DATA must be `off` in production\.$/],
  ['no peppers file named', { KEYLEDGER_PEPPERS_FILE: '' }, /^KEYLEDGER_PEPPERS_FILE is required in production/],
  [
    'a peppers file that is not there',
    { KEYLEDGER_PEPPERS_FILE: '/nowhere/at-all.json' },
    /FILE must name a file that e/,
  ],
  [
    'plain HTTP on every address',
    { KEYLEDGER_HOST: '0.0.0.0' },
    /^KEYLEDGER_TRUSTED_PROXIES is required .*`127\.0\.0\.1`\.$/,
  ],
  ['plain HTTP on every address, in IPv6', { KEYLEDGER_HOST: '::' }, /^KEYLEDGER_TRUSTED_PROXIES is required/],
  ['plain HTTP on one address', { KEYLEDGER_HOST: '192.0.2.7' }, /^KEYLEDGER_TRUSTED_PROXIES is required/],
  ['plain HTTP under a name', { KEYLEDGER_HOST: '127.example.com' }, /^KEYLEDGER_TRUSTED_PROXIES is required/],
  ['every origin', { KEYLEDGER_CORS_ORIGINS: '*' }, /^KEYLEDGER_CORS_ORIGINS must list exact origins/],
  [
    'every page of a machine',
    { KEYLEDGER_CORS_ORIGINS: 'https://console.acme.example,loopback' },
    /^KEYLEDGER_CORS_ORIGINS must list exact origins/,
  ],
  [
    'an event store in clear',
    {
      KEYLEDGER_STORE: 'eventstoredb',
      KEYLEDGER_EVENTSTOREDB_URL: 'esdb://a:b@127.0.0.1:2113,es.example:2113?x=1&tls=false',
    },
    /^KEYLEDGER_EVENTSTOREDB_URL must not say `tls=false`/,
  ],
  ['an event store that is nowhere', { KEYLEDGER_STORE: 'eventstoredb' }, /^KEYLEDGER_EVENTSTOREDB_URL is required/],
  [
    'stack traces, which no variable can turn on',
    { KEYLEDGER_STACK_TRACES: 'on' },
    /^KEYLEDGER_STACK_TRACES is no variable/,
  ],
])('%s', (_, changes, told) => {
  test('is refused, alone', () => expect(faultsOf(changes)).toEqual([expect.stringMatching(told)]));

  const others = { KEYLEDGER_PORT: 'x', KEYLEDGER_LOG_LEVEL: 'x' };
  test('is told beside other faults', () => {
    expect(faultsOf({ ...changes, ...others })).toHaveLength(3);
    expect(faultsOf({ ...changes, ...others })).toContainEqual(expect.stringMatching(told));
  });
});

test.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])(
  'plain HTTP at %s, which nobody else reaches, is taken',
  (host) => expect(read({ KEYLEDGER_HOST: host }).host).toBe(host),
);

test.each(['esdb://127.0.0.1:2113?tls=false', 'esdb://a:b@[::1]:2113/?tls=false', 'kurrentdb://es.example:2113'])(
  'an event store at %s is taken',
  (url) => expect(read({ KEYLEDGER_STORE: 'eventstoredb', KEYLEDGER_EVENTSTOREDB_URL: url }).eventstoredbUrl).toBe(url),
);

test('plain HTTP on every address is taken behind a proxy that is named', () => {
  expect(faultsOf({ KEYLEDGER_HOST: '0.0.0.0', KEYLEDGER_TRUSTED_PROXIES: '10.0.0.0/8' })).toEqual([]);
});

test('a page, introspection and exact origins are for whoever says so', () => {
  const said = {
    KEYLEDGER_IDE: 'graphiql',
    KEYLEDGER_INTROSPECTION: 'on',
    KEYLEDGER_CORS_ORIGINS: 'https://console.acme.example',
  };
  expect(read(said)).toMatchObject({ ide: 'graphiql', introspection: true });
});

describe('a peppers file', () => {
  const modes = [0o600, 0o400, 0o640, 0o644, 0o604, 0o660];
  test.each(modes)('with mode %i is taken only when nobody else may read it, by its name or through a link', (mode) => {
    const file = peppersIn(join(directory, `mode-${mode}`));
    chmodSync(file, mode);
    const link = join(directory, `link-${mode}`);
    symlinkSync(file, link);
    for (const path of [file, link]) {
      const isPrivate = mode === 0o600 || mode === 0o400;
      const told = [
        expect.stringMatching(/^KEYLEDGER_PEPPERS_FILE must name a file that others cannot read.*chmod 600/),
      ];
      expect(faultsOf({ KEYLEDGER_PEPPERS_FILE: path })).toEqual(isPrivate ? [] : told);
    }
  });

  test.each([
    ['not JSON', 'hunter2'],
    ['too short a pepper', '{"current":1,"peppers":{"1":"aHVudGVyMg=="}}'],
  ])('that is %s is told among the other faults, and nothing of it', (_, text) => {
    const file = join(directory, 'bad.json');
    writeFileSync(file, text, { mode: 0o600 });
    const faults = faultsOf({ KEYLEDGER_PEPPERS_FILE: file, KEYLEDGER_SAMPLE_DATA: 'on' });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['KEYLEDGER_SAMPLE_DATA', 'KEYLEDGER_PEPPERS_FILE']);
    expect(faults.join()).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  test('that others may read is refused once more when it is opened, whoever read the configuration', () => {
    const file = peppersIn(join(directory, 'opened'), 0o600);
    chmodSync(file, 0o644);
    const config = readConfig({ ...good, KEYLEDGER_PEPPERS_FILE: file });
    expect(() => openPeppers(config, { mayBeNew: true })).toThrow('open to others');
  });

  test('is not made by production, not even for a new store', () => {
    const config = readConfig({ ...good, KEYLEDGER_PEPPERS_FILE: join(directory, 'none.json') });
    expect(() => openPeppers(config, { mayBeNew: true })).toThrow('does not exist');
  });
});

test('everything at once is told at once', () => {
  const file = peppersIn(join(directory, 'data'), 0o600);
  chmodSync(file, 0o644);
  const faults = faultsOf({
    KEYLEDGER_DATA_DIR: join(directory, 'data'),
    KEYLEDGER_PEPPERS_FILE: file,
    KEYLEDGER_AUTH_ISSUER: '',
    KEYLEDGER_AUTH_AUDIENCE: '',
    KEYLEDGER_AUTH_JWKS_URL: '',
    KEYLEDGER_SAMPLE_DATA: 'on',
    KEYLEDGER_HOST: '0.0.0.0',
    KEYLEDGER_CORS_ORIGINS: '*',
    KEYLEDGER_STACK_TRACES: 'on',
  });
  expect(faults.map((fault) => fault.replace(/^KEYLEDGER_(\w+) .*/s, '$1')).sort()).toEqual([
    'AUTH_AUDIENCE',
    'AUTH_ISSUER',
    'AUTH_JWKS_URL',
    'CORS_ORIGINS',
    'PEPPERS_FILE', // inside the data directory
    'PEPPERS_FILE', // open to others
    'SAMPLE_DATA',
    'STACK_TRACES',
    'TRUSTED_PROXIES',
  ]);
});
