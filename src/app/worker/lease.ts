import { keepWriting } from '../retries/keep-writing.js';
import { unrefDelay } from '../retries/unref-delay.js';
import type { StateRead, WorkerState } from './worker-state.js';

/**
 * In milliseconds. A holder that dies is replaced within 30 s while the store answers each request within 2.5 s: its last write is
 * seen after `LOOK_EVERY_MS` and a look, and taken over `TAKE_OVER_AFTER_MS`, another look and a write later: 27.5 s.
 * No two hold it at once unless a clock runs half as fast again as another: `HELD_MS` is counted from before the holder's
 * write, `TAKE_OVER_AFTER_MS` from after another has seen it. How long a write takes, or a process is frozen, has no part in it.
 */
export const LOOK_EVERY_MS = 5_000;
export const HELD_MS = 10_000;
export const TAKE_OVER_AFTER_MS = 15_000;
/** After a fault, and after another was faster. */
const AGAIN_AFTER_MS = 1_000;

export interface Lease {
  /** To be asked before each effect: a process that was frozen finds out by it that its time is over. */
  isHeld(): boolean;
  /** Resolves to true as soon as it is held; to false when it is stopped. */
  held(): Promise<boolean>;
  /** It is not held any more from the call on, and others may take it at once: end the work first. Never rejects. */
  stop(): Promise<void>;
}

interface KeepingLease {
  state: WorkerState;
  name: string;
  /** Who this is: random and new with each start, so that no two are taken for one. */
  holder: string;
  /** Milliseconds of a clock that never goes back, such as `performance.now()`; what it counts from is its own affair. */
  now: () => number;
  /** Rejects, or resolves early, when the signal is aborted. */
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  log: { warn(fields: object, message: string): void };
}

/** What the document says: whose it is, null when it was released. That its revision grows tells that the holder lives. */
interface Held {
  holder: string | null;
}

/**
 * Strives to be the one that holds a lease, until it is stopped. The holder writes the document every 5 s; when it has not changed for
 * 15 s, another takes it by writing at the revision that it saw. No two clocks are compared.
 */
export function keepLease({ state, name, holder, now, pause = unrefDelay, log }: KeepingLease): Lease {
  const [stopping, waiting] = [new AbortController(), [] as ((isHeld: boolean) => void)[]];
  const { signal } = stopping;
  let [heldUntilMs, writtenRevision, pauseMs] = [-Infinity, -1, 0];
  let seen: { revision: number; sinceMs: number } | undefined;
  let ending: Promise<void> | undefined;

  const isHeld = () => !signal.aborted && now() < heldUntilMs;
  const tell = (answer: boolean) => waiting.splice(0).forEach((resolve) => resolve(answer));

  /** How long the document has to stay as it is before it may be taken; from other hands it slips at once. */
  function mustWaitMs(found: StateRead | undefined): number {
    if (seen?.revision !== found?.revision) seen = found && { revision: found.revision, sinceMs: now() };
    const [last, other] = [seen, holderIn(found)];
    if (!last || other === null || other === holder) return 0;
    if (last.revision > writtenRevision) heldUntilMs = -Infinity; // also where a clock stood still, as of a suspended machine
    return last.sinceMs + TAKE_OVER_AFTER_MS - now();
  }

  /** One look, and the write if it is to be or to stay ours. Resolves to the pause before the next one. */
  async function look(): Promise<number> {
    const found = await state.read(name);
    const waitMs = mustWaitMs(found);
    if (waitMs > 0 || signal.aborted) return Math.min(LOOK_EVERY_MS, waitMs);
    const beganMs = now();
    const written = await state.write(name, found?.revision, { holder } satisfies Held);
    if (written === 'CONFLICT') return AGAIN_AFTER_MS;
    [heldUntilMs, writtenRevision] = [beganMs + HELD_MS, written];
    if (isHeld()) tell(true);
    return beganMs + LOOK_EVERY_MS - now();
  }

  const tryToLook = keepWriting({
    async write() {
      pauseMs = AGAIN_AFTER_MS;
      pauseMs = await look();
    },
    log,
    words: {
      away: 'the lease of the worker cannot be kept now, retrying',
      again: 'the lease of the worker can be kept again',
    },
  });

  async function keep(): Promise<void> {
    while (!signal.aborted) {
      await tryToLook();
      await pause(Math.max(0, pauseMs), signal).catch(() => undefined);
    }
  }

  /** A write whose fate was unknown may have made it ours too: the document says so. */
  async function release(): Promise<void> {
    const found = await state.read(name);
    if (holderIn(found) === holder) await state.write(name, found?.revision, { holder: null } satisfies Held);
  }

  const keeping = keep();
  return {
    isHeld,
    held: async () =>
      isHeld() || (!signal.aborted && (await new Promise<boolean>((resolve) => void waiting.push(resolve)))),
    stop: () =>
      (ending ??= (async () => {
        stopping.abort();
        tell(false);
        await keeping;
        await release().catch(() => undefined); // then it is taken over in time
      })()),
  };
}

const holderIn = (found: StateRead | undefined): string | null => (found?.value as Held | undefined)?.holder ?? null;
