import type { Brownout, Retirement } from '../credentials/credential.js';
import type { Environment } from '../values/environment.js';

interface In {
  environment: Environment;
}

/** `expiresAt`: the end that it had. Never later than that. */
export interface RetirementScheduled extends In, Retirement {}

/** `expiresAt`: the end that it has again. */
export interface RetirementCancelled extends In, Pick<Retirement, 'retiresAt' | 'expiresAt'> {}

export interface Relabelled extends In {
  label: string | null;
}

export interface BrownoutScheduled extends In, Brownout {}

/** Before it begins, or while it runs: the credential counts from then on. */
export interface BrownoutCancelled extends In, Brownout {}
