import type { SignsIn } from '../../credentials/authentication-methods.js';
import type { Credential } from '../../credentials/credential.js';
import type { Tally } from '../../usage/tally.js';
import type { CriterionCode, Inputs } from './judged-criterion.js';

/** The numbers that whoever runs the server has set; 0 switches a criterion off. */
export interface GoLiveLimits {
  /** Days. */
  maxCredentialAge: number;
  /** Uses in the last 30 days. */
  minUses: number;
}

type Aged = { addedAt: string };

/** A key with all that the criteria look at. */
export interface Candidate extends SignsIn {
  name: string;
  description: string | null;
  privacyPolicyUrl: string | null;
  termsOfUseUrl: string | null;
  secrets: readonly (Credential & Aged)[];
  keypairs: readonly (Omit<Credential, 'notBefore'> & Aged)[];
}

export interface Judging {
  key: Candidate;
  /** The use of the key and its credentials in demo. */
  tallies: readonly Tally[];
  limits: GoLiveLimits;
  /** ISO 8601 UTC with milliseconds. */
  now: string;
}

/** A criterion of one version of the rules. Looking and judging are apart, so that what was seen can be judged again. */
export interface Criterion<Seen extends Inputs = Inputs> {
  code: CriterionCode;
  /** For people: the rule in one sentence. */
  title: string;
  /** For people: what to do about it. */
  howTo: string;
  look(judging: Judging): Seen;
  /** The names of what lacks; none when the criterion is met. */
  missing(seen: Seen): readonly string[];
  /** Has whoever runs the server switched it off? */
  isOff?(seen: Seen): boolean;
}
