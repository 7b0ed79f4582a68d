/** Measures the sides in turns, A B A B: what the rest of the machine does meanwhile happens to all of them alike. */
export async function interleaved<Side extends string, Result>(
  rounds: number,
  sides: Record<Side, () => Promise<Result>>,
): Promise<Record<Side, Result[]>> {
  const names = Object.keys(sides) as Side[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Side, Result[]>;
  for (let round = 0; round < rounds; round++) {
    // every second round in the opposite order: who comes first has no advantage
    for (const name of round % 2 ? names.toReversed() : names) results[name].push(await sides[name]());
  }
  return results;
}
