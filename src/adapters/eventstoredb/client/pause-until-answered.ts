import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from './connection.js';

/** Shortest pause, where a server answers other calls and goes on refusing this one. */
const AFTER_ANSWER_MS = 1000;

/** Waits so many milliseconds for a server that does not answer; once it answers another call, a second at most. */
export async function pauseUntilAnswered(
  connection: Pick<Connection, 'nextAnswer'>,
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const slept = (ms: number) => delay(ms, undefined, { signal: either }).catch(() => undefined);
  const shortest = slept(Math.min(milliseconds, AFTER_ANSWER_MS));
  await Promise.race([slept(milliseconds), Promise.all([connection.nextAnswer(either), shortest])]);
  over.abort();
}
