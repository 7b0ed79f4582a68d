import type { Credential } from '../credentials/credential.js';
import type { Standing } from '../credentials/is-in.js';
import type { Environment } from '../values/environment.js';

/** What can get somebody in. */
export const subjectKinds = ['SECRET', 'KEYPAIR', 'REDIRECT_URI'] as const;
export type ValidityKind = (typeof subjectKinds)[number];

/** Half open: `from` is in it, `to` is not. ISO 8601 UTC with milliseconds; never empty. */
export interface Interval {
  from: string;
  /** Null: without an end, unless somebody makes one. One that lies ahead is what the clock will do. */
  to: string | null;
  /** Id of the event that began it; null where the clock did. */
  openedBy: string | null;
  closedBy: string | null;
}

/** A secret, a keypair or a redirect URI. */
export interface Subject {
  kind: ValidityKind;
  id: string;
  environment: Environment;
  /** What people know it by. */
  label: string;
}

/** With the times at which it counted, in their order. */
export interface Lived extends Subject {
  intervals: readonly Interval[];
}

/** What decides, beside the standing of the key, whether a subject counts: a redirect URI has no dates. */
export type Item = Credential | { environment: Environment };

export interface Followed extends Lived {
  /** Null once it is removed. */
  item: Item | null;
}

/** A subject with what it is now and when it counted. Field by field: a spread costs a rebuild several times as much. */
export const followed = (
  { kind, id, environment, label }: Subject,
  item: Item | null,
  intervals: readonly Interval[],
): Followed => ({ kind, id, environment, label, item, intervals });

/** A key, and when each of its credentials and redirect URIs counted. */
export interface Validity {
  account: string;
  owner: string;
  standing: Standing;
  /** The latest time that any of its events has: the clocks of several servers may disagree. */
  at: string;
  subjects: readonly Followed[];
}
