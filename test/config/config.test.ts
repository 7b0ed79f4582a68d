import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { ConfigError, describeConfig, identityProviderOf, readConfig } from '../../src/config/config.js';
import { domainRulesOf } from '../../src/config/domain-rules.js';
import { settings, variableOf } from '../../src/config/variables.js';

const identityProvider = {
  KEYLEDGER_AUTH_ISSUER: 'https://login.acme.example',
  KEYLEDGER_AUTH_AUDIENCE: 'keyledger',
  KEYLEDGER_AUTH_JWKS_URL: 'https://login.acme.example/jwks',
};
const production = { KEYLEDGER_MODE: 'production', KEYLEDGER_PEPPERS_FILE: '/run/peppers.json', ...identityProvider };

function faultsOf(environment: Record<string, string>): ConfigError {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('The configuration was taken.');
}
const faultyOf = (environment: Record<string, string>) => faultsOf(environment).faults.map(({ variable }) => variable);

test('development needs nothing', () => {
  expect({ ...readConfig({ PATH: '/bin' }) }).toEqual({
    mode: 'development',
    host: '127.0.0.1',
    port: 4000,
    store: 'sqlite',
    dataDir: resolve('data'),
    eventstoredbUrl: null,
    eventstoredbPrefix: null,
    peppersFile: resolve('data/peppers.json'),
    auditKeyFile: resolve('data/audit-key.pem'),
    auditOrigin: null,
    auditWitnesses: null,
    logLevel: 'warn',
    ide: 'sandbox',
    welcomeToken: true,
    introspection: true,
    sampleData: true,
    trustedProxies: null,
    corsOrigins: ['loopback'],
    publicUrl: null,
    jwksMaxAgeS: 60,
    privateUseSchemes: null,
    localhostAnyPort: false,
    revocationsPerMinute: 600,
    revocationsPerMinuteOfAddress: 30,
    githubScanningKeysFile: null,
    goLive: 'review',
    goLiveMaxCredentialAgeDays: 365,
    goLiveMinUses: 20,
    longestSecretLife: null,
    secretExpiryRequired: false,
    maxSecretsPerEnvironment: 10,
    keypairsOnly: false,
    leakedSecrets: 'REVOKE',
    safeObservedDays: 30,
    safeQuietDays: 7,
    worker: true,
    webhookPrivateAddresses: false,
    bodyLimit: 131_072,
    keypairsReady: 4,
    maxStaleS: 86_400,
    tracesUrl: null,
    viewsWaitMs: 2000,
    eventstoredbWaitMs: 2500,
    authIssuer: null,
    authAudience: null,
    authJwksUrl: null,
    authClaimAccount: 'account',
    authClaimRoles: 'roles',
    authClaimKind: 'kind',
  });
});

test('nothing is signed where the audit key is off', () => {
  expect(readConfig({ KEYLEDGER_AUDIT_KEY_FILE: 'off' }).auditKeyFile).toBeNull();
});

test('production is closed by default', () => {
  expect(readConfig(production)).toMatchObject({
    host: '127.0.0.1',
    corsOrigins: null,
    logLevel: 'info',
    ide: 'off',
    welcomeToken: false,
    introspection: false,
    sampleData: false,
  });
});

test('production names everything it needs, at once', () => {
  expect(faultyOf({ KEYLEDGER_MODE: 'production' })).toEqual([
    'KEYLEDGER_PEPPERS_FILE',
    'KEYLEDGER_AUTH_ISSUER',
    'KEYLEDGER_AUTH_AUDIENCE',
    'KEYLEDGER_AUTH_JWKS_URL',
  ]);
});

/** A value that each variable refuses; all of them have `hunter2` in them, so that an echo is found. */
const wrong: Record<string, string> = {
  KEYLEDGER_MODE: 'hunter2',
  KEYLEDGER_HOST: 'hunter2/x',
  KEYLEDGER_PORT: 'tcp://hunter2:80',
  KEYLEDGER_STORE: 'hunter2',
  KEYLEDGER_DATA_DIR: 'hunter2\n',
  KEYLEDGER_EVENTSTOREDB_URL: 'https://admin:hunter2@host',
  KEYLEDGER_EVENTSTOREDB_PREFIX: 'hunter2-',
  KEYLEDGER_PEPPERS_FILE: 'hunter2\u0000',
  KEYLEDGER_AUDIT_KEY_FILE: 'hunter2\u0000',
  KEYLEDGER_AUDIT_ORIGIN: 'hunter2+x',
  KEYLEDGER_AUDIT_WITNESSES: 'hunter2+00000000+AQ==',
  KEYLEDGER_LOG_LEVEL: 'hunter2',
  KEYLEDGER_IDE: 'hunter2',
  KEYLEDGER_WELCOME_TOKEN: 'hunter2',
  KEYLEDGER_INTROSPECTION: 'hunter2',
  KEYLEDGER_SAMPLE_DATA: 'hunter2',
  KEYLEDGER_TRUSTED_PROXIES: '10.0.0.1,hunter2',
  KEYLEDGER_CORS_ORIGINS: 'https://hunter2.example/',
  KEYLEDGER_PUBLIC_URL: 'hunter2',
  KEYLEDGER_JWKS_MAX_AGE_S: '-1hunter2',
  KEYLEDGER_PRIVATE_USE_SCHEMES: 'hunter2.x',
  KEYLEDGER_LOCALHOST_ANY_PORT: 'hunter2',
  KEYLEDGER_REVOCATIONS_PER_MINUTE: '0hunter2',
  KEYLEDGER_REVOCATIONS_PER_MINUTE_OF_ADDRESS: '0hunter2',
  KEYLEDGER_GITHUB_SCANNING_KEYS_FILE: 'hunter2\u0000',
  KEYLEDGER_GO_LIVE: 'hunter2',
  KEYLEDGER_GO_LIVE_MAX_CREDENTIAL_AGE_DAYS: '-1hunter2',
  KEYLEDGER_GO_LIVE_MIN_USES: '-1hunter2',
  KEYLEDGER_LONGEST_SECRET_LIFE: 'P90Dhunter2',
  KEYLEDGER_SECRET_EXPIRY_REQUIRED: 'hunter2',
  KEYLEDGER_MAX_SECRETS_PER_ENVIRONMENT: '2hunter2',
  KEYLEDGER_KEYPAIRS_ONLY: 'hunter2',
  KEYLEDGER_LEAKED_SECRETS: 'hunter2',
  KEYLEDGER_SAFE_OBSERVED_DAYS: '0hunter2',
  KEYLEDGER_SAFE_QUIET_DAYS: '0hunter2',
  KEYLEDGER_WORKER: 'hunter2',
  KEYLEDGER_WEBHOOK_PRIVATE_ADDRESSES: 'hunter2',
  KEYLEDGER_BODY_LIMIT: '1e5hunter2',
  KEYLEDGER_KEYPAIRS_READY: '9hunter2',
  KEYLEDGER_MAX_STALE_S: '0hunter2',
  KEYLEDGER_TRACES_URL: 'ftp://hunter2@example',
  KEYLEDGER_VIEWS_WAIT_MS: 'hunter2',
  KEYLEDGER_EVENTSTOREDB_WAIT_MS: '-1hunter2',
  KEYLEDGER_AUTH_ISSUER: ' hunter2',
  KEYLEDGER_AUTH_AUDIENCE: 'hunter2\t',
  KEYLEDGER_AUTH_JWKS_URL: 'https://admin:hunter2@login.acme.example/jwks',
  KEYLEDGER_AUTH_CLAIM_ACCOUNT: 'hunter2 x',
  KEYLEDGER_AUTH_CLAIM_ROLES: 'hunter2 x',
  KEYLEDGER_AUTH_CLAIM_KIND: 'hunter2 x',
};

test('every variable refuses what it cannot be, all are told at once, and no value is repeated', () => {
  const error = faultsOf(wrong);
  expect(error.faults.map(({ variable }) => variable)).toEqual(settings.map(variableOf));
  for (const variable of Object.keys(wrong)) expect(error.message).toContain(variable);
  expect(inspect(error, { depth: null })).not.toContain('hunter2');
});

test.each(Object.entries(wrong))('%s alone is the only fault', (variable, value) => {
  const rest = variable.startsWith('KEYLEDGER_AUTH_') ? identityProvider : {};
  expect(faultyOf({ ...rest, [variable]: value })).toEqual([variable]);
});

describe('rules between variables', () => {
  test.each([
    ['a cluster that has no address', { KEYLEDGER_STORE: 'eventstoredb' }, 'KEYLEDGER_EVENTSTOREDB_URL'],
    [
      'keys of the issuer in clear in production',
      { ...production, KEYLEDGER_AUTH_JWKS_URL: 'http://login.acme.example/jwks' },
      'KEYLEDGER_AUTH_JWKS_URL',
    ],
    [
      'peppers in the data directory in production',
      { ...production, KEYLEDGER_DATA_DIR: '/srv/k', KEYLEDGER_PEPPERS_FILE: '/srv/x/../k/p/peppers.json' },
      'KEYLEDGER_PEPPERS_FILE',
    ],
    [
      'an audit key in the data directory in production',
      { ...production, KEYLEDGER_DATA_DIR: '/srv/k', KEYLEDGER_AUDIT_KEY_FILE: '/srv/k/audit-key.pem' },
      'KEYLEDGER_AUDIT_KEY_FILE',
    ],
    ['a name with a slip', { KEYLEDGER_INTROSPECTON: 'off' }, 'KEYLEDGER_INTROSPECTON'],
  ])('refuses %s', (_, environment, variable) => expect(faultyOf(environment)).toEqual([variable]));

  test('half an identity provider names the missing half', () => {
    expect(faultyOf({ KEYLEDGER_AUTH_ISSUER: 'https://login.acme.example' })).toEqual([
      'KEYLEDGER_AUTH_AUDIENCE',
      'KEYLEDGER_AUTH_JWKS_URL',
    ]);
  });

  test('peppers reached through a link into the data directory are inside it', () => {
    const directory = mkdtempSync(join(tmpdir(), 'keyledger-config-'));
    try {
      mkdirSync(join(directory, 'data'));
      symlinkSync(join(directory, 'data'), join(directory, 'elsewhere'));
      const paths = {
        KEYLEDGER_DATA_DIR: join(directory, 'data'),
        KEYLEDGER_PEPPERS_FILE: join(directory, 'elsewhere', 'peppers.json'),
      };
      expect(faultyOf({ ...production, ...paths })).toEqual(['KEYLEDGER_PEPPERS_FILE']);
      const beside = { ...paths, KEYLEDGER_PEPPERS_FILE: join(directory, 'data-peppers.json') };
      expect(readConfig({ ...production, ...beside }).mode).toBe('production');
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('in clear is good enough for loopback, and in development', () => {
    const loopback = { KEYLEDGER_AUTH_JWKS_URL: 'http://[::1]:9000/jwks' };
    expect(readConfig({ ...production, ...loopback }).authJwksUrl).toBe('http://[::1]:9000/jwks');
    const container = { ...identityProvider, KEYLEDGER_AUTH_JWKS_URL: 'http://keycloak:8080/jwks' };
    expect(readConfig(container).authJwksUrl).toBe('http://keycloak:8080/jwks');
  });
});

test('an empty variable counts as not set, and what a cluster sets is nobody’s slip', () => {
  const environment = { KEYLEDGER_IDE: '', KEYLEDGER_SERVICE_HOST: '10.0.0.1', KEYLEDGER_PORT_4000_TCP: 'tcp://x' };
  expect(readConfig(environment).ide).toBe('sandbox');
});

test.each([
  ['10.0.0.1', true],
  ['10.0.0.0/8, fd00::/8', true],
  ['::1', true],
  ['0.0.0.0/0', false],
  ['::/0', false],
  ['10.0.0.0/33', false],
  ['10.0.0.0/', false],
  ['10.0.0', false],
  ['10.0.0.1,', false],
  ['proxy.example', false],
])('trusted proxies %j: %j', (value, taken) => {
  const read = () => readConfig({ KEYLEDGER_TRUSTED_PROXIES: value }).trustedProxies;
  if (taken) expect(read()).toEqual(value.split(/, ?/));
  else expect(read).toThrow(ConfigError);
});

test.each([
  ['*', true],
  ['https://console.example.com', true],
  ['https://a.example, http://localhost:5173', true],
  ['https://[::1]:8443', true],
  ['loopback', true],
  ['loopback, https://a.example', true],
  ['loopback,*', false],
  ['Loopback', false],
  ['https://a.example,*', false],
  ['https://a.example/', false],
  ['https://a.example:443', false],
  ['https://A.example', false],
  ['https://*.example', false],
  ['https://u@a.example', false],
  ['a.example', false],
  ['null', false],
  ['file://', false],
  ['https://a.example,', false],
])('origins %j: %j', (value, taken) => {
  const read = () => readConfig({ KEYLEDGER_CORS_ORIGINS: value }).corsOrigins;
  if (taken) expect(read()).toEqual(value.split(/, ?/));
  else expect(read).toThrow(ConfigError);
});

test.each([
  ['0', 0],
  ['65535', 65_535],
  ['65536', null],
  ['-1', null],
  ['4e3', null],
  ['0x10', null],
])('port %j: %j', (value, port) => {
  const read = () => readConfig({ KEYLEDGER_PORT: value }).port;
  if (port === null) expect(read).toThrow(ConfigError);
  else expect(read()).toBe(port);
});

test('however it is printed, passwords are masked', () => {
  const config = readConfig({
    ...identityProvider,
    KEYLEDGER_AUTH_JWKS_URL: 'https://login.acme.example/jwks?key=hunter2',
    KEYLEDGER_EVENTSTOREDB_URL: 'esdb://admin:hun/hunter2@es.acme.example:2113?tls=true',
  });
  expect(config.eventstoredbUrl).toContain('hunter2');
  for (const printed of [describeConfig(config), JSON.stringify({ config }), inspect(config)]) {
    expect(printed).toContain('esdb://***@es.acme.example:2113?***');
    expect(printed).toContain('https://login.acme.example/jwks?***');
    expect(printed).not.toContain('hunter2');
  }
  expect(describeConfig(config).split('\n')).toHaveLength(settings.length);
});

test('it is frozen, all through', () => {
  const config = readConfig({ KEYLEDGER_TRUSTED_PROXIES: '10.0.0.1' });
  expect(Object.isFrozen(config)).toBe(true);
  expect(Object.isFrozen(config.trustedProxies)).toBe(true);
});

test('an identity provider is whole or none', () => {
  expect(identityProviderOf(readConfig({}))).toBeNull();
  expect(identityProviderOf(readConfig({ ...production, KEYLEDGER_AUTH_CLAIM_ROLES: 'realm_access.roles' }))).toEqual({
    issuer: 'https://login.acme.example',
    audience: 'keyledger',
    jwksUrl: 'https://login.acme.example/jwks',
    claims: { account: 'account', roles: 'realm_access.roles', kind: 'kind' },
  });
});

test('pages of this machine may call in development, and nobody’s in production', () => {
  expect(readConfig({}).corsOrigins).toEqual(['loopback']);
  expect(readConfig(production).corsOrigins).toBeNull();
});

test.each([
  ['cursor', true],
  ['cursor, vscode-insiders,x+1', true],
  ['*', false],
  ['cursor,*', false],
  ['Cursor', false],
  ['com.example.app', false],
  ['1password', false],
  ['cur_sor', false],
  ['cursor:', false],
  ['cursor,', false],
  ['javascript', false],
  ['cursor,data', false],
  ['http', false],
  ['https', false],
  ['ws', false],
  ['file', false],
  ['blob', false],
  ['about', false],
])('private-use schemes %j: %j', (value, taken) => {
  const environment = { KEYLEDGER_PRIVATE_USE_SCHEMES: value };
  if (taken)
    expect(domainRulesOf(readConfig(environment)).redirectUriPolicy.privateUseSchemes).toEqual(value.split(/, ?/));
  else expect(faultyOf(environment)).toEqual(['KEYLEDGER_PRIVATE_USE_SCHEMES']);
});

test('both settings about redirect URIs are off by default, and none takes `*`', () => {
  for (const given of [{}, production])
    expect(domainRulesOf(readConfig(given)).redirectUriPolicy).toEqual({
      privateUseSchemes: [],
      localhostAnyPort: false,
    });
  expect(faultyOf({ KEYLEDGER_LOCALHOST_ANY_PORT: '*' })).toEqual(['KEYLEDGER_LOCALHOST_ANY_PORT']);
  expect(domainRulesOf(readConfig({ KEYLEDGER_LOCALHOST_ANY_PORT: 'on' })).redirectUriPolicy.localhostAnyPort).toBe(
    true,
  );
  expect(faultsOf({ KEYLEDGER_PRIVATE_USE_SCHEMES: 'file' }).message).toMatch(/javascript, data, vbscript, file/);
});

test('what is asked of secrets in all accounts is what the rules take', () => {
  const unset = domainRulesOf(readConfig({})).policyDefaults;
  expect(unset).toEqual({
    ...{ longestSecretLife: null, secretExpiryRequired: false, maxSecretsPerEnvironment: 10 },
    ...{ keypairsOnly: false, leakedSecrets: 'REVOKE' },
  });
  const given = {
    KEYLEDGER_LONGEST_SECRET_LIFE: 'P90D',
    KEYLEDGER_SECRET_EXPIRY_REQUIRED: 'on',
    KEYLEDGER_MAX_SECRETS_PER_ENVIRONMENT: '2',
    KEYLEDGER_KEYPAIRS_ONLY: 'on',
    KEYLEDGER_LEAKED_SECRETS: 'REPORT',
  };
  expect(domainRulesOf(readConfig(given)).policyDefaults).toEqual({
    ...{ longestSecretLife: 'P90D', secretExpiryRequired: true, maxSecretsPerEnvironment: 2 },
    ...{ keypairsOnly: true, leakedSecrets: 'REPORT' },
  });
});
