import type { GoLiveLimits } from './criteria/criterion.js';

/** How whoever runs the server has set going live. */
export interface GoLiveRules {
  /** A reviewer decides, or the rules alone as soon as all criteria are met. */
  decision: 'review' | 'automatic';
  limits: GoLiveLimits;
}
