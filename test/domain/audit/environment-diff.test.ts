import { expect, test } from '@jest/globals';
import { foldKeyDetails } from '../../../projections/key-details/fold.js';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import { environmentDiff } from '../../../src/domain/audit/environment-diff.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import * as f from '../../kit/facts/facts.js';
import { aLog } from '../../kit/facts/log.js';

const AT = '2026-06-15T00:00:00.000Z';
const diffOf = (...facts: KeyEvent[]) => {
  const events = aLog().happens('key', [f.created, ...f.live, ...facts]);
  return environmentDiff(events.reduce<KeyDetails | undefined>(foldKeyDetails, undefined)!, AT);
};
const uri = (id: string, environment: 'DEMO' | 'PRODUCTION', redirectUri: string): KeyEvent => ({
  type: 'RedirectUriAdded',
  data: { redirectUriId: id, environment, redirectUri },
});
const told = (facts: KeyEvent[]) => {
  const { secrets, keypairs } = diffOf(...facts);
  return [...secrets, ...keypairs].map(({ count, expiresFirst, newest }) => [count, expiresFirst?.id, newest?.id]);
};
const production = { environment: 'PRODUCTION' } as const;
const nothing = [0, undefined, undefined];

test('redirect URIs are one where every byte is', () => {
  const pair = [uri('d', 'DEMO', 'https://a.example/'), uri('p', 'PRODUCTION', 'https://a.example/')];
  const [lower, upper] = [uri('l', 'DEMO', 'https://b.example/x'), uri('u', 'PRODUCTION', 'https://b.example/X')];
  expect(diffOf(...pair, lower, upper)).toMatchObject({
    inBoth: [{ redirectUri: 'https://a.example/', demo: 'd', production: 'p' }],
    onlyInDemo: [{ redirectUri: 'https://b.example/x', demo: 'l', production: null }],
    onlyInProduction: [{ redirectUri: 'https://b.example/X', demo: null, production: 'u' }],
  });
});

test('what counts is counted, with what expires first and what is newest', () =>
  expect(
    told([
      f.secretAdded('later', { expiresAt: '2026-12-01T00:00:00.000Z' }),
      f.secretAdded('sooner', { expiresAt: '2026-07-01T00:00:00.000Z' }),
      f.secretAdded('gone', { expiresAt: AT }),
      f.secretAdded('to come', { notBefore: '2026-07-01T00:00:00.000Z' }),
      f.secretAdded('never'),
      f.secretAdded('off'),
      f.secretDisabled('off'),
      f.secretAdded('live', production),
      f.keypairAdded('pair', { ...production, expiresAt: f.nextYear }),
    ]),
  ).toEqual([[3, 'sooner', 'never'], [1, undefined, 'live'], nothing, [1, 'pair', 'pair']]));

test.each<[string, KeyEvent, unknown]>([
  ['suspended in production', f.suspended, [1, undefined, 'demo']],
  ['disabled', f.disabled, nothing],
  ['deleted', f.deleted, nothing],
])('of a key that is %s', (_, fact, demo) =>
  expect(told([f.secretAdded('demo'), f.secretAdded('live', production), fact])).toEqual([
    ...[demo, nothing, nothing, nothing],
  ]),
);
