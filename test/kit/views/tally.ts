import type { Projection, Views } from '../../../src/app/views/views.js';

/** A view with a row for each event, its type. It fails to write the rows of one type, if it is given one. */
export function tally(version: number, failsAt?: string): Projection<never> {
  const projection: Projection<string> = {
    name: 'tally',
    version,
    tables: ['CREATE TABLE tally (id TEXT PRIMARY KEY, type TEXT NOT NULL)'],
    rowId: ({ id }) => id,
    fold: (_, { type }) => type,
    save(db, type) {
      if (type === failsAt) throw new Error('the disk is full');
      db.run('INSERT INTO tally (id, type) SELECT hex(randomblob(8)), ?', type);
    },
  };
  return projection as Projection<never>;
}

export const talliedTypes = ({ db }: Views) =>
  db.all<{ type: string }>('SELECT type FROM tally').map(({ type }) => type);
