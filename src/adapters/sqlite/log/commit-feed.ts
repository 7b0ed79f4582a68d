import type { AppendAnswer } from './messages.js';

/** Since the store was opened: appends that wrote something, and the commits (an fsync each) that they shared. */
export interface AppendCounts {
  appends: number;
  commits: number;
}

export type Commits = ReturnType<typeof watchCommits>;

/** What the writer has committed, counted, and where subscriptions wait for it. A wake-up cannot be missed: sequences only grow. */
export function watchCommits() {
  const counts: AppendCounts = { appends: 0, commits: 0 };
  let newest = 0;
  let ended = false;
  const sleepers = new Set<() => void>();
  const wakeAll = () => [...sleepers].forEach((wake) => wake());
  return {
    counts: (): AppendCounts => ({ ...counts }),
    ended: () => ended,
    /** The answers of one commit. */
    take(answers: readonly AppendAnswer[]) {
      const fresh = answers.flatMap((answer) => (answer.kind === 'appended' && answer.fresh ? [answer.sequence] : []));
      if (fresh.length === 0) return;
      counts.appends += fresh.length;
      counts.commits += 1;
      newest = fresh.at(-1) ?? newest; // written one after the other
      wakeAll();
    },
    end() {
      ended = true;
      wakeAll();
    },
    /** Resolves once something after this sequence is committed, the signal aborts, or all is at an end. */
    async after(sequence: number, signal: AbortSignal): Promise<void> {
      while (newest <= sequence && !ended && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const wake = () => {
            sleepers.delete(wake);
            signal.removeEventListener('abort', wake);
            resolve();
          };
          sleepers.add(wake);
          signal.addEventListener('abort', wake);
        });
      }
    },
  };
}
