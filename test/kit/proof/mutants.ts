import { unzipSync } from 'fflate';
import { chanceOf, mutated, mutatedAndSigned, type Mutant } from './mutate-bundle.js';
import { manifestIn, filesIn, signerIn } from './signed-bundle.js';
import { judgedHere, judgedInPython } from './verify-both.js';

export interface Tally {
  mutants: number;
  /** The bytes are what they were. */
  same: number;
  here: number;
  python: number;
  /** One finds something and the other does not. */
  apart: number;
  /** What is found when a bundle is only opened. */
  unopened: number;
}
export interface Signed {
  trust: string;
  keyFile: string;
}

/** At once: so many bundles are in memory. */
const TOGETHER = 250;
const nothing: Tally = { mutants: 0, same: 0, here: 0, python: 0, apart: 0, unopened: 0 };

const opens = (bytes: Buffer) => {
  try {
    return Object.keys(unzipSync(bytes)).length > 0;
  } catch {
    return false;
  }
};

/** Changes bundles so many times by chance, and asks both verifiers of each: a line for each kind of change. */
export async function judgeMutants(
  bundles: readonly Buffer[],
  count: number,
  seed: number,
  { trust, keyFile }: Signed,
) {
  const chance = chanceOf(seed);
  const tallies: Record<string, Tally> = {};
  const [first = Buffer.of()] = bundles;
  const signer = signerIn(keyFile, manifestIn(filesIn(first)).origin);
  for (let done = 0; done < count; done += TOGETHER) {
    const mutants = Array.from({ length: Math.min(TOGETHER, count - done) }, (): Mutant & { bundle: Buffer } => {
      const bundle = bundles[chance(bundles.length)] ?? first;
      const isSigned = chance(4) === 0;
      return { bundle, ...(isSigned ? mutatedAndSigned(bundle, chance, signer) : mutated(bundle, chance)) };
    });
    const python = await judgedInPython(
      mutants.map(({ bytes }) => bytes),
      trust,
    );
    for (const [at, { kind, bytes, bundle }] of mutants.entries()) {
      const [here, there] = [judgedHere(bytes, trust).wrong !== null, python[at]?.wrong !== null];
      const tally = tallies[kind] ?? nothing;
      tallies[kind] = {
        mutants: tally.mutants + 1,
        same: tally.same + Number(bytes.equals(bundle)),
        here: tally.here + Number(here),
        python: tally.python + Number(there),
        apart: tally.apart + Number(here !== there),
        unopened: tally.unopened + Number(!opens(bytes)),
      };
    }
  }
  return tallies;
}

/** The tallies as a table. */
export const tableOf = (tallies: Readonly<Record<string, Tally>>): string =>
  [
    ['kind', 'mutants', 'same bytes', 'found here', 'found by verify.py', 'found by opening alone'],
    ...Object.entries(tallies)
      .sort()
      .map(([kind, { mutants, same, here, python, unopened }]) =>
        [kind, mutants, same, here, python, unopened].map(String),
      ),
  ]
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(28) : cell.padStart(24))).join(''))
    .join('\n');

/** By whoever has no key: everything is found by both, or has left the bytes the same. */
export const unsigned = (tallies: Readonly<Record<string, Tally>>) =>
  Object.entries(tallies).filter(([kind]) => !kind.startsWith('signed'));
