import type { Chance } from '../proof/mutate-bundle.js';
import { someSigner } from '../proof/signers.js';
import { changesOfEvents, inOrderAgain, type Rows } from './change-rows.js';
import { changedText } from './changed-json.js';
import { harms, type Harm } from './harm-view.js';
import { checkpointRow, entryIn, isLeaf, noteOver, type HonestLog } from './honest-log.js';

/** All that somebody may write who has no key. */
export interface LogMutant {
  /** Such as `actor changed`. */
  kind: string;
  rows: Rows;
  /** The checksums of rows are computed anew. */
  checksums: boolean;
  /** What is beside the key. */
  remembered: string | null;
  /** What befalls the views as they are. */
  harm: Harm | null;
}

type Change = (log: HonestLog, chance: Chance) => Partial<Omit<LogMutant, 'kind'>>;

const forgers = new Map<string, ReturnType<typeof someSigner>>();
function forger(origin: string) {
  const known = forgers.get(origin) ?? someSigner(origin);
  forgers.set(origin, known);
  return known.signer;
}

const oneOf = <One>(all: readonly One[], chance: Chance): One => all[chance(all.length)] as One;
const isSigned = ({ type }: Rows[number]) => type === 'CheckpointSigned';
const signed = (checkpoint: string, rows: Rows) =>
  checkpointRow(
    { type: 'CheckpointSigned', data: { checkpoint } },
    1 + Math.max(-1, ...rows.filter((row) => !isLeaf(row)).map(({ revision }) => revision)),
  );
const added = (rows: Rows, checkpoint: string) => [...rows, signed(checkpoint, rows)];

/** By another key: of these rows, or of a part of them. */
function forged({ origin }: HonestLog, rows: Rows, chance: Chance): string {
  const entries = rows.filter(isLeaf).map(entryIn);
  const name = chance(3) === 0 ? 'elsewhere.example/log' : origin;
  return noteOver(entries, chance(2) === 0 ? entries.length : 1 + chance(entries.length), forger(name), name);
}

const changesOfCheckpoints: Record<string, Change> = {
  'checkpoint changed': ({ rows }, chance) => {
    const at = oneOf(
      rows.flatMap((row, index) => (isSigned(row) ? [index] : [])),
      chance,
    );
    const row = rows[at] as Rows[number];
    const { checkpoint } = JSON.parse(row.data) as { checkpoint: string };
    return { rows: rows.with(at, { ...row, data: JSON.stringify({ checkpoint: changedText(checkpoint, chance) }) }) };
  },
  'checkpoint removed': ({ rows }, chance) => {
    const at = oneOf(
      rows.flatMap((row, index) => (isLeaf(row) ? [] : [index])),
      chance,
    );
    return { rows: rows.toSpliced(at, 1) };
  },
  'checkpoints removed': ({ rows }) => ({ rows: rows.filter(isLeaf) }),
  'older checkpoint last': ({ rows, checkpoints }, chance) => ({ rows: added(rows, oneOf(checkpoints, chance)) }),
  'checkpoint forged': (log, chance) => ({ rows: added(log.rows, forged(log, log.rows, chance)) }),
  'remembered removed': () => ({ remembered: null }),
  'remembered older': ({ checkpoints }, chance) => ({ remembered: checkpoints[chance(2)] ?? null }),
  'remembered changed': ({ checkpoints }, chance) => ({ remembered: changedText(checkpoints[2], chance) }),
  'remembered forged': (log, chance) => ({ remembered: forged(log, log.rows, chance) }),
};

/** What else the one who changes events does, so that the server does not notice. */
const covers = ['', ', no checkpoints', ', checkpoint forged', ', all that was signed here gone'];

function changedEvents(log: HonestLog, chance: Chance): LogMutant {
  const act = oneOf(Object.keys(changesOfEvents), chance);
  const cover = oneOf(covers, chance);
  const rows = changesOfEvents[act]?.(log.rows, chance) ?? log.rows;
  const kept = cover === '' ? rows : rows.filter(isLeaf);
  const all = cover === ', checkpoint forged' ? added(kept, forged(log, kept, chance)) : kept;
  const remembered = cover.endsWith('gone') ? null : log.checkpoints[2];
  return { ...honest(log), kind: act + cover, rows: inOrderAgain(all), remembered };
}

const honest = ({ rows, checkpoints }: HonestLog) => ({
  ...{ rows, remembered: checkpoints[2] as string | null, checksums: true, harm: null },
});

/** A log that somebody has changed by chance. */
export function mutatedLog(log: HonestLog, chance: Chance): LogMutant {
  const place = chance(20);
  if (place < 14) return changedEvents(log, chance);
  if (place < 15) {
    const rows = changesOfEvents['data changed']?.(log.rows, chance) ?? log.rows;
    return { ...honest(log), kind: 'data changed, checksum left', rows, checksums: false };
  }
  if (place < 18) {
    const kind = oneOf(Object.keys(changesOfCheckpoints), chance);
    const mutant = { ...honest(log), ...changesOfCheckpoints[kind]?.(log, chance) };
    return { ...mutant, kind, rows: inOrderAgain(mutant.rows) };
  }
  const kind = oneOf(Object.keys(harms), chance);
  return { ...honest(log), kind: `view: ${kind}`, harm: harms[kind] ?? null };
}
