import { unrefDelay } from '../retries/unref-delay.js';
import { LogDamaged, type EventStore, type Position, type StoredEvent } from '../log/event-store.js';
import { neverScrubbed, type Scrubbed } from './scrubbed.js';
import { condition } from '../views/condition.js';

/** Milliseconds of rest for each one of reading: a tenth of one core at most. */
const REST_FOR_WORK = 9;
/** Between the last page and the files: they are read without a pause, and a start has other work first. */
const BEFORE_FILES_MS = 30_000;
const BETWEEN_PASSES_MS = 10 * 60 * 1000;
/** Until what could not be read is tried again. */
const RETRY_MS = 10_000;

/** What one pass looks for beyond what the store compares. Both throw `LogDamaged`, or anything else to be asked again. */
export interface PassCheck {
  page(events: readonly StoredEvent[]): Promise<void> | void;
  /** After the last page. */
  end(): void;
}

export interface Scrubbing {
  /** Compares checksums, and misses an event that is gone. */
  store: Pick<EventStore, 'readAll'>;
  /** Called at the beginning of each pass. */
  checkPass?: (() => PassCheck) | undefined;
  /** What no reading of events sees, at the end of each pass. Rejects with `LogDamaged`, or with anything else to be asked again. */
  checkFiles?: (signal: AbortSignal) => Promise<void>;
  /** Called at most once; nothing is read afterwards. */
  onDamage: (error: LogDamaged) => void;
  /** Called once whenever the log cannot be read for a while; it is tried again. */
  onTrouble: (error: unknown) => void;
  now: () => Date;
  /** Rejects, or resolves early, when the signal is aborted. */
  pause?: ((milliseconds: number, signal: AbortSignal) => Promise<unknown>) | undefined;
}

/** Reads the log from its beginning to its end, slowly and for ever, for the damage that nobody would meet otherwise. */
export function scrubLog(scrubbing: Scrubbing) {
  const { store, checkPass, checkFiles, onDamage, onTrouble, now, pause = unrefDelay } = scrubbing;
  const stopping = new AbortController();
  const { signal } = stopping;
  const isStopped = () => signal.aborted;
  const changed = condition();
  const scrubbed = neverScrubbed();
  let reached: Position | undefined; // of this pass, as `check`
  let check: PassCheck | undefined;
  let wholePasses = 0;
  let isTroubled = false;

  const rest = (milliseconds: number) => pause(milliseconds, signal).catch(() => undefined);

  async function readToTheEnd(): Promise<void> {
    let began = performance.now();
    for await (const events of store.readAll(reached)) {
      if (isStopped()) return;
      await check?.page(events);
      scrubbed.events += events.length;
      reached = events.at(-1)?.position ?? reached;
      if (reached !== undefined && reached > (scrubbed.verifiedUpTo ?? '')) scrubbed.verifiedUpTo = reached;
      await rest(REST_FOR_WORK * (performance.now() - began));
      if (isStopped()) return;
      began = performance.now();
    }
  }

  async function pass(): Promise<void> {
    check ??= checkPass?.();
    await readToTheEnd();
    if (!isStopped()) check?.end();
    if (checkFiles && !isStopped()) await rest(BEFORE_FILES_MS);
    if (!isStopped()) await checkFiles?.(signal);
    if (isStopped()) return;
    scrubbed.lastWholePass = now().toISOString();
    wholePasses++;
    reached = check = undefined;
    isTroubled = false;
    changed.wake();
  }

  async function keepScrubbing(): Promise<void> {
    while (!isStopped())
      try {
        await pass();
        await rest(BETWEEN_PASSES_MS);
      } catch (error) {
        if (isStopped()) return;
        if (error instanceof LogDamaged) {
          stop();
          return onDamage(error);
        }
        if (!isTroubled) onTrouble(error);
        isTroubled = true;
        await rest(RETRY_MS);
      }
  }

  /** Waits for nothing: what is being read is left. */
  function stop(): void {
    stopping.abort();
    changed.wake();
  }

  return {
    state: (): Scrubbed => ({ ...scrubbed }),
    /** Begins the first pass. To be called once. */
    begin: () => void keepScrubbing(),
    /** Resolves at the end of the next whole pass: true; or false when there will be none, because of damage or a stop. */
    wholePass(): Promise<boolean> {
      const before = wholePasses;
      return changed.until(() => wholePasses > before, isStopped, Infinity);
    },
    stop,
  };
}

export type Scrub = ReturnType<typeof scrubLog>;
