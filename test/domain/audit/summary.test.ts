import { describe, expect, test } from '@jest/globals';
import { summaryOf } from '../../../src/domain/audit/summary.js';
import * as f from '../../kit/facts/facts.js';
import { toldOfKey } from '../../kit/facts/told.js';
import { everyEvent } from './every-event.js';

describe('one sentence', () => {
  test.each(everyEvent)('of $type: $summary', ({ type, event, earlier, stream, summary }) => {
    expect(event.type).toBe(type);
    expect(summaryOf(event, earlier, stream)).toBe(summary);
  });

  test.each([
    ['generated', 'GENERATED' as const, 'ada generated keypair kid of k for DEMO'],
    ['uploaded', 'UPLOADED' as const, 'ada uploaded keypair kid of k for DEMO'],
  ])('a keypair that was %s', (_, source, sentence) =>
    expect(summaryOf(...toldOfKey([f.created, f.keypairAdded('k', { source })]), 'key')).toBe(sentence),
  );

  test('a secret is called by its label, if it has one', () =>
    expect(summaryOf(...toldOfKey([f.created, f.secretAdded('s', { label: 'CI' }), f.secretRevoked('s')]), 'key')).toBe(
      'ada revoked secret CI of DEMO',
    ));

  test.each([
    [null, 'ada revoked secret ...wXyZ of DEMO'],
    ['possession', 'ada revoked secret ...wXyZ of DEMO, because whoever held it said that it leaked'],
    ['secret-scanning', 'ada revoked secret ...wXyZ of DEMO, because a scanner found it in public'],
  ] as const)('a secret that was revoked on the word of %s', (by, sentence) =>
    expect(summaryOf(...toldOfKey([f.created, f.secretAdded('s'), f.secretRevoked('s', by)]), 'key')).toBe(sentence),
  );

  test('what the rules decide nobody did', () => {
    const approved = f.approved('request');
    const byRules = { ...approved, data: { ...approved.data, by: 'rules' as const } };
    expect(summaryOf(...toldOfKey([f.created, f.requested('request'), byRules]), 'key')).toBe(
      'the rules took the key "Contract Portal" live: it met every criterion',
    );
  });

  test('a description that is there', () =>
    expect(summaryOf(...toldOfKey([f.created, f.described('For contracts')]), 'key')).toBe(
      'ada described the key "Contract Portal"',
    ));
});
