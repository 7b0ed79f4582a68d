import type { ServerResponse } from 'node:http';
import type { Actor } from '../../app/access/actor.js';

/** Each stream looks at the log after every event, so they are few: an authorization server needs one for each of its nodes. */
const MAX_STREAMS_OF_CALLER = 20;
const MAX_STREAMS = 200;

/** How many streams are open, of each caller and in all. `count` is told of each that takes a place and gives it back. */
export function streamPlaces(count: (by: 1 | -1) => void) {
  const open = new Map<string, number>();
  let all = 0;
  return {
    /** False when there is no place; a place is given back when the response closes. */
    take({ id, account }: Pick<Actor, 'id' | 'account'>, response: ServerResponse): boolean {
      const caller = JSON.stringify([account, id]);
      const own = open.get(caller) ?? 0;
      if (own >= MAX_STREAMS_OF_CALLER || all >= MAX_STREAMS) return false;
      open.set(caller, own + 1);
      all++;
      count(1);
      response.once('close', () => {
        all--;
        count(-1);
        const left = (open.get(caller) ?? 1) - 1;
        if (left > 0) open.set(caller, left);
        else open.delete(caller);
      });
      return true;
    },
  };
}
