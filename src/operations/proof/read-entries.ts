import { leafCount, positionBeforeTile } from '../../../projections/log-tree/tiles.js';
import { isOfAudit } from '../../app/log/decode.js';
import type { StoredEvent } from '../../app/log/event-store.js';
import { TILE_WIDTH } from '../../app/proof/tree.js';
import type { Asking } from '../asking.js';

/** So many events, from the first one of a tile of leaves on; undefined where the tree does not have as many yet. */
export async function readEntries(
  { views, readLog }: Pick<Asking, 'views' | 'readLog'>,
  { number, width }: { number: number; width: number },
): Promise<StoredEvent[] | undefined> {
  if (number * TILE_WIDTH + width > leafCount(views)) return undefined;
  const found: StoredEvent[] = [];
  for await (const page of readLog(positionBeforeTile(views, number))) {
    found.push(...page.filter((event) => !isOfAudit(event)));
    if (found.length >= width) break;
  }
  return found.slice(0, width);
}
