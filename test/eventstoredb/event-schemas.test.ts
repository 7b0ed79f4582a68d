import { describe, expect, test } from '@jest/globals';
import { eventSchemas } from '../../src/adapters/eventstoredb/event-schemas.js';
import type { EventToAppend } from '../../src/app/log/event-store.js';
import { files, jsonOf } from '../house/repository.js';

const check = eventSchemas();
const samples = files('schema/events/samples/').map((path) => jsonOf<EventToAppend>(path));
const secret = samples.find(({ type }) => type === 'SecretAdded')!;

describe('the check of an event before it is written', () => {
  test('takes every sample', () => {
    expect(samples.length).toBeGreaterThan(15);
    for (const sample of samples) expect(() => check(sample)).not.toThrow();
  });

  test.each<[string, EventToAppend, RegExp]>([
    [
      'more than the schema knows',
      { ...secret, data: { ...secret.data, plainText: 'tell-no-one' } },
      /SecretAdded\.v1 .*additionalProperties/,
    ],
    ['less', { ...secret, data: {} }, /required/],
    ['another form', { ...secret, data: { ...secret.data, digest: 'tell-no-one' } }, /\/digest breaks pattern/],
    ['metadata that is not', { ...secret, metadata: { ...secret.metadata, token: 'tell-no-one' } }, /metadata\.v1/],
    ['a type without a schema', { ...secret, type: 'tell-no-one' }, /no schema/],
    ['a version without one', { ...secret, metadata: { ...secret.metadata, schemaVersion: 9 } }, /no schema/],
  ])('refuses %s, and quotes nothing', (_, event, words) => {
    expect(() => check(event)).toThrow(TypeError);
    expect(() => check(event)).toThrow(words);
    expect(() => check(event)).not.toThrow(/tell-no-one/);
  });
});
