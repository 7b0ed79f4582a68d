export interface Spread {
  least: number;
  median: number;
  most: number;
}

/** Of at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number;
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
  return { least: at(0), median, most: at(1) };
}

/** The value that this share of them does not exceed, such as 0.99. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** The same of pairs: one value over the other, round by round, so that a machine that changes its pace changes both. */
export const ratiosOf = (over: readonly number[], under: readonly number[]): Spread =>
  spreadOf(over.map((value, round) => value / (under[round] as number)));
