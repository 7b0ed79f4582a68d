import type { CriterionCode } from '../go-live/criteria/judged-criterion.js';
import { refusals, type RefusalCode } from './codes.js';

/** Path to the part of a mutation's input that was refused, such as `['addSecrets', '0', 'expiresAt']`. */
export type FieldPath = readonly string[];

/** What a refusal of some codes says beside them. */
export interface RefusalDetails {
  /** With `REVISION_CONFLICT`: the revision that the key is at now. */
  currentRevision?: number | undefined;
  /** With `GO_LIVE_CRITERIA_NOT_MET`: which one. */
  criterion?: CriterionCode | undefined;
}

/** Thrown when a rule refuses a command: nothing has changed. Never contains the refused value. */
export class Refusal extends Error implements RefusalDetails {
  override name = 'Refusal';
  readonly currentRevision: number | undefined;
  readonly criterion: CriterionCode | undefined;
  constructor(
    readonly code: RefusalCode,
    readonly field: FieldPath = [],
    { currentRevision, criterion }: RefusalDetails = {},
  ) {
    super(refusals[code]);
    this.currentRevision = currentRevision;
    this.criterion = criterion;
  }
}

/** All refusals of one command, so that a person can correct a whole form at once. */
export class Refusals extends Error {
  override name = 'Refusals';
  constructor(readonly all: readonly Refusal[]) {
    super(all.map(({ code }) => code).join(', '));
  }
}

/** The refusals in an error; undefined for any other error. */
export function refusalsIn(error: unknown): readonly Refusal[] | undefined {
  if (error instanceof Refusals) return error.all;
  return error instanceof Refusal ? [error] : undefined;
}

/** Runs every check. Returns their results, or throws all of their refusals. */
export function together<Found extends unknown[]>(...checks: { [Index in keyof Found]: () => Found[Index] }): Found {
  const all: Refusal[] = [];
  const found = checks.map((check) => {
    try {
      return check();
    } catch (error) {
      const refused = refusalsIn(error);
      if (!refused) throw error;
      all.push(...refused);
    }
  });
  const [first, ...more] = all;
  if (first) throw more.length ? new Refusals(all) : first;
  return found as Found;
}
