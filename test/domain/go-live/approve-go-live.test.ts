import { expect, test } from '@jest/globals';
import { approveGoLive } from '../../../src/domain/go-live/approve-go-live.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import * as f from '../../kit/facts/facts.js';
import { given, keyOf } from '../../kit/facts/given.js';
import { judgedBy, ready } from '../../kit/facts/going-live.js';

const command = { requestId: 'r', note: null, actorId: 'grace', ...judgedBy };
const open = f.requested('r', { revision: 3 });

test('lets the key go live, on the revision that was requested, judged again', () => {
  const key = keyOf(...ready, open) as ExistingKey;
  const [event, ...more] = approveGoLive(key, { ...command, note: 'Welcome' });
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    type: 'GoLiveApproved',
    data: { requestId: 'r', revision: 3, by: 'reviewer', note: 'Welcome', rulesVersion: 1 },
  });
  expect((event?.data as { criteria: unknown[] }).criteria).toHaveLength(7);
  const live = keyOf(...ready, open, event as KeyEvent) as ExistingKey;
  expect([live.environments, live.goLive.production]).toEqual([['DEMO', 'PRODUCTION'], 'LIVE']);
});

test('a credential and another owner do not make it stale', () =>
  expect(
    approveGoLive(keyOf(...ready, open, f.secretAdded('s'), f.transferred('ada', 'bob')) as ExistingKey, command),
  ).toHaveLength(1));

/** Each case breaks this rule and all later ones, so that the order shows. */
const expired = f.requested('r', { revision: 3, expiresAt: f.now }, 'grace');
test.each([
  ['GO_LIVE_REQUEST_NOT_FOUND', ['requestId'], [f.requested('other'), f.described(null)], {}],
  ['GO_LIVE_NOT_OPEN', ['requestId'], [expired, f.described(null), f.withdrawn('r')], {}],
  ['SAME_PERSON', [], [expired, f.described(null)], {}],
  ['GO_LIVE_EXPIRED', ['requestId'], [expired, f.described(null)], { actorId: 'heidi' }],
  ['GO_LIVE_STALE', ['requestId'], [open, f.described(null)], {}],
  ['GO_LIVE_CRITERIA_NOT_MET', ['integratorKeyId'], [open], { tallies: [] }],
] as const)('%s', (code, field, facts, more) =>
  given(...ready, ...facts)
    .when(approveGoLive, { ...command, ...more })
    .refused(code, [...field]),
);

test.each([
  ['a name', f.renamed('Other')],
  ['a description', f.described('Other')],
  ['links', f.linked('https://acme.example/p2', 'https://acme.example/terms')],
  ['the mobile flag', f.mobile],
  ['a redirect URI more', f.uriAdded('more')],
  ['a redirect URI less', f.uriRemoved('uri')],
])('%s makes it stale', (_, fact) =>
  given(...ready, open, fact)
    .when(approveGoLive, command)
    .refused('GO_LIVE_STALE', ['requestId']),
);

test('a key that is disabled has no method that is ready', () =>
  given(...ready, open, f.disabled)
    .when(approveGoLive, command)
    .refused('GO_LIVE_CRITERIA_NOT_MET', ['integratorKeyId']));
test('a key that was deleted waits for nothing', () =>
  given(...ready, open, f.deleted)
    .when(approveGoLive, command)
    .refused('GO_LIVE_NOT_OPEN', ['requestId']));
