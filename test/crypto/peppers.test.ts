import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { createPeppers } from '../../src/adapters/crypto/peppers/create-peppers.js';
import {
  isOpenToOthers,
  loadPeppers,
  loadPrivatePeppers,
  parsePeppers,
} from '../../src/adapters/crypto/peppers/peppers.js';
import { PeppersFault } from '../../src/adapters/crypto/peppers/peppers-fault.js';
import { tempDir } from './temp-dir.js';

const directory = tempDir();
const good = Buffer.alloc(32, 7).toString('base64');
const other = Buffer.alloc(48, 9).toString('base64');

function faultOf(action: () => unknown): PeppersFault {
  try {
    action();
  } catch (error) {
    if (error instanceof PeppersFault) return error;
    throw error;
  }
  throw new Error('There was no fault.');
}

test('reads every version and the current one', () => {
  const file = join(directory, 'two.json');
  writeFileSync(file, JSON.stringify({ current: 2, peppers: { '1': good, '2': other } }));
  const { current, byVersion } = loadPeppers(file);
  expect(current).toBe(2);
  expect([...byVersion].map(([version, { key }]) => [version, key.export().toString('base64')])).toEqual([
    [1, good],
    [2, other],
  ]);
});

test('neither JSON nor a log line shows a pepper', () => {
  const peppers = parsePeppers(JSON.stringify({ current: 1, peppers: { '1': good } }));
  const shown = JSON.stringify([peppers, ...peppers.byVersion]) + inspect(peppers, { depth: 9, showHidden: true });
  for (const form of [good, Buffer.from(good, 'base64').toString('hex'), '7, 7', '07 07'])
    expect(shown).not.toContain(form);
});

const SHOUT = 'c2VjcmV0LXBlcHBlci1jb250ZW50';
describe('every fault is named and echoes nothing', () => {
  test.each([
    ['PEPPERS_NOT_JSON', `{"current":1,"peppers":{"1":"${SHOUT}`],
    ['PEPPERS_NOT_JSON', SHOUT],
    ['PEPPERS_NOT_JSON', ''],
    ['PEPPERS_MALFORMED', JSON.stringify(SHOUT)],
    ['PEPPERS_MALFORMED', 'null'],
    ['PEPPERS_MALFORMED', JSON.stringify([good])],
    ['PEPPERS_MALFORMED', JSON.stringify({ peppers: { '1': good } })],
    ['PEPPERS_MALFORMED', JSON.stringify({ current: '1', peppers: { '1': good } })],
    ['PEPPERS_MALFORMED', JSON.stringify({ current: 1, peppers: [good, good] })],
    ['PEPPERS_MALFORMED', JSON.stringify({ current: 1, peppers: { '1': 1 } })],
    ['PEPPERS_MALFORMED', JSON.stringify({ current: 1, peppers: { '1': `${SHOUT}!${good}` } })],
    ['PEPPERS_MALFORMED', JSON.stringify({ current: 1, peppers: { '1': `${good}\n` } })],
    ['PEPPERS_MALFORMED', JSON.stringify({ current: 1, peppers: { '1': good, '01': good } })],
    ['PEPPERS_MALFORMED', JSON.stringify({ current: 1, peppers: { '1': good, [SHOUT]: good } })],
    ['PEPPERS_MALFORMED', JSON.stringify({ current: 1, peppers: { '1': good }, [SHOUT]: 1 })],
    ['PEPPER_TOO_SHORT', JSON.stringify({ current: 1, peppers: { '1': SHOUT } })],
    ['PEPPER_TOO_SHORT', JSON.stringify({ current: 1, peppers: { '1': Buffer.alloc(31).toString('base64') } })],
    ['PEPPER_TOO_SHORT', JSON.stringify({ current: 2, peppers: { '1': '', '2': good } })],
    ['PEPPERS_CURRENT_MISSING', JSON.stringify({ current: 2, peppers: { '1': good } })],
    ['PEPPERS_CURRENT_MISSING', JSON.stringify({ current: 1, peppers: {} })],
  ])('%s %#', (code, text) => {
    const file = join(directory, 'faulty.json');
    writeFileSync(file, text);
    const fault = faultOf(() => loadPeppers(file));
    expect(fault.code).toBe(code);
    expect(inspect(fault, { depth: 9, showHidden: true })).not.toMatch(new RegExp(`${SHOUT}|${good.slice(0, 12)}`));
  });

  test('PEPPERS_MISSING, without the path, which may be a pepper put in the wrong place', () => {
    const fault = faultOf(() => loadPeppers(join(directory, SHOUT)));
    expect(fault.code).toBe('PEPPERS_MISSING');
    expect(inspect(fault)).not.toContain(SHOUT);
    expect(faultOf(() => isOpenToOthers(join(directory, SHOUT))).code).toBe('PEPPERS_MISSING');
  });

  test('PEPPERS_UNREADABLE, with the code of the operating system', () => {
    expect(faultOf(() => loadPeppers(directory))).toMatchObject({ code: 'PEPPERS_UNREADABLE', systemCode: 'EISDIR' });
  });
});

describe('made for development', () => {
  test('one fresh pepper of 32 bytes, for its owner only, and no draft left behind', () => {
    const own = join(directory, 'own');
    mkdirSync(own);
    const files = [join(own, 'a.json'), join(own, 'b.json')];
    const made = files.map((file) => {
      createPeppers(file);
      const { current, byVersion } = loadPeppers(file);
      expect([current, [...byVersion.keys()]]).toEqual([1, [1]]);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      return byVersion.get(1)?.key.export().toString('hex') ?? '';
    });
    expect(made.map((hex) => hex.length)).toEqual([64, 64]);
    expect(made[0]).not.toBe(made[1]);
    expect(readdirSync(own).sort()).toEqual(['a.json', 'b.json']);
  });

  test('never over a file that is there', () => {
    const file = join(directory, 'there.json');
    writeFileSync(file, 'as it was');
    expect(faultOf(() => createPeppers(file)).code).toBe('PEPPERS_EXIST');
    expect(readFileSync(file, 'utf8')).toBe('as it was');
    expect(readdirSync(directory).filter((name) => name.startsWith('there'))).toEqual(['there.json']);
  });

  test('not where there is no directory', () => {
    expect(faultOf(() => createPeppers(join(directory, 'no', 'such.json')))).toMatchObject({
      code: 'PEPPERS_NOT_WRITABLE',
      systemCode: 'ENOENT',
    });
  });
});

/** Who runs the tests, and two others. */
const me = process.getuid?.() ?? 0;
const [root, somebody] = [0, 4321];

test.each([
  [0o600, false],
  [0o400, false],
  [0o640, true],
  [0o604, true],
  [0o620, true],
  [0o601, true],
  [0o644, true],
])('mode %i is open to others: %s', (mode, open) => {
  const file = join(directory, `mode-${mode}.json`);
  const link = join(directory, `link-${mode}.json`);
  writeFileSync(file, JSON.stringify({ current: 1, peppers: { '1': good } }));
  symlinkSync(file, link);
  chmodSync(file, mode);
  for (const path of [file, link]) {
    expect(isOpenToOthers(path)).toBe(open);
    if (open) expect(faultOf(() => loadPrivatePeppers(path)).code).toBe('PEPPERS_OPEN_TO_OTHERS');
    else expect(loadPrivatePeppers(path).current).toBe(1);
  }
});

test('a link that leads nowhere is a missing file', () => {
  symlinkSync(join(directory, 'nowhere.json'), join(directory, 'dangling.json'));
  expect(faultOf(() => loadPrivatePeppers(join(directory, 'dangling.json'))).code).toBe('PEPPERS_MISSING');
});

/** Only root can give a file away. */
const asRoot = me === root ? test : test.skip;

asRoot.each([
  ['its owner', 0o600, somebody, somebody, false],
  ['a stranger', 0o600, somebody, 4322, true],
  ['root, of a file of somebody', 0o600, somebody, root, true],
  ["somebody, of root's file", 0o600, root, somebody, false],
  ["somebody, of root's file for a group", 0o640, root, somebody, false],
  ["somebody, of root's file that a group may write", 0o660, root, somebody, true],
  ["somebody, of root's file for all", 0o444, root, somebody, true],
])('asked by %s with mode %i', (_, mode, owner, asking, open) => {
  const file = join(directory, `owned-${owner}-${mode}-${asking}.json`);
  writeFileSync(file, '{}');
  chmodSync(file, mode);
  chownSync(file, owner, owner);
  expect(isOpenToOthers(file, asking)).toBe(open);
});
