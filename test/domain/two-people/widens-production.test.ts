import { expect, test } from '@jest/globals';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import { requireApproval } from '../../../src/domain/two-people/widens-production.js';
import * as f from '../../kit/facts/facts.js';
import { keyOf, toldBy } from '../../kit/facts/given.js';

const required = [['APPROVAL_REQUIRED', []]];
const inProduction = <E extends KeyEvent>({ type, data }: E) =>
  ({ type, data: { ...data, environment: 'PRODUCTION' } }) as KeyEvent;

const fourEyes = (before: readonly KeyEvent[], ...events: KeyEvent[]) =>
  toldBy(() => {
    requireApproval(keyOf(f.created, ...before) as ExistingKey, events, { productionChanges: 'FOUR_EYES' });
    throw Object.assign(new Error('nothing was refused'), { name: 'Allowed' });
  });
const allowed = (before: readonly KeyEvent[], ...events: KeyEvent[]) =>
  expect(() => fourEyes(before, ...events)).toThrow('nothing was refused');

const ofCredentials = [
  f.uriAdded('u'),
  f.secretAdded('s'),
  f.secretEnabled('s'),
  f.keypairAdded('k'),
  f.keypairEnabled('k'),
];

test.each(ofCredentials)('$type takes two people in production alone', (event) => {
  expect(fourEyes(f.live, inProduction(event))).toEqual(required);
  allowed(f.live, event);
});

test.each([f.enabled, f.resumed])('$type takes two people once the key is live', (event) => {
  expect(fourEyes(f.live, event)).toEqual(required);
  expect(fourEyes([...f.live, f.suspended], event)).toEqual(required);
  allowed([], event);
});

test('the mark of a mobile app takes two people while production has redirect URIs', () => {
  const uri = inProduction(f.uriAdded('u'));
  expect(fourEyes([...f.live, uri], f.mobile)).toEqual(required);
  allowed([...f.live, uri, inProduction(f.uriRemoved('u'))], f.mobile);
  allowed([...f.live, f.uriAdded('demo')], f.mobile);
});

test('each event is judged on the key as the earlier ones leave it', () => {
  const uri = inProduction(f.uriAdded('u'));
  expect(fourEyes([f.requested('r')], f.approved('r'), f.enabled)).toEqual(required);
  expect(fourEyes([...f.live, uri], f.renamed('New'), f.mobile)).toEqual(required);
  allowed([...f.live, uri], inProduction(f.uriRemoved('u')), f.mobile);
});

const others: KeyEvent[] = [
  ...[f.renamed('New'), f.described('New'), f.linked(null, null), f.notMobile, f.disabled, f.deleted, f.suspended],
  ...[f.transferred('ada', 'eve'), f.requested('r'), f.withdrawn('r'), f.approved('r'), f.declined('r')],
  ...[
    f.uriRemoved('u'),
    f.secretDisabled('s'),
    f.secretRevoked('s'),
    f.keypairDisabled('k'),
    f.keypairRevoked('k'),
  ].map(inProduction),
  ...[f.proposed('p'), f.changeApproved('p'), f.changeDeclined('p'), f.changeWithdrawn('p')],
];
test.each(others)('$type is direct', (event) => allowed(f.live, event));

test.each(['DIRECT', null] as const)('one person is enough where the policy is %s', (productionChanges) => {
  const key = keyOf(f.created, ...f.live) as ExistingKey;
  requireApproval(key, [inProduction(f.uriAdded('u'))], { productionChanges });
});
