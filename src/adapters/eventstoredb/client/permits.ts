import { within } from './timeout.js';

/** At most `limit` permits at a time; other callers wait in order of arrival. */
export function permitsFor(limit: number) {
  let taken = 0;
  const waiting: (() => void)[] = [];

  function release(): void {
    const next = waiting.shift();
    if (next) next();
    else taken--;
  }

  return {
    /** Resolves to the function that releases the permit. Rejects with `TimedOut` when none is free within `milliseconds`. */
    async enter(milliseconds: number): Promise<() => void> {
      if (taken < limit) {
        taken++;
        return release;
      }
      let turn = (): void => undefined;
      const permit = new Promise<void>((resolve) => {
        turn = resolve;
        waiting.push(turn);
      });
      try {
        await within(milliseconds, permit);
        return release;
      } catch (error) {
        const index = waiting.indexOf(turn);
        if (index >= 0) waiting.splice(index, 1);
        else release(); // granted in the same turn as the time ran out
        throw error;
      }
    },
  };
}

export type Permits = ReturnType<typeof permitsFor>;
