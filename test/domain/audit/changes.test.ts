import { describe, expect, test } from '@jest/globals';
import { changesOf } from '../../../src/domain/audit/changes.js';
import { subjectOf } from '../../../src/domain/audit/subject.js';
import { summaryOf } from '../../../src/domain/audit/summary.js';
import * as f from '../../kit/facts/facts.js';
import { toldOfKey } from '../../kit/facts/told.js';
import { everyEvent } from './every-event.js';

describe('before and after', () => {
  test.each(everyEvent)('of $type', ({ event, earlier, changes }) =>
    expect(changesOf(event, earlier)).toEqual(changes),
  );

  test('every event changes something, but for a reminder', () => {
    const changing = everyEvent.filter(({ event }) => event.type !== 'CredentialExpiryApproaching');
    expect(changing.filter(({ event, earlier }) => changesOf(event, earlier).length === 0)).toEqual([]);
  });

  test('what was there since the key was created', () => {
    expect(changesOf(...toldOfKey([f.created, f.renamed('New')]))).toEqual([
      { field: 'name', before: 'Contract Portal', after: 'New' },
    ]);
    const described = { ...f.created, data: { ...f.created.data, description: 'Old' } };
    expect(changesOf(...toldOfKey([described, f.described('New')]))).toEqual([
      { field: 'description', before: 'Old', after: 'New' },
    ]);
  });
});

describe('the subject', () => {
  test.each(everyEvent)('of $type', ({ event, earlier, stream, subject }) =>
    expect(subjectOf(event, earlier, stream)).toEqual(subject),
  );
});

test('nothing that is said has a digest, a public key or an id of a pepper', () => {
  const said = everyEvent.map(({ event, earlier, stream }) => [
    ...[summaryOf(event, earlier, stream), subjectOf(event, earlier, stream), changesOf(event, earlier)],
  ]);
  expect(JSON.stringify(said)).not.toMatch(/digest of|public key of|modulus of|fingerprint of|pepper/);
});
