import { refusals, type RefusalCode } from './codes.js';

/** Path to the part of a mutation's input that was refused, such as `['addSecrets', '0', 'expiresAt']`. */
export type FieldPath = readonly string[];

/** A rule says no. Nothing has changed, and nothing of the refused value is in here. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    readonly field: FieldPath = [],
    /** With `REVISION_CONFLICT`: where the key is now. */
    readonly currentRevision?: number,
  ) {
    super(refusals[code]);
  }
}

/** Several at once, so that a person can mend all of a form in one go. */
export class Refusals extends Error {
  override name = 'Refusals';
  constructor(readonly all: readonly Refusal[]) {
    super(all.map(({ code }) => code).join(', '));
  }
}

/** What an error refuses; undefined when it is no refusal. */
export function refusalsIn(error: unknown): readonly Refusal[] | undefined {
  if (error instanceof Refusals) return error.all;
  return error instanceof Refusal ? [error] : undefined;
}

/** All that these checks find, or all that they refuse. */
export function together<Found extends unknown[]>(...checks: { [Index in keyof Found]: () => Found[Index] }): Found {
  const refused: Refusal[] = [];
  const found = checks.map((check) => {
    try {
      return check();
    } catch (error) {
      const told = refusalsIn(error);
      if (!told) throw error;
      refused.push(...told);
    }
  });
  const [first, ...more] = refused;
  if (first) throw more.length ? new Refusals(refused) : first;
  return found as Found;
}
