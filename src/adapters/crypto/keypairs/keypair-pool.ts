import { Worker } from 'node:worker_threads';
import type { ModulusLength } from '../../../app/credentials/ports.js';
import type { GeneratedKeypair } from './generated-keypair.js';
import { KeypairPoolDown, keypairWaiters } from './keypair-waiters.js';

export interface KeypairPool {
  /** A pair that nobody else gets. Rejects with `KeypairPoolBusy` or `KeypairPoolDown`. */
  take(modulusLength: ModulusLength): Promise<GeneratedKeypair>;
  /** Begins to make the pairs that are to lie ready. Until then a pair is made when it is asked for. */
  keepReady(): void;
  /** Rejects who is waiting and who comes later, and ends the thread. */
  close(): Promise<void>;
}

/** Pairs kept ready per modulus length: enough for a person clicking, not for a batch, which waits its turn. */
export type PoolSizes = Readonly<Record<ModulusLength, number>>;

export interface KeypairPoolOptions {
  sizes: PoolSizes;
  /** Callers that may wait at the same time. */
  maxWaiters?: number;
  /** Told why the thread ended; it is started again by itself. */
  onCrash?: (error: unknown) => void;
  startWorker?: () => Worker;
}

/** Cheapest first: it is also the one most asked for. */
const modulusLengths = [2048, 3072, 4096] as const;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;

/** Without the options of the main thread: `--input-type`, for one, would keep a worker from starting. */
const startKeypairWorker = () =>
  new Worker(new URL('./keypair-worker.js', import.meta.url), { name: 'keypairs', execArgv: [] });

/**
 * RSA keypairs from one thread, one at a time, some kept ready. Callers are served before the pool is filled, in the order of
 * asking. The thread keeps the process alive only while somebody waits. Pairs not taken yet lie in memory and nowhere else.
 */
export function openKeypairPool({
  sizes,
  maxWaiters = 64,
  onCrash = () => {},
  startWorker = startKeypairWorker,
}: KeypairPoolOptions): KeypairPool {
  const ready: Record<ModulusLength, GeneratedKeypair[]> = { 2048: [], 3072: [], 4096: [] };
  const waiters = keypairWaiters(maxWaiters);
  let worker: Worker | undefined;
  let working = false;
  let filling = false;
  let closed = false;
  let pause = FIRST_PAUSE_MS;
  let restart: NodeJS.Timeout | undefined;

  function start() {
    const started = startWorker();
    let cause: unknown;
    started.on('message', (pair: GeneratedKeypair) => {
      working = false;
      pause = FIRST_PAUSE_MS;
      if (!closed && !waiters.serve(pair)) store(pair);
      work();
    });
    started.on('error', (error) => (cause = error)); // 'exit' follows
    started.on('exit', (code) => {
      worker = undefined;
      working = false;
      waiters.rejectAll();
      if (closed) return;
      restart = setTimeout(work, pause).unref(); // unless somebody asks earlier
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      onCrash(cause ?? new Error(`The keypair thread ended with code ${code}.`));
    });
    return started;
  }

  function store(pair: GeneratedKeypair) {
    const modulusLength = modulusLengths.find((length) => length === pair.modulusLength);
    if (modulusLength) ready[modulusLength].push(pair);
  }

  const lacking = () => modulusLengths.find((length) => filling && ready[length].length < sizes[length]);

  function work() {
    const next = waiters.wanted() ?? lacking();
    if (next !== undefined && !working && !closed) {
      clearTimeout(restart);
      worker ??= start();
      working = true;
      worker.postMessage(next);
    }
    if (waiters.wanted()) worker?.ref();
    else worker?.unref();
  }

  return {
    keepReady() {
      filling = true;
      work();
    },
    async take(modulusLength) {
      if (closed) throw new KeypairPoolDown();
      const taken = ready[modulusLength].shift() ?? waiters.add(modulusLength);
      work();
      return taken;
    },
    async close() {
      closed = true;
      clearTimeout(restart);
      waiters.rejectAll();
      await worker?.terminate();
    },
  };
}
