import type { Recorded } from './recorded.js';
import type { ReadReq, ReadResp } from './messages.js';
import { caughtUp, checkpoint, confirmation, eventMessage } from './recorded-event.js';
import { failed } from './refusals.js';
import type { World } from './world.js';

/** Ends each subscription in its own way. */
export type Subscribers = Set<(how: 'cut' | 'consumer-too-slow') => void>;

const PAGE = 32;
/** Events and checkpoints that wait for a consumer before it is dropped: two buffers of the real one. */
const LIVE_BUFFER = 64;

function filterOf(options: ReadReq.Options) {
  const filter = options.getFilter();
  const prefixes = filter?.getStreamIdentifier()?.getPrefixList() ?? [];
  const window = filter?.hasMax() ? filter.getMax() : PAGE;
  const interval = filter ? filter.getCheckpointintervalmultiplier() * window : Infinity;
  const wanted = ({ stream }: Recorded) => !filter || prefixes.some((prefix) => stream.startsWith(prefix));
  return { window, interval, wanted };
}

/** All events after a position, first those that are there, then those that come. */
export async function* subscribe(
  { log, faults }: World,
  subscribers: Subscribers,
  options: ReadReq.Options,
  gone: AbortSignal,
): AsyncGenerator<ReadResp> {
  const { window, interval, wanted } = filterOf(options);
  const waiting: ({ event: Recorded } | { place: number })[] = [];
  let considered = 0;
  let ending: 'cut' | 'consumer-too-slow' | undefined;
  let wake = () => {};
  const end = (how: 'cut' | 'consumer-too-slow') => {
    ending ??= how;
    wake();
  };
  function follow(event: Recorded): void {
    considered++;
    if (wanted(event)) waiting.push({ event });
    if (considered >= interval) {
      considered = 0;
      waiting.push({ place: event.position });
    }
    if (waiting.length > LIVE_BUFFER) end('consumer-too-slow');
    wake();
  }
  function* delivered(event: Recorded): Generator<ReadResp> {
    if (ending) throw failed(ending);
    const odd = faults.draw('delivery');
    if (odd.has('cut')) throw failed('cut');
    if (odd.has('consumer-too-slow')) throw failed('consumer-too-slow');
    yield eventMessage(event);
    if (odd.has('twice')) yield eventMessage(event);
  }

  subscribers.add(end);
  gone.addEventListener('abort', () => wake(), { once: true });
  try {
    let next = startOf(log, options);
    yield confirmation();
    while (next < log.all.length) {
      const page: Recorded[] = [];
      const first = log.all[next];
      let matching = 0;
      while (page.length < window && matching < PAGE && next < log.all.length) {
        const event = log.all[next++] as Recorded;
        page.push(event);
        if (wanted(event)) matching++;
      }
      const matched = page.filter(wanted);
      for (const event of matched) yield* delivered(event);
      considered += page.length;
      if (considered >= interval && next < log.all.length) {
        considered %= interval;
        yield checkpoint((matched.at(-1) ?? first)?.position ?? 0);
      }
    }
    log.followers.add(follow);
    if (!ending) yield caughtUp();
    while (!gone.aborted) {
      if (ending) throw failed(ending);
      const item = waiting.shift();
      if (!item) await new Promise<void>((resolve) => (wake = resolve));
      else if ('event' in item) yield* delivered(item.event);
      else yield checkpoint(item.place);
    }
  } finally {
    log.followers.delete(follow);
    subscribers.delete(end);
  }
}

/** After a position: the first event at or after it is passed over, as the real one does. */
function startOf({ all, isPlace }: World['log'], options: ReadReq.Options): number {
  const asked = options.getAll();
  if (asked?.hasEnd()) return all.length;
  const start = Number(asked?.getPosition()?.getCommitPosition() ?? 0);
  if (start === 0) return 0;
  if (!isPlace(start)) throw failed('unhandled');
  const at = all.findIndex(({ position }) => position >= start);
  return at === -1 ? all.length : at + 1;
}
