import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { patienceMs } from '../kit/patience.js';

const driver = new URL('../../src/adapters/sqlite/database/driver.js', import.meta.url).href;

/** A program that rolls back, where the `node:sqlite` of Node is this one. */
const rollingBack = (builtIn: string) => `
  const { DatabaseSync } = await import('@photostructure/sqlite');
  const getBuiltinModule = process.getBuiltinModule;
  process.getBuiltinModule = (name) => (name === 'node:sqlite' ? ${builtIn} : getBuiltinModule?.(name));
  const { openDatabase } = await import('${driver}');
  const database = openDatabase(':memory:');
  database.exec('BEGIN');
  if (database.isTransaction) database.exec('ROLLBACK');
  database.exec('BEGIN');
  console.log('begun anew');`;

/** As that of Node 22.15, as far as it is asked here. */
const untold = `{ DatabaseSync: class {
  exec(sql) {
    if (sql === 'BEGIN' && this.begun) throw new Error('within a transaction');
    this.begun = true;
  }
} }`;

test.each([
  ['there is none (Node 20)', 'undefined'],
  ['it does not tell of transactions (Node 22.15)', untold],
  ['it is whole (Node 24)', '{ DatabaseSync }'],
])('a transaction can be rolled back where Node has an SQLite and %s', (_, builtIn) => {
  const program = ['--no-warnings', '--input-type=module', '--eval', rollingBack(builtIn)];
  const { stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8', timeout: patienceMs });
  expect([stdout, stderr]).toEqual(['begun anew\n', '']);
});
