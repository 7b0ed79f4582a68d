import { type Position } from '../log/event-store.js';
import { sameLog } from '../log/same-log.js';
import type { Projector } from './projector.js';

/** The views of this server did not reach the wanted position within the bound. A later retry helps. */
export class ViewsBehind extends Error {
  override name = 'ViewsBehind';
}

export type ReadYourWrites = ReturnType<typeof readYourWrites>;

/**
 * A client that wrote through this server sees its change in the next answer. `origin` gives any position of the log; `boundMs` is how
 * long a command or a query waits for the views, in milliseconds.
 */
export function readYourWrites(
  projector: Pick<Projector, 'passed' | 'caughtUp' | 'shows'>,
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
    /** Is there nothing that `ready` would wait for, or refuse? A read may then follow at once. */
    readyNow: (view: string, atLeast: Position | null | undefined): boolean =>
      atLeast == null && projector.shows(view, written),
    /**
     * To be called before a read of a view; `view` is the name of its projection. Resolves when the view shows every write of
     * this server and everything up to `atLeast`. Rejects with `ViewsBehind`; with `ForeignPosition` for another log's position.
     * A view that is being rebuilt, or has stopped for good, answers nothing: it may know a secret but not its revocation.
     */
    async ready(view: string, atLeast: Position | null | undefined): Promise<void> {
      if (!(await projector.caughtUp(boundMs, view))) throw new ViewsBehind();
      const wanted = [written, atLeast == null ? undefined : sameLog(await origin(), atLeast)];
      for (const position of wanted)
        if (position !== undefined && !(await projector.passed(position, boundMs, view))) throw new ViewsBehind();
    },
  };
}
