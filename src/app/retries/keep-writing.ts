interface KeepingWriting {
  /** What could not be written stays, and comes again. */
  write: () => Promise<void>;
  log: { warn(fields: object, message: string): void };
  /** Said once when writing begins to fail, and once when it is over. */
  words: { away: string; again: string };
}

/** A flush that never rejects: one at a time, and one that is called meanwhile writes once more after that. */
export function keepWriting({ write, log, words }: KeepingWriting): () => Promise<void> {
  let isAway = false;
  let flushing: Promise<void> | undefined;

  async function tryToWrite(): Promise<void> {
    try {
      await write();
      if (isAway) log.warn({}, words.again);
      isAway = false;
    } catch (error) {
      if (!isAway) log.warn({ err: error }, words.away);
      isAway = true;
    }
  }

  return async () => {
    while (flushing) await flushing;
    flushing = tryToWrite().finally(() => (flushing = undefined));
    await flushing;
  };
}
