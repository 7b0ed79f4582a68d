import { credentialsFresh } from './credentials-fresh.js';
import type { Criterion, Judging } from './criterion.js';
import type { CriterionCode, JudgedCriterion } from './judged-criterion.js';
import { descriptionGiven } from './description-given.js';
import { linksHttps } from './links-https.js';
import { methodReady } from './method-ready.js';
import { nameGiven } from './name-given.js';
import { noFailures } from './no-failures.js';
import { used } from './used.js';

/** A later version may be without a criterion of an earlier one. */
type Rules = Readonly<Partial<Record<CriterionCode, Criterion>>>;

const version1 = {
  NAME_GIVEN: nameGiven,
  DESCRIPTION_GIVEN: descriptionGiven,
  LINKS_HTTPS: linksHttps,
  METHOD_READY: methodReady,
  CREDENTIALS_FRESH: credentialsFresh,
  USED: used,
  NO_FAILURES: noFailures,
} as unknown as Rules; // each criterion judges what it has seen itself

/**
 * The criteria, version after version: a decision that was made by one is judged again by it for ever. A criterion that
 * changes is a new file in a new version.
 */
const versions: Readonly<Record<number, Rules>> = { 1: version1 };

/** The version by which a key is judged now. */
export const RULES_VERSION = 1;

/** The codes of today's criteria, in the order in which they are shown. */
export const criterionCodes = Object.keys(version1) as CriterionCode[];

/** The criteria of one version. Throws a RangeError for one that this program does not know. */
export function rulesOf(version: number): Rules {
  const rules = versions[version];
  if (!rules) throw new RangeError('These criteria are of a version that this program does not know.');
  return rules;
}

/** Every criterion of today with what it sees and its result. */
export const judge = (judging: Judging): readonly JudgedCriterion[] =>
  Object.values(rulesOf(RULES_VERSION)).map((criterion) => {
    const inputs = criterion.look(judging);
    return { code: criterion.code, met: criterion.missing(inputs).length === 0, inputs };
  });

/** What was seen then, judged again by the rules of a version; a criterion that these do not have keeps its result. */
export const judgeAgain = (criteria: readonly JudgedCriterion[], version: number): readonly JudgedCriterion[] =>
  criteria.map(({ code, met, inputs }) => {
    const criterion = rulesOf(version)[code];
    return { code, met: criterion ? criterion.missing(inputs).length === 0 : met, inputs };
  });
