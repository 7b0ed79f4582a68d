import type { AssertionFailure } from '../../../src/domain/assertions/outcome.js';
import type { PresentedAssertion } from '../../../projections/credentials/verify-assertion.js';

/** An assertion that somebody would try, why it is refused, and what else is different. */
export type Hostile = readonly [
  name: string,
  assertion: string,
  reason: AssertionFailure,
  presented?: Partial<PresentedAssertion>,
];
