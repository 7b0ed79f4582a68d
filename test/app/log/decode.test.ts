import { describe, expect, test } from '@jest/globals';
import { decode, decodeAccountEvent, logEventsIn, UnknownEvent } from '../../../src/app/log/decode.js';
import { accountStreamOf, checkpointsStream, streamOf } from '../../../src/app/log/streams.js';
import { accountSchemaVersions } from '../../../src/domain/account/schema-versions.js';
import { schemaVersions } from '../../../src/domain/key/schema-versions.js';
import { aLog } from '../../kit/facts/log.js';
import { created } from '../../kit/facts/facts.js';

const [{ keyId, ...recorded }] = aLog().happens('a-key', [created]) as [
  ReturnType<ReturnType<typeof aLog>['happens']>[0],
];
const stored = { ...recorded, stream: streamOf(keyId) };
const inVersion = (schemaVersion: unknown) => ({ ...stored, metadata: { ...stored.metadata, schemaVersion } });

test('gives back what was recorded', () => expect(decode(stored)).toEqual({ ...recorded, keyId: 'a-key' }));
test('the stream of a key has one dash before the id', () => expect(streamOf('a-key')).toBe('integratorKey-a-key'));
test.each(Object.keys(schemaVersions))('knows %s', (type) => expect(decode({ ...stored, type }).type).toBe(type));
test.each(['KeyPromoted', 'keyCreated', 'KeyCreated ', '', 'constructor', 'toString', '__proto__'])(
  'does not know %j',
  (type) => expect(() => decode({ ...stored, type })).toThrow(UnknownEvent),
);
test.each([2, 99, 0, -1, undefined, null, NaN, 'new', {}])('does not know version %p', (version) =>
  expect(() => decode(inVersion(version))).toThrow(UnknownEvent),
);
test.each(['integratorKez-a-key', 'IntegratorKey-a-key', 'a-key', accountStreamOf('acme'), ''])(
  'does not know an event of the stream %j, though it may end like one of a key',
  (stream) => expect(() => decode({ ...stored, stream })).toThrow(UnknownEvent),
);
test('says which event it is and where, and nothing of what is in it', () => {
  const { message } = new UnknownEvent(stored, 2);
  expect(message).toBe(
    `The event KeyCreated in version 2 at ${stored.position} is not known to this version of the program.`,
  );
});

describe('of an account', () => {
  const ofAccount = { ...stored, stream: accountStreamOf('acme'), type: 'AccountPolicySet' };

  test.each(Object.keys(accountSchemaVersions))('knows %s, which is none of a key', (type) => {
    expect(decodeAccountEvent({ ...ofAccount, type }).type).toBe(type);
    expect(() => decode({ ...stored, type })).toThrow(UnknownEvent);
  });
  test.each(['KeyCreated', 'AccountPolicyset', '__proto__'])('does not know %s', (type) =>
    expect(() => decodeAccountEvent({ ...ofAccount, type })).toThrow(UnknownEvent),
  );
  test('views get it as it is stored, of a later release too, and nothing that the server says of its own log', () => {
    const later = { ...ofAccount, type: 'AccountClosed' };
    const ofAudit = { ...stored, stream: checkpointsStream, type: 'CheckpointSigned' };
    expect(logEventsIn([ofAccount, stored, ofAudit, later])).toEqual([
      ofAccount,
      { ...decode(stored), storedData: stored.data },
      later,
    ]);
    expect(() => logEventsIn([{ ...stored, type: 'KeyPromoted' }])).toThrow(UnknownEvent);
  });
  test('every account has a stream of its own, with one dash before what is of the account', () => {
    const accounts = [
      'acme',
      'Acme',
      'acme ',
      'ac-me',
      'Zo\u00eb',
      'Zoe\u0308',
      '\u5317\u4eac',
      '/../$all',
      'x'.repeat(100),
    ];
    const streams = accounts.map(accountStreamOf);
    expect(new Set(streams).size).toBe(accounts.length);
    for (const [index, stream] of streams.entries()) {
      expect(stream).toMatch(/^keyledgerAccount-[A-Za-z0-9_-]+$/);
      expect(Buffer.from(stream.slice(17), 'base64url').toString()).toBe(accounts[index]);
    }
  });
});
