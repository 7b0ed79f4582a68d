import { randomUUID } from 'node:crypto';
import type { ChecksummedRow } from '../../../src/adapters/sqlite/log/checksum.js';
import type { Chance } from '../proof/mutate-bundle.js';
import { changedJson, changedText } from './changed-json.js';
import { isLeaf } from './honest-log.js';

export type Rows = readonly ChecksummedRow[];
export type ChangeRows = (rows: Rows, chance: Chance) => Rows;

const oneOf = <One>(all: readonly One[], chance: Chance): One => all[chance(all.length)] as One;
const leavesIn = (rows: Rows) => rows.flatMap((row, at) => (isLeaf(row) ? [at] : []));

/** One event is changed. */
const of =
  (change: (row: ChecksummedRow, chance: Chance, rows: Rows) => Partial<ChecksummedRow>): ChangeRows =>
  (rows, chance) => {
    const at = oneOf(leavesIn(rows), chance);
    const row = rows[at] as ChecksummedRow;
    return rows.with(at, { ...row, ...change(row, chance, rows) });
  };

const withActor = (metadata: string) => ({
  metadata: JSON.stringify({ ...(JSON.parse(metadata) as object), actorId: 'eve@acme.example' }),
});

const KEYS = 'integratorKey-'.length;

/** What somebody does to the events. Sequences, and revisions that are there twice, are given anew afterwards. */
export const changesOfEvents: Record<string, ChangeRows> = {
  'actor changed': of(({ metadata }) => withActor(metadata)),
  'data changed': of(({ data }, chance) => ({ data: changedJson(data, chance) })),
  'metadata changed': of(({ metadata }, chance) => ({ metadata: changedJson(metadata, chance) })),
  'type changed': of((_, chance, rows) => ({ type: oneOf(rows, chance).type })),
  'stream changed': of(({ stream }, chance, rows) => ({
    stream: chance(2) === 0 ? oneOf(rows, chance).stream : changedText(stream, chance),
  })),
  'prefix of stream changed': of(({ stream }, chance) => ({
    stream: changedText(stream.slice(0, KEYS), chance) + stream.slice(KEYS),
  })),
  'id changed': of((_, chance, rows) => ({ id: chance(2) === 0 ? randomUUID() : oneOf(rows, chance).id })),
  'revision changed': of(({ revision }, chance) => ({ revision: revision + 1 + chance(60) })),
  'written with white space': of(({ data }) => ({ data: JSON.stringify(JSON.parse(data), null, 1) })),
  'events deleted': (rows, chance) => rows.toSpliced(oneOf(leavesIn(rows), chance), 1 + chance(3)),
  'event inserted': (rows, chance) => {
    const row = rows[oneOf(leavesIn(rows), chance)] as ChecksummedRow;
    return rows.toSpliced(chance(rows.length + 1), 0, { ...row, id: randomUUID() });
  },
  'event duplicated': (rows, chance) => {
    const at = oneOf(leavesIn(rows), chance);
    const row = rows[at] as ChecksummedRow;
    return rows.toSpliced(chance(2) === 0 ? at + 1 : rows.length, 0, { ...row });
  },
  'events swapped': (rows, chance) => {
    const [one, other] = [oneOf(leavesIn(rows), chance), oneOf(leavesIn(rows), chance)];
    return rows.with(one, rows[other] as ChecksummedRow).with(other, rows[one] as ChecksummedRow);
  },
  'older copy put back': (rows, chance) => rows.slice(0, 1 + chance(rows.length - 1)),
  'older copy, others since': (rows, chance) => {
    const kept = rows.slice(0, 1 + chance(rows.length - 1));
    return [
      ...kept,
      ...rows
        .slice(kept.length)
        .filter(isLeaf)
        .map((row) => ({ ...row, ...withActor(row.metadata) })),
    ];
  },
};

/** As somebody who knows the program leaves them: without gaps, and without a revision twice. */
export function inOrderAgain(rows: Rows): Rows {
  const names = new Set<string>();
  const twice = new Set<string>();
  for (const { stream, revision } of rows) {
    const name = `${stream}\n${revision}`;
    if (names.has(name)) twice.add(stream);
    names.add(name);
  }
  const next = new Map<string, number>();
  return rows.map((row, at) => {
    const revision = next.get(row.stream) ?? 0;
    next.set(row.stream, revision + 1);
    return { ...row, sequence: at + 1, revision: twice.has(row.stream) ? revision : row.revision };
  });
}
