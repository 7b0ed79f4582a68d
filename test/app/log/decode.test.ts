import { expect, test } from '@jest/globals';
import { decode, UnknownEvent } from '../../../src/app/log/decode.js';
import { streamOf } from '../../../src/app/log/streams.js';
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
test('says which event it is and where, and nothing of what is in it', () => {
  const { message } = new UnknownEvent(stored, 2);
  expect(message).toBe(
    `The event KeyCreated in version 2 at ${stored.position} is not known to this version of the program.`,
  );
});
