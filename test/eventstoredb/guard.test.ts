import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { patienceMs } from '../kit/patience.js';

const guarded = fileURLToPath(new URL('./guarded-process.js', import.meta.url));
const hit = (by: string) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [guarded, by], {
    encoding: 'utf8',
    timeout: patienceMs,
  });
  return { stdout, stderr, status };
};

describe('a process with the guard', () => {
  test.each(['client', 'rejection'])('lives on after the client has thrown, and is told: %s', (by) => {
    expect(hit(by)).toEqual({ stdout: 'told\nalive\n', stderr: '', status: 0 });
  });

  test.each([
    ['ours', /ENOENT/],
    ['throughClient', /ours/],
    ['after', /TypeError: undefined is not iterable/],
  ])('ends as it would have ended after anything else: %s', (by, words) => {
    const { stdout, stderr, status } = hit(by);
    expect([stdout, status]).toEqual(['', 1]);
    expect(stderr).toMatch(words);
  });

  test('leaves anything else to those who listen for it', () => {
    expect(hit('heard')).toEqual({ stdout: 'heard\nalive\n', stderr: '', status: 0 });
  });
});
