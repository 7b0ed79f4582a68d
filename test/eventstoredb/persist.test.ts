import { expect, test } from '@jest/globals';
import { persist } from '../../src/adapters/eventstoredb/client/retry-until.js';
import { TimedOut } from '../../src/adapters/eventstoredb/client/timeout.js';

test('a last try that had no time left does not hide why those before it failed', async () => {
  const refused = new Error('refused');
  const told: unknown[] = [];
  let tries = 0;
  const attempt = () => Promise.reject(tries++ === 0 ? refused : new TimedOut());
  await expect(persist(100, attempt, (_, __, because) => void told.push(because))).rejects.toBeInstanceOf(TimedOut);
  expect(told.length).toBeGreaterThan(1);
  expect(new Set(told)).toEqual(new Set([refused]));
});
