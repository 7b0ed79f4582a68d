/** A rule that a key must meet to go live, as people and programs name it. */
export type CriterionCode =
  'NAME_GIVEN' | 'DESCRIPTION_GIVEN' | 'LINKS_HTTPS' | 'METHOD_READY' | 'CREDENTIALS_FRESH' | 'USED' | 'NO_FAILURES';

/** What a criterion was judged on, as it stands in the event: enough to judge it again. */
export type Inputs = Readonly<Record<string, string | number | null | readonly string[]>>;

/** One criterion with its result, as the events keep it. */
export interface JudgedCriterion {
  code: CriterionCode;
  met: boolean;
  inputs: Inputs;
}
