import { describe, expect, test } from '@jest/globals';
import { requestGoLive, type RequestGoLive } from '../../../src/domain/go-live/request-go-live.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import { Refusals } from '../../../src/domain/refusal/refusal.js';
import * as f from '../../kit/facts/facts.js';
import { given, keyOf } from '../../kit/facts/given.js';
import { judgedBy, limits, ready } from '../../kit/facts/going-live.js';

const command: RequestGoLive = {
  ...{ requestId: 'r', classification: 'PUBLIC', note: null, decision: 'review' },
  ...judgedBy,
};
const codes = ['NAME_GIVEN', 'DESCRIPTION_GIVEN', 'LINKS_HTTPS', 'METHOD_READY', 'CREDENTIALS_FRESH', 'USED'];

test('asks with what was seen: the revision, every criterion with its inputs, and an end in 30 days', () => {
  const [event, ...more] = requestGoLive(keyOf(...ready) as ExistingKey, { ...command, note: ' Hello' });
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    type: 'GoLiveRequested',
    data: { requestId: 'r', revision: 3, classification: 'PUBLIC', note: ' Hello', rulesVersion: 1, supersedes: null },
  });
  const { criteria, expiresAt } = event?.data as { criteria: { code: string; met: boolean }[]; expiresAt: string };
  expect(expiresAt).toBe('2026-07-01T12:00:00.000Z');
  expect(criteria.map(({ code, met }) => [code, met])).toEqual([...codes, 'NO_FAILURES'].map((code) => [code, true]));
});

test('names every criterion that is not met', () => {
  const ask = () => requestGoLive(keyOf(f.created, f.renamed('Test')) as ExistingKey, { ...command, tallies: [] });
  let refused: unknown;
  try {
    ask();
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(Refusals);
  expect((refused as Refusals).all.map(({ code, criterion }) => [code, criterion])).toEqual(
    ['NAME_GIVEN', 'DESCRIPTION_GIVEN', 'LINKS_HTTPS', 'METHOD_READY', 'USED'].map((criterion) => [
      'GO_LIVE_CRITERIA_NOT_MET',
      criterion,
    ]),
  );
});

describe('while another request is there', () => {
  const open = f.requested('first', { revision: 3 });
  test('it is refused in review', () =>
    given(...ready, open)
      .when(requestGoLive, command)
      .refused('GO_LIVE_IN_REVIEW', ['integratorKeyId']));
  test.each([
    ['stale', [open, f.renamed('Other')], 'first'],
    ['expired', [f.requested('first', { revision: 3, expiresAt: f.now })], 'first'],
    ['withdrawn', [open, f.withdrawn('first')], null],
    ['declined', [open, f.declined('first')], null],
  ] as const)('it closes one that is %s, if that is open', (_, facts, supersedes) => {
    const [event] = requestGoLive(keyOf(...ready, ...facts) as ExistingKey, command);
    expect(event?.data).toMatchObject({ supersedes });
  });
  test.each([
    ['live', f.live],
    ['suspended', [...f.live, f.suspended]],
  ] as const)('it is refused once the key is %s', (_, facts) =>
    given(...ready, ...facts)
      .when(requestGoLive, command)
      .refused('ALREADY_LIVE', ['integratorKeyId']),
  );
});

test('the rules alone approve in the same append', () => {
  const events = requestGoLive(keyOf(...ready) as ExistingKey, { ...command, decision: 'automatic' });
  expect(events.map(({ type }) => type)).toEqual(['GoLiveRequested', 'GoLiveApproved']);
  expect(events[1]?.data).toMatchObject({ by: 'rules', requestId: 'r', revision: 3 });
  given(...ready)
    .when(requestGoLive, { ...command, decision: 'automatic', tallies: [] })
    .refused('GO_LIVE_CRITERIA_NOT_MET', ['integratorKeyId']);
});

test('what is switched off is met, and the request says so', () => {
  const off = { ...command, tallies: [], limits: { ...limits, minUses: 0 } };
  const [event] = requestGoLive(keyOf(...ready) as ExistingKey, off);
  expect(event?.data).toMatchObject({
    criteria: expect.arrayContaining([
      { code: 'USED', met: true, inputs: expect.objectContaining({ uses: 0, minUses: 0 }) as unknown },
    ]) as unknown,
  });
});

test.each([
  ['a note that is too long', 'x'.repeat(2001), 'NOTE_INVALID'],
  ['a note with a control character', 'a\u0007', 'NOTE_INVALID'],
  ['a note with a secret', `kl_demo_${'a'.repeat(49)}`, 'SECRET_MATERIAL'],
] as const)('%s is refused', (_, note, code) =>
  given(...ready)
    .when(requestGoLive, { ...command, note })
    .refused(code, ['note']),
);
