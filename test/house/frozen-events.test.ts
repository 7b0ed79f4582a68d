import { describe, expect, test } from '@jest/globals';
import { digestOf, digestsNow, thawed, type Digests } from './frozen-events.js';
import { jsonOf } from './repository.js';

const frozen = jsonOf<Digests>('schema/released-events.json');
const now = digestsNow();

test('schemas and samples of released events are as they were released (schema/released-events.json)', () => {
  expect(Object.keys(frozen).length).toBeGreaterThan(40);
  expect(thawed(frozen, now)).toEqual([]);
});

describe('of a released event', () => {
  const schema = 'schema/events/KeyDescribed.v1.json';
  const sample = 'schema/events/samples/KeyDescribed.v1.json';
  type Json = Record<string, Record<string, Record<string, unknown>>>;
  const with_ = (path: string, change: (file: Json) => unknown): Digests => {
    const file = jsonOf<Json>(path);
    change(file);
    return { ...now, [path]: digestOf(path, file) };
  };
  const without = (path: string) => Object.fromEntries(Object.entries(now).filter(([other]) => other !== path));

  test.each([
    ['a schema that is gone', without(schema), `${schema} was removed`],
    ['a sample that is gone', without(sample), `${sample} was removed`],
    [
      'a property that joins',
      with_(schema, ({ properties }) => (properties!['more'] = { type: 'string' })),
      'KeyDescribed.v1.json was changed: a new shape is a new version',
    ],
    [
      'a property called description that changes',
      with_(schema, ({ properties }) => (properties!['description']!['maxLength'] = 1)),
      'KeyDescribed.v1.json was changed: a new shape is a new version',
    ],
    [
      'a value of a sample',
      with_(sample, ({ data }) => ((data as Record<string, unknown>)['description'] = 'Another')),
      'KeyDescribed.v1.json was changed: a new shape is a new version',
    ],
  ])('%s is noticed', (_, changed, named) => expect(thawed(now, changed)).toEqual([named]));

  test('better words, and a new version, are not', () => {
    const better = with_(schema, (file) => Object.assign(file, { description: 'Better words.' }));
    expect(thawed(now, { ...better, 'schema/events/KeyDescribed.v2.json': 'x' })).toEqual([]);
  });
});
