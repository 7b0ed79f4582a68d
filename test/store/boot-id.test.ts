import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { bootId } from '../../src/adapters/sqlite/views/boot.js';
import { aDirectory } from '../kit/views/views.js';

test('is what the kernel says, without the end of the line', () => {
  const file = join(aDirectory(), 'boot_id');
  writeFileSync(file, '5c6b4a0e-2f5a-4b57-9a53-0d5d3f6a1b2c\n');
  expect(bootId(file)).toBe('5c6b4a0e-2f5a-4b57-9a53-0d5d3f6a1b2c');
});

test('is another one each time where the kernel says nothing', () => {
  const directory = aDirectory();
  const empty = join(directory, 'empty');
  writeFileSync(empty, '\n');
  for (const file of [empty, join(directory, 'missing'), directory]) {
    const [first, second] = [bootId(file), bootId(file)];
    expect(first).not.toBe('');
    expect(second).not.toBe(first);
  }
});
