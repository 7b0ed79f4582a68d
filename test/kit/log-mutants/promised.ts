import type { Finder, Judged } from './judged.js';

const isFound = ({ found }: Judged, finder: Finder) => found[finder] === 'wrong';
const isDeceived = ({ kind }: Judged) => kind.endsWith('all that was signed here gone');
/** Of what somebody has done to events alone. */
const isOfEvents = ({ kind }: Judged) =>
  !/^(checkpoint|older checkpoint|remembered|view)|, (no checkpoints|checkpoint forged|all that was)/.test(kind);

/** What `docs/audit-proof.md` and `docs/threat-model.md` promise of a changed log, each with the changes that it holds for. */
const promises: [string, (judged: Judged) => boolean, (judged: Judged) => boolean][] = [
  [
    'what was covered is found by a server that starts with views built anew, unless all that was signed there is gone',
    (judged) => judged.isCovered && !isDeceived(judged),
    (judged) => isFound(judged, 'start, rebuilt'),
  ],
  [
    'what was covered is found by a watcher elsewhere or by the start, also where all that was signed here is gone',
    ({ isCovered }) => isCovered,
    (judged) => isFound(judged, 'watcher') || isFound(judged, 'start, rebuilt'),
  ],
  [
    'any changed event that this server has seen is found by its scrub or its start',
    ({ isChanged }) => isChanged,
    (judged) => isFound(judged, 'scrub') || isFound(judged, 'start'),
  ],
  ['what was covered is not exported', (judged) => judged.isCovered, (judged) => isFound(judged, 'export')],
  [
    'a bundle of some events with proofs of a changed log is found by both verifiers',
    ({ isCovered, hasEvents, proofs, found }) =>
      isCovered && hasEvents && proofs === 'of the log' && found.bundle !== undefined,
    (judged) => isFound(judged, 'bundle') && isFound(judged, 'verify.py'),
  ],
  [
    'a bundle with true proofs and events that are not is found by both verifiers',
    ({ isTrueAsFarAsItGoes, found }) => !isTrueAsFarAsItGoes && found.bundle !== undefined,
    (judged) => isFound(judged, 'bundle') && isFound(judged, 'verify.py'),
  ],
  ['both verifiers say the same', () => true, ({ found }) => found.bundle === found['verify.py']],
  [
    'checksums find what is not computed anew',
    ({ checksums, isChanged }) => !checksums && isChanged,
    (judged) => isFound(judged, 'checksums'),
  ],
  [
    'checksums find nothing of what is computed anew',
    ({ checksums }) => checksums,
    (judged) => !isFound(judged, 'checksums'),
  ],
  [
    'no alarm of a server, a watcher or a scrub where no event is another one',
    (judged) => isOfEvents(judged) && !judged.isChanged,
    (judged) =>
      !isFound(judged, 'start') &&
      !isFound(judged, 'start, rebuilt') &&
      !isFound(judged, 'watcher') &&
      !isFound(judged, 'scrub'),
  ],
  [
    'no alarm of a server that is built anew where only the views were harmed',
    ({ kind }) => kind.startsWith('view'),
    (judged) => !isFound(judged, 'start, rebuilt') && !isFound(judged, 'watcher') && !isFound(judged, 'export'),
  ],
];

export interface Broken {
  promise: string;
  kinds: Record<string, number>;
}

/** The promises that do not hold, with the kinds of changes that they do not hold for; and how often each was put to the test. */
export function brokenPromises(all: readonly Judged[]): { broken: Broken[]; tried: number[] } {
  const broken: Broken[] = [];
  const tried = promises.map(([promise, isMeant, holds]) => {
    const meant = all.filter(isMeant);
    const kinds: Record<string, number> = {};
    for (const { kind } of meant.filter((judged) => !holds(judged))) kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (Object.keys(kinds).length > 0) broken.push({ promise, kinds });
    return meant.length;
  });
  return { broken, tried };
}
