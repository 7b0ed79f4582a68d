import type { Found } from './find-in-log.js';
import type { Proofs } from './forged-bundle.js';

export const finders = [
  'checksums',
  'start',
  'scrub',
  'start, rebuilt',
  'watcher',
  'export',
  'bundle',
  'verify.py',
] as const;
export type Finder = (typeof finders)[number];

export interface Judged {
  kind: string;
  /** Is an event that the newest true checkpoint covers changed, moved or gone? */
  isCovered: boolean;
  /** Or any event that was there, also one that is not signed yet. What is added at the end is none. */
  isChanged: boolean;
  checksums: boolean;
  proofs: Proofs;
  /** Has the account any event left that goes into a bundle? */
  hasEvents: boolean;
  /** Nothing that the account had is in the bundle but true events, none missing before another of its stream. */
  isTrueAsFarAsItGoes: boolean;
  found: Partial<Record<Finder, Found>>;
}

/** The kinds of changes and by whom they were found, as a table. `rebuild`: views that are built again, and no alarm. */
export function tableOfLog(all: readonly Judged[]): string {
  const kinds = [...new Set(all.map(({ kind }) => kind))].sort();
  const counted = (judged: readonly Judged[], finder: Finder) => {
    const [wrong, rebuild] = (['wrong', 'rebuild'] as const).map(
      (what) => judged.filter(({ found }) => found[finder] === what).length,
    );
    return rebuild ? `${wrong}+${rebuild}r` : String(wrong);
  };
  return [
    ['kind', 'mutants', 'covered', ...finders],
    ...kinds.map((kind) => {
      const judged = all.filter((one) => one.kind === kind);
      const covered = judged.filter(({ isCovered }) => isCovered);
      return [kind, String(judged.length), String(covered.length), ...finders.map((finder) => counted(judged, finder))];
    }),
  ]
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(58) : cell.padStart(15))).join(''))
    .join('\n');
}
