import { unrefDelay } from '../retries/unref-delay.js';

/** Work that the server does by itself, periodically. */
export interface Job {
  /** Kebab case, the name of its file: the log and the metrics say it. */
  name: string;
  /** Milliseconds between two due times; at most 24 days, the longest that a timer of Node waits. */
  everyMs: number;
  /** `due`: ISO 8601 UTC with milliseconds; the same on every node. It may come twice, for instance when a clock is set back. */
  run(due: string): Promise<unknown>;
}

export type JobOutcome = 'done' | 'failed';

export interface JobSurroundings {
  now: () => Date;
  log: {
    debug(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  /** Called at the end of each run, with its outcome. */
  measure: (job: string, outcome: JobOutcome) => void;
  /** Rejects, or resolves early, when the signal is aborted. */
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** From 0 up to 1. */
  random?: () => number;
}

/** A run begins at a random moment after its due time, so that not all nodes begin at once: within a tenth of `everyMs`, and at most this. */
const LONGEST_SPREAD_MS = 60_000;

/**
 * Runs each job at its due times, which are the multiples of `everyMs` since 1970: nodes agree on them without talking.
 * A job never runs twice at once in this process: due times that pass during a run are left out. A run that failed is
 * tried again at the next due time.
 */
export function startJobs(
  jobs: readonly Job[],
  { now, log, measure, pause = unrefDelay, random = Math.random }: JobSurroundings,
) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopped = () => signal.aborted;

  async function keepRunning(job: Job): Promise<void> {
    const { everyMs } = job;
    const spreadMs = Math.min(everyMs / 10, LONGEST_SPREAD_MS);
    let dueMs: number | undefined;
    while (!stopped()) {
      dueMs = nextDueMs(everyMs, now().getTime(), dueMs);
      await pause(dueMs - now().getTime() + random() * spreadMs, signal).catch(() => undefined);
      if (stopped()) return;
      await runOnce(job, new Date(dueMs).toISOString());
    }
  }

  async function runOnce({ name, run }: Job, due: string): Promise<void> {
    try {
      await run(due);
      log.debug({ job: name, due }, 'job done');
      measure(name, 'done');
    } catch (error) {
      log.error({ job: name, due, ...withoutMessage(error) }, 'job failed');
      measure(name, 'failed');
    }
  }

  const running = jobs.map(keepRunning);
  return {
    /** Starts no further run, and waits for the current ones. */
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/** The next multiple of `everyMs` after now; never `lastMs` again, even if its timer fired too early. */
function nextDueMs(everyMs: number, nowMs: number, lastMs: number | undefined): number {
  const next = (Math.floor(nowMs / everyMs) + 1) * everyMs;
  return next === lastMs ? next + everyMs : next;
}

/** Class of an error and of its cause, and where it was thrown. Not its message, which may quote data of the job. */
function withoutMessage(error: unknown) {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack = '', cause } = error;
  const at = /^ +at .*$/m.exec(stack.replace(message, ''))?.[0].trim();
  return { error: name, ...(cause instanceof Error && { cause: cause.name }), at };
}
