import { within } from './timeout.js';

/** At most so many at the same time; the others wait, in the order in which they came. */
export function inFlight(limit: number) {
  let taken = 0;
  const waiting: (() => void)[] = [];

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else taken--;
  }

  return {
    /** Resolves to what gives the place back. Rejects with `TimedOut` after so many milliseconds without one. */
    async enter(milliseconds: number): Promise<() => void> {
      if (taken < limit) {
        taken++;
        return leave;
      }
      let turn = (): void => undefined;
      const place = new Promise<void>((resolve) => {
        turn = resolve;
        waiting.push(turn);
      });
      try {
        await within(milliseconds, place);
        return leave;
      } catch (error) {
        const index = waiting.indexOf(turn);
        if (index >= 0) waiting.splice(index, 1);
        else leave(); // given in the same turn as the time ran out
        throw error;
      }
    },
  };
}

export type InFlight = ReturnType<typeof inFlight>;
