import { expect, test } from '@jest/globals';
import { counted } from '../../src/cli/terminal/counted.js';
import { progress } from '../../src/cli/terminal/progress.js';

test('says nothing in the first second, and then a line a second at most', () => {
  let time = 5000;
  const lines: string[] = [];
  const say = progress({ now: () => time, write: (line) => void lines.push(line) });
  for (; time < 8500; time += 250) say(`${time} ms`);
  expect(lines).toEqual(['6000 ms', '7000 ms', '8000 ms']);
});

test.each([
  [0, '0 events'],
  [1, '1 event'],
  [50, '50 events'],
])('%i is counted', (count, words) => {
  expect(counted(count, 'event')).toBe(words);
});
