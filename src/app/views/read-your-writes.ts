import { sameLog, type Position } from '../log/event-store.js';
import type { Projector } from './projector.js';

/** The views of this server have not come far enough within the bound. Trying again later helps. */
export class ViewsBehind extends Error {
  override name = 'ViewsBehind';
}

export type ReadYourWrites = ReturnType<typeof readYourWrites>;

/**
 * Whoever has written through this server sees it in the next answer. `origin` gives any position of the log; `boundMs` is how
 * long a command or a query waits for the views, in milliseconds.
 */
export function readYourWrites(
  projector: Pick<Projector, 'passed' | 'caughtUp'>,
  origin: () => Promise<Position>,
  boundMs: number,
) {
  let written: Position | undefined;
  return {
    /** After an append. When the bound is hit the command has succeeded all the same. */
    async shown(position: Position): Promise<void> {
      if (written === undefined || position > written) written = position;
      await projector.passed(position, boundMs);
    },
    /**
     * Before a read of a view, which the name of its projection says: everything written through this server shows in it, and
     * everything up to `atLeast` if that is given, or this rejects with `ViewsBehind`; with `ForeignPosition` for another log's
     * position. A view that is being rebuilt, or has stopped for good, answers nothing: it may know a secret and not that it was
     * revoked.
     */
    async ready(view: string, atLeast: Position | null | undefined): Promise<void> {
      if (!(await projector.caughtUp(boundMs, view))) throw new ViewsBehind();
      const wanted = [written, atLeast == null ? undefined : sameLog(await origin(), atLeast)];
      for (const position of wanted)
        if (position !== undefined && !(await projector.passed(position, boundMs, view))) throw new ViewsBehind();
    },
  };
}
