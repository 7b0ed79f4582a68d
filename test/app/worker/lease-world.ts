import { StoreUnavailable } from '../../../src/app/log/event-store.js';
import { keepLease, type Lease } from '../../../src/app/worker/lease.js';
import type { WorkerState } from '../../../src/app/worker/worker-state.js';
import { workerStateInMemory } from '../../kit/stores/worker-state-in-memory.js';

/** How one request fares, in true milliseconds. It is given up after `BOUND_MS` of its sender's clock, and may arrive all the same. */
export interface Way {
  thereMs: number;
  backMs: number;
  isLost?: 'request' | 'answer';
}
export const quick: Way = { thereMs: 5, backMs: 5 };
export const BOUND_MS = 2_500;

export interface Contender extends Lease {
  /** Nothing of it runs for so long; its clock does. */
  freeze(milliseconds: number): void;
  /** The whole machine sleeps: its clock stands still as well. */
  suspend(milliseconds: number): void;
  isFrozen(): boolean;
  warned: string[];
}

/** A store, a network and processes in a time of their own, which passes as fast as they can be computed. */
export function leaseWorld({
  way = () => quick,
  isAway = () => false,
}: { way?: () => Way; isAway?: () => boolean } = {}) {
  const store = workerStateInMemory();
  let [at, count] = [0, 0];
  const due: { at: number; order: number; run: () => void }[] = [];
  const after = (milliseconds: number, run: () => void) =>
    void due.push({ at: at + milliseconds, order: count++, run });

  /** Lets time pass; `each` is called after everything that happens. */
  async function pass(milliseconds: number, each: () => void = () => undefined): Promise<void> {
    const end = at + milliseconds;
    for (;;) {
      await settled();
      each();
      due.sort((one, other) => one.at - other.at || one.order - other.order);
      if (!due[0] || due[0].at > end) break;
      at = due[0].at;
      due.shift()?.run();
    }
    at = end;
  }

  /** A process that strives for the lease; `rate`: milliseconds of its clock in a true one. */
  function contender(holder: string, { rate = 1, offset = 0 } = {}): Contender {
    let [frozenUntil, asleepMs] = [0, 0];
    const warned: string[] = [];
    const awake = (run: () => void) => (): void => (at < frozenUntil ? after(frozenUntil - at, awake(run)) : run());
    const later = (milliseconds: number, run: () => void) => after(milliseconds / rate, awake(run));

    const ask = <Result>(request: () => Promise<Result>) =>
      new Promise<Result>((resolve, reject) => {
        const { thereMs, backMs, isLost } = way();
        later(BOUND_MS, () => reject(new StoreUnavailable('no answer')));
        after(thereMs, () => {
          if (isAway() || isLost === 'request') return;
          void request().then(
            (answer) =>
              isLost !== 'answer' &&
              after(
                backMs,
                awake(() => resolve(answer)),
              ),
          );
        });
      });
    const state: WorkerState = {
      read: (name) => ask(() => store.read(name)),
      write: (name, expected, value) => ask(() => store.write(name, expected, value)),
    };
    const lease = keepLease({
      ...{ state, name: 'lease', holder, log: { warn: (_, message) => void warned.push(message) } },
      now: () => offset + (at - asleepMs) * rate,
      pause: (milliseconds, signal) =>
        new Promise((resolve) => {
          later(milliseconds, () => resolve(undefined));
          if (signal.aborted) resolve(undefined);
          signal.addEventListener('abort', resolve);
        }),
    });
    const freeze = (milliseconds: number) => void (frozenUntil = Math.max(frozenUntil, at + milliseconds));
    return {
      ...lease,
      freeze,
      suspend(milliseconds) {
        freeze(milliseconds);
        asleepMs += milliseconds;
      },
      isFrozen: () => at < frozenUntil,
      warned,
    };
  }

  return { store, after, pass, contender, at: () => at };
}

/** After all that follows at once from what has happened. */
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));
