/** What a difference has to exceed beside the noise: nobody is woken for less. */
const TOLERANCE = 0.05;

export interface Judgement {
  median: number;
  /** Where the median lies, whatever the distribution, with so much confidence; the whole range of few rounds. */
  band: [least: number, most: number];
  verdict: 'SLOWER' | 'faster' | 'no difference beyond noise';
}

/** Rounds that are left out at each end of the sorted ratios: the sign test, two-sided. */
function trimmed(rounds: number, risk: number): number {
  let [tail, term, cut] = [0, 0.5 ** rounds, 0];
  for (let k = 0; k < rounds / 2; k++) {
    tail += term;
    if (2 * tail > risk) break;
    cut = k;
    term = (term * (rounds - k)) / (k + 1);
  }
  return cut;
}

/**
 * Of the ratios of all rounds, the later commit over the earlier; more is better. `figures`: how many are judged together;
 * that any of them is called slower by chance has a risk of 1 in 20.
 */
export function judge(ratios: readonly number[], figures: number): Judgement {
  const sorted = [...ratios].sort((one, other) => one - other);
  const cut = trimmed(sorted.length, 0.05 / figures);
  const band: Judgement['band'] = [sorted[cut] as number, sorted[sorted.length - 1 - cut] as number];
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
  const slower = band[1] < 1 && median < 1 - TOLERANCE;
  const faster = band[0] > 1 && median > 1 + TOLERANCE;
  return { median, band, verdict: slower ? 'SLOWER' : faster ? 'faster' : 'no difference beyond noise' };
}
