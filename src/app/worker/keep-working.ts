import { unrefDelay } from '../retries/unref-delay.js';
import type { Lease } from './lease.js';

/** Work that one process at a time does. */
export interface Task {
  /** Kebab case: the log and the metrics say it. */
  name: string;
  /** Milliseconds between the end of a run and the next. */
  everyMs: number;
  run(turn: Turn): Promise<void>;
  /** Resolves when nothing goes on that a run has begun; of a task whose runs do not wait for that themselves. */
  ended?(): Promise<unknown>;
}

/** What a task asks before each effect. */
export interface Turn {
  /** False without the lease, which is another's then: not even what was done may be written down. */
  isHeld(): boolean;
  /** False also when the worker ends: nothing more is begun, and the lease is held until it is written down what was done. */
  mayGoOn(): boolean;
}

interface Working {
  lease: Lease;
  log: { error(fields: object, message: string): void };
  measure: (task: string, outcome: 'done' | 'failed') => void;
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/** Runs each task again and again as long as the lease is held. A run that failed is tried again at the next time. */
export function keepWorking(tasks: readonly Task[], { lease, log, measure, pause = unrefDelay }: Working) {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function repeat({ name, everyMs, run }: Task): Promise<void> {
    while (!signal.aborted && (await lease.held())) {
      const once = runOnce(name, run);
      runs.add(once);
      await once;
      runs.delete(once);
      await pause(everyMs, signal).catch(() => undefined);
    }
  }

  async function runOnce(name: string, run: Task['run']): Promise<void> {
    try {
      await run({ isHeld: lease.isHeld, mayGoOn: () => !signal.aborted && lease.isHeld() });
      measure(name, 'done');
    } catch (error) {
      // not its message, which may quote data
      log.error(
        { task: name, error: error instanceof Error ? error.name : typeof error },
        'a task of the worker failed',
      );
      measure(name, 'failed');
    }
  }

  const runs = new Set<Promise<void>>();
  const repeating = tasks.map(repeat);
  return {
    /** Begins nothing more, waits for what runs, and gives the lease back. Never rejects. */
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all(runs);
      for (const task of tasks) await task.ended?.();
      await lease.stop(); // wakes the tasks that wait for it
      await Promise.all(repeating);
    },
  };
}
