import { describe, expect, test } from '@jest/globals';
import type { CriterionCode, JudgedCriterion } from '../../../src/domain/go-live/criteria/judged-criterion.js';
import { placeholderNames } from '../../../src/domain/go-live/criteria/name-given.js';
import { judge, judgeAgain, RULES_VERSION, rulesOf } from '../../../src/domain/go-live/criteria/rules.js';
import type { GoLiveRequested } from '../../../src/domain/go-live/facts.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import type { Tally } from '../../../src/domain/usage/tally.js';
import { jsonOf } from '../../house/repository.js';
import * as f from '../../kit/facts/facts.js';
import { keyOf } from '../../kit/facts/given.js';
import { judgedBy, limits, ready, tally } from '../../kit/facts/going-live.js';

const judged = (code: CriterionCode, facts: readonly KeyEvent[], more: Partial<typeof judgedBy> = {}) => {
  const found = judge({ key: keyOf(...ready, ...facts) as ExistingKey, ...judgedBy, ...more });
  return found.find((criterion) => criterion.code === code) as JudgedCriterion;
};
const isMet = (...asked: Parameters<typeof judged>) => judged(...asked).met;

const at = (recordedAt: string, event: KeyEvent) => ({ ...event, metadata: { recordedAt } });
const yearAgo = '2025-06-01T12:00:00.000Z';
const older = '2025-06-01T11:59:59.999Z';

test.each<[boolean, CriterionCode, string, KeyEvent[]]>([
  [true, 'NAME_GIVEN', 'a name', []],
  [true, 'NAME_GIVEN', 'a name with a placeholder in it', [f.renamed('Test Lab Portal')]],
  [false, 'NAME_GIVEN', 'a placeholder', [f.renamed('test')]],
  [false, 'NAME_GIVEN', 'a placeholder in capitals', [f.renamed('My App')]],
  [false, 'NAME_GIVEN', 'a placeholder with other blanks', [f.renamed(' my_app ')]],
  [true, 'DESCRIPTION_GIVEN', 'a description', []],
  [false, 'DESCRIPTION_GIVEN', 'none', [f.described(null)]],
  [false, 'DESCRIPTION_GIVEN', 'blanks', [f.described('  ')]],
  [true, 'LINKS_HTTPS', 'both', []],
  [true, 'LINKS_HTTPS', 'in capitals', [f.linked('HTTPS://a.example', 'https://a.example')]],
  [false, 'LINKS_HTTPS', 'one is http', [f.linked('http://a.example', 'https://a.example')]],
  [false, 'LINKS_HTTPS', 'one is missing', [f.linked('https://a.example', null)]],
  [true, 'METHOD_READY', 'a redirect URI', []],
  [false, 'METHOD_READY', 'no redirect URI', [f.uriRemoved('uri')]],
  [true, 'METHOD_READY', 'a keypair', [f.uriRemoved('uri'), f.keypairAdded('k')]],
  [false, 'METHOD_READY', 'a disabled key', [f.disabled]],
  [true, 'CREDENTIALS_FRESH', 'none', []],
  [true, 'CREDENTIALS_FRESH', 'a year old', [at(yearAgo, f.secretAdded('s'))]],
  [false, 'CREDENTIALS_FRESH', 'a secret older than a year', [at(older, f.secretAdded('s'))]],
  [false, 'CREDENTIALS_FRESH', 'a keypair older than a year', [at(older, f.keypairAdded('k'))]],
  [true, 'CREDENTIALS_FRESH', 'an old one that is revoked', [at(older, f.secretAdded('s')), f.secretRevoked('s')]],
  [true, 'CREDENTIALS_FRESH', 'an old one that is over', [at(older, f.secretAdded('s', { expiresAt: f.now }))]],
])('%p: %s with %s', (met, code, _, facts) => expect(isMet(code, facts)).toBe(met));

const day = (back: number) => new Date(Date.parse(f.now) - back * 86_400_000).toISOString().slice(0, 10);
test.each<[boolean, CriterionCode, string, Tally[]]>([
  [false, 'USED', 'nothing', []],
  [true, 'USED', '20 matches today', [tally('MATCHED', 20)]],
  [true, 'USED', '19 authentications and a match', [tally('USED', 19), tally('MATCHED', 1, day(29))]],
  [false, 'USED', 'the 20th 30 days ago', [tally('USED', 19), tally('USED', 1, day(30))]],
  [false, 'USED', 'failures', [tally('USED', 19), tally('FAILED', 9)]],
  [false, 'USED', 'what a brownout refused', [tally('USED', 19), tally('BROWNOUT', 9)]],
  [true, 'NO_FAILURES', 'nothing', []],
  [true, 'NO_FAILURES', 'a brownout, which is no fault of the client', [tally('USED', 20), tally('BROWNOUT', 9)]],
  [false, 'NO_FAILURES', 'a failure today', [tally('USED', 20), tally('FAILED', 1)]],
  [true, 'NO_FAILURES', 'a failure before the last 20', [tally('USED', 20), tally('FAILED', 1, day(1))]],
  [
    false,
    'NO_FAILURES',
    'a failure among the last 20',
    [tally('USED', 19), tally('USED', 9, day(1)), tally('FAILED', 1, day(1))],
  ],
  [
    true,
    'NO_FAILURES',
    'matches do not move the days',
    [tally('USED', 20), tally('MATCHED', 9, day(1)), tally('FAILED', 1, day(1))],
  ],
])('%p: %s with %s', (met, code, _, tallies) => expect(isMet(code, [], { tallies })).toBe(met));

test('0 switches off what has a number', () => {
  expect(
    isMet('CREDENTIALS_FRESH', [at(older, f.secretAdded('s'))], { limits: { ...limits, maxCredentialAge: 0 } }),
  ).toBe(true);
  expect(isMet('USED', [], { tallies: [], limits: { ...limits, minUses: 0 } })).toBe(true);
});

test('placeholders are in the form in which names are compared', () => {
  for (const name of placeholderNames) expect(isMet('NAME_GIVEN', [f.renamed(name.toUpperCase())])).toBe(false);
});

describe('judged again', () => {
  const all = judge({ key: keyOf(...ready, f.renamed('test')) as ExistingKey, ...judgedBy });
  test('by the rules of then, from what was kept as JSON, the result is that of then', () => {
    const kept = JSON.parse(JSON.stringify(all)) as JudgedCriterion[];
    expect(judgeAgain(kept, 1)).toEqual(all);
    expect(all.filter(({ met }) => !met).map(({ code }) => code)).toEqual(['NAME_GIVEN']);
  });
  test('a result that was changed afterwards comes out', () => {
    const forged = all.map((criterion) => ({ ...criterion, met: true }));
    expect(judgeAgain(forged, 1)).toEqual(all);
  });
  test.each(['GoLiveRequested', 'GoLiveApproved'])(
    'the kept sample of %s is decided as it was, and as today',
    (type) => {
      const { data } = jsonOf<{ data: GoLiveRequested }>(`schema/events/samples/${type}.v1.json`);
      const { criteria, rulesVersion } = data;
      expect(criteria.map(({ code }) => code)).toEqual(Object.keys(rulesOf(rulesVersion)));
      expect(judgeAgain(criteria, rulesVersion)).toEqual(criteria);
      expect(judgeAgain(criteria, RULES_VERSION).every(({ met }) => met)).toBe(true);
      const tooFew = criteria.map((one) =>
        one.code === 'USED' ? { ...one, inputs: { ...one.inputs, uses: 19 } } : one,
      );
      expect(
        judgeAgain(tooFew, rulesVersion)
          .filter(({ met }) => !met)
          .map(({ code }) => code),
      ).toEqual(['USED']);
    },
  );
  test('rules that are not known are not guessed', () => expect(() => rulesOf(RULES_VERSION + 1)).toThrow(RangeError));
});
