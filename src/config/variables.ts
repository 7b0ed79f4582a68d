import { resolve } from 'node:path';
import { z } from 'zod';
import { isLongestLife } from '../domain/account/longest-life.js';
import { LONGEST_LIFE_DAYS } from '../domain/account/refusals.js';
import { MAX_SECRETS } from '../domain/secrets/refusals.js';
import {
  baseUrl,
  LOOPBACK_ORIGINS,
  choice,
  claimPath,
  dotlessSchemes,
  verifierKeys,
  httpUrl,
  onOff,
  origins,
  proxies,
  text,
  wholeNumber,
} from './forms.js';

/** No default: the variable must be set. */
export const required = Symbol('required');

interface Variable {
  about: string;
  /** What a value looks like; a fault says "must be" and this, and never the value. */
  form: string;
  read: z.ZodType<unknown, string>;
  /** null: not set. `<DATA_DIR>` stands for the value of that variable. */
  development: string | null | typeof required;
  production: string | null | typeof required;
}

const oneValue = <const Value extends string | null>(value: Value) => ({ development: value, production: value });
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every setting: source of parsing, of the defaults and of `docs/configuration.md`. `bodyLimit` is read from KEYLEDGER_BODY_LIMIT. */
export const variables = {
  mode: {
    about:
      'Development starts with nothing prepared: sample data, a development token, an IDE. Production insists on what it needs.',
    ...choice('development', 'production'),
    development: 'development',
    production: required, // or it would not be production
  },
  host: {
    about:
      'Address to listen at. In production another one than loopback needs `KEYLEDGER_TRUSTED_PROXIES`: Keyledger speaks plain HTTP.',
    form: 'an IP address or a host name',
    read: z.string().regex(/^[A-Za-z0-9._:-]{1,253}$/),
    ...oneValue('127.0.0.1'),
  },
  port: { about: 'TCP port; 0 takes a free one.', ...wholeNumber(0, 65_535), ...oneValue('4000') },
  store: {
    about: 'Where the events are: in a file of the data directory, or on an EventStoreDB or KurrentDB cluster.',
    ...choice('sqlite', 'eventstoredb'),
    ...oneValue('sqlite'),
  },
  dataDir: {
    about: 'Directory of the embedded store and of the views, for one process alone; made when it is missing.',
    form: 'a path',
    read: text.transform((path) => resolve(path)),
    ...oneValue('./data'),
  },
  eventstoredbUrl: {
    about: 'Connection string of the cluster; used only with the store `eventstoredb`.',
    form: 'a connection string, such as `esdb://host:2113?tls=true`',
    read: z.string().regex(/^(esdb|kurrentdb)(\+discover)?:\/\/[^\s]+$/),
    ...oneValue(null),
  },
  eventstoredbPrefix: {
    about: 'Letters and digits before the names of all streams, so that several logs on one cluster stay apart.',
    form: 'up to 40 letters and digits',
    read: z.string().regex(/^[A-Za-z0-9]{1,40}$/),
    ...oneValue(null),
  },
  eventstoredbWaitMs: {
    about:
      'Milliseconds for each read and each append with all its tries on the cluster; then it is UNAVAILABLE. A command takes one of each, with an `idempotencyKey` two.',
    ...wholeNumber(100, 600_000),
    ...oneValue('2500'),
  },
  peppersFile: {
    about:
      'The peppers under which the digests of secrets are made. In production it must not lie inside the data directory, so that a copy of one is worthless without the other.',
    form: 'a path; in production outside the data directory',
    read: text.transform((path) => resolve(path)),
    development: '<DATA_DIR>/peppers.json',
    production: required,
  },
  auditKeyFile: {
    about:
      'The Ed25519 private key that signs checkpoints of the history, in PEM; the newest checkpoint is kept beside it (`<file>.checkpoint`), so its directory must be writable. In production it must not lie inside the data directory: who can write the store must not be able to sign. `off`, or in production not set: nothing is signed.',
    form: 'a path, in production outside the data directory; or `off`',
    read: text.transform((path) => (path === 'off' ? null : resolve(path))),
    development: '<DATA_DIR>/audit-key.pem',
    production: null,
  },
  auditOrigin: {
    about:
      'Name of the log in its checkpoints, for a log that has none yet, such as `keys.example.com/log`. Not set: `keyledger/` and the id of the log.',
    form: 'up to 200 printable ASCII characters, no `+`',
    read: z.string().regex(/^[!-*,-~]{1,200}$/),
    ...oneValue(null),
  },
  auditWitnesses: {
    about:
      'Who may sign checkpoints beside the server, by `POST /audit/cosignature`: their verifier keys, Ed25519 (0x01) or that of a C2SP cosignature (0x04).',
    ...verifierKeys,
    ...oneValue(null),
  },
  logLevel: {
    about: 'Least severe level that is logged.',
    ...choice(...LOG_LEVELS),
    development: 'warn',
    production: 'info',
  },
  ide: {
    about:
      'What a browser finds at the address of the server: Apollo Sandbox (from the internet), the bundled GraphiQL, or nothing.',
    ...choice('sandbox', 'graphiql', 'off'),
    development: 'sandbox',
    production: 'off',
  },
  welcomeToken: {
    about:
      'Whether the words of the server at its start have the development token in them. Whatever keeps the output, such as `docker logs`, keeps the token: the image sets `off`.',
    ...onOff,
    development: 'on',
    production: 'off',
  },
  introspection: {
    about: 'Whether GraphQL answers questions about its schema.',
    ...onOff,
    development: 'on',
    production: 'off',
  },
  sampleData: {
    about: 'Whether an empty store is filled with sample keys of the account `acme`. Never in production.',
    ...onOff,
    development: 'on',
    production: 'off',
  },
  trustedProxies: {
    about: 'Reverse proxies whose `X-Forwarded-For` is believed. With none, the client IP is the one of the socket.',
    ...proxies,
    ...oneValue(null),
  },
  corsOrigins: {
    about:
      'Origins whose pages may call `/graphql` from a browser (CORS), compared exactly; `loopback` stands for every port of `localhost`, `127.0.0.1` and `[::1]`. With none, only pages of this server.',
    ...origins,
    development: LOOPBACK_ORIGINS,
    production: null,
  },
  publicUrl: {
    about:
      'Where clients and authorization servers reach this server, for the addresses in its answers (`jwks_uri`). Not set: as the request has reached it, by its `Host`; set it in production.',
    ...baseUrl,
    ...oneValue(null),
  },
  jwksMaxAgeS: {
    about:
      'Seconds for which anybody may keep the public keys of a client (`/v1/.../jwks.json`): so long a revoked key may go on counting there.',
    ...wholeNumber(0, 86_400),
    ...oneValue('60'),
  },
  privateUseSchemes: {
    about:
      'Private-use schemes without a dot that may be registered in redirect URIs, for desktop applications that use them although RFC 8252 8.4 says they should not. What is registered stays when the list gets shorter.',
    ...dotlessSchemes,
    ...oneValue(null),
  },
  localhostAnyPort: {
    about:
      'Whether any port matches at the host name `localhost` too, as it does at `127.0.0.1` and `[::1]` (RFC 8252 7.3). Clients of the Model Context Protocol need it.',
    ...onOff,
    ...oneValue('off'),
  },
  revocationsPerMinute: {
    about: 'Requests a minute that `POST /v1/revoke` takes in all, from people without a token.',
    ...wholeNumber(1, 1_000_000),
    ...oneValue('600'),
  },
  revocationsPerMinuteOfAddress: {
    about: 'Requests a minute that it takes from one address; of IPv6 from one network of 64 bits.',
    ...wholeNumber(1, 1_000_000),
    ...oneValue('30'),
  },
  githubScanningKeysFile: {
    about:
      "The public keys of GitHub's secret scanning, as `https://api.github.com/meta/public_keys/secret_scanning` has them: what it reports to `POST /v1/secret-scanning/github` is taken if one of them has signed it. Not set: that address is not there. Nothing is ever fetched; when the file has changed, restart.",
    form: 'a path',
    read: text.transform((path) => resolve(path)),
    ...oneValue(null),
  },
  goLive: {
    about: 'Who lets a key go live that meets all criteria: a reviewer (`review`), or the rules alone (`automatic`).',
    ...choice('review', 'automatic'),
    ...oneValue('review'),
  },
  goLiveMaxCredentialAgeDays: {
    about:
      'Days that a demo credential that counts may be old when its key goes live (criterion `CREDENTIALS_FRESH`); 0 switches the criterion off.',
    ...wholeNumber(0, 3_650),
    ...oneValue('365'),
  },
  goLiveMinUses: {
    about:
      'Uses in demo in the last 30 days that a key needs to go live (criterion `USED`); 0 switches the criterion off.',
    ...wholeNumber(0, 1_000_000),
    ...oneValue('20'),
  },
  longestSecretLife: {
    about:
      'Longest life of a secret, from its making to its end, in accounts that have set nothing else (`setAccountPolicy`); it also asks for an end. Not set: as long as one likes.',
    form: `an ISO 8601 duration of days and time, such as \`P90D\`, of more than 0 and at most ${LONGEST_LIFE_DAYS} days`,
    read: z.string().refine(isLongestLife),
    ...oneValue(null),
  },
  secretExpiryRequired: {
    about: 'Whether every secret needs an expiry, in accounts that have set nothing else.',
    ...onOff,
    ...oneValue('off'),
  },
  maxSecretsPerEnvironment: {
    about:
      'Most secrets of a key in one environment, in accounts that have set nothing else; revoked, expired and retiring ones do not count.',
    ...wholeNumber(1, MAX_SECRETS),
    ...oneValue(String(MAX_SECRETS)),
  },
  keypairsOnly: {
    about: 'Whether keys get keypairs and no secrets, in accounts that have set nothing else.',
    ...onOff,
    ...oneValue('off'),
  },
  leakedSecrets: {
    about:
      'What is done to a secret that a scanner has found in public, in accounts that have set nothing else: revoked at once, or only reported.',
    ...choice('REVOKE', 'REPORT'),
    ...oneValue('REVOKE'),
  },
  safeObservedDays: {
    about: 'Days for which the use of a credential has to be observed before `safeToRetire` says `SAFE`.',
    ...wholeNumber(1, 85), // the use is kept for 90
    ...oneValue('30'),
  },
  safeQuietDays: {
    about: 'Days for which nobody may have shown a credential before `safeToRetire` says `SAFE`.',
    ...wholeNumber(1, 85),
    ...oneValue('7'),
  },
  worker: {
    about:
      'Whether this server strives to be the one that does the work of all: reminders and webhooks. `off` where `keyledger work` does it.',
    ...onOff,
    ...oneValue('on'),
  },
  webhookPrivateAddresses: {
    about:
      'Whether webhooks may be sent to private addresses, and over `http`: to try them on one machine. Never in production.',
    ...onOff,
    ...oneValue('off'),
  },
  bodyLimit: { about: 'Longest request body, in bytes.', ...wholeNumber(1024, 10_485_760), ...oneValue('131072') },
  keypairsReady: {
    about:
      'RSA keypairs of 2048 bits that lie ready in memory; of 3072 and 4096 bits one each, unless this is 0. With 0 each is made when it is asked for, which takes up to some seconds.',
    ...wholeNumber(0, 8),
    ...oneValue('4'),
  },
  maxStaleS: {
    about:
      'Seconds for which a server that is cut off from EventStoreDB goes on answering about clients from what it knows: so long a revocation may go unheard. Then `/v1`, `checkRedirectUri` and `verifyClientSecret` are unavailable.',
    ...wholeNumber(1, 2_592_000),
    ...oneValue('86400'),
  },
  tracesUrl: {
    about:
      'Where traces are sent: the address of an OTLP receiver over HTTP, such as `http://127.0.0.1:4318/v1/traces`. Not set: none are made.',
    form: 'an `http` or `https` URL without user info and fragment',
    read: httpUrl.read,
    ...oneValue(null),
  },
  viewsWaitMs: {
    about:
      'Milliseconds that an answer waits for the views of this server to show what has been written; then a query is UNAVAILABLE.',
    ...wholeNumber(100, 600_000),
    ...oneValue('2000'),
  },
  authIssuer: {
    about: 'Issuer (`iss`) of the bearer tokens, compared exactly. Not set in development: the development issuer.',
    form: 'text, as it stands in the tokens',
    read: text,
    development: null,
    production: required,
  },
  authAudience: {
    about: 'Audience (`aud`) that a bearer token must name.',
    form: 'text, as it stands in the tokens',
    read: text,
    development: null,
    production: required,
  },
  authJwksUrl: {
    about: 'Where the public keys of the issuer are (JWKS, RFC 7517).',
    ...httpUrl,
    development: null,
    production: required,
  },
  authClaimAccount: { about: 'Claim that names the account.', ...claimPath, ...oneValue('account') },
  authClaimRoles: {
    about: 'Claim that lists the roles: an array, or one text with spaces between them. Unknown ones are ignored.',
    ...claimPath,
    ...oneValue('roles'),
  },
  authClaimKind: {
    about: 'Claim that says `user` or `service`; without it, a user.',
    ...claimPath,
    ...oneValue('kind'),
  },
} satisfies Record<string, Variable>;

export type Setting = keyof typeof variables;
type Value<V extends Variable> = z.output<V['read']> | (null extends V['development' | 'production'] ? null : never);
export type Values = { readonly [Name in Setting]: Value<(typeof variables)[Name]> };
export const settings = Object.keys(variables) as Setting[];

/** `bodyLimit` -> `KEYLEDGER_BODY_LIMIT` */
export const variableOf = (setting: Setting) => `KEYLEDGER_${setting.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
