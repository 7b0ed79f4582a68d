import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { recallCredentials } from '../../projections/credentials/find.js';
import { projections } from '../../projections/index.js';
import { bootId } from '../../src/adapters/sqlite/views/boot.js';
import { openDatabase } from '../../src/adapters/sqlite/database/driver.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import { created, secretAdded } from '../kit/facts/facts.js';
import { aLog, positionAt } from '../kit/facts/log.js';
import { aDirectory, someViews } from '../kit/views/views.js';

const log = aLog();
log.happens('key', [created, secretAdded('s')]);
const last = positionAt(log.all.length);

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** Views with rows in them, written under this boot and closed: their directory. */
function filled(boot: string): string {
  const directory = aDirectory();
  const views = someViews(directory, projections, boot);
  views.apply(log.all);
  views.close();
  return directory;
}
const reopened = (directory: string, boot: string) => someViews(directory, projections, boot);

test('views of this boot of the machine go on, as often as they are opened', () => {
  const directory = filled('boot 1');
  for (const _ of [1, 2]) {
    const views = reopened(directory, 'boot 1');
    expect(views.passed()).toBe(last);
    expect(recallCredentials(views.db, { account: 'acme', owner: null }, 'key')).toBeDefined();
    views.close();
  }
});

test('views of another boot are begun anew, and are then of this one', () => {
  const directory = filled('boot 1');
  const views = reopened(directory, 'boot 2');
  expect(views.passed()).toBeUndefined();
  expect(recallCredentials(views.db, { account: 'acme', owner: null }, 'key')).toBeUndefined();
  views.apply(log.all);
  views.close();
  const again = reopened(directory, 'boot 2');
  expect(again.passed()).toBe(last);
  again.close();
  expect(reopened(directory, 'boot 1').passed()).toBeUndefined();
});

test('views are begun anew at each start where the boot cannot be told', () => {
  const nowhere = join(aDirectory(), 'no such file');
  const directory = filled(bootId(nowhere));
  expect(reopened(directory, bootId(nowhere)).passed()).toBeUndefined();
});

test.each(['DELETE FROM written_under', 'DROP TABLE written_under'])(
  'views that do not say are begun anew: %s',
  (sql) => {
    const directory = filled('boot 1');
    const tool = openDatabase(join(directory, 'views.db'));
    tool.exec(sql);
    tool.close();
    expect(reopened(directory, 'boot 1').passed()).toBeUndefined();
  },
);

test('a server says the boot by itself', () => {
  const directory = aDirectory();
  const open = () => {
    const views = openViews(directory, projections);
    ends.push(() => views.close());
    return views;
  };
  open().apply(log.all);
  ends.splice(0).forEach((end) => end());
  expect(open().passed()).toBe(bootId() === bootId() ? last : undefined);
});
