import {
  START,
  streamNameFilter,
  type AllStreamRecordedEvent,
  type AllStreamSubscription,
} from '@eventstore/db-client';
import type { Client } from '../client/connection.js';
import { cancellation } from '../client/cancel-call.js';
import type { Names } from '../names.js';
import type { AllPosition } from '../positions.js';
import { TimedOut } from '../client/timeout.js';

/** Events buffered for a slow consumer; beyond, the server waits, or drops the subscription. */
const BUFFER_EVENTS = 128;
/** The server says how far it has come whenever it has looked at this many times as many events, whoever's they are. */
const WINDOW_EVENTS = 32;
const CHECKPOINT_EVERY_WINDOWS = 32;

/** What the server says between events. It is put into the stream of them, so that it keeps its place there. */
interface Mark {
  mark: 'caughtUp' | AllPosition;
}
type Item = Mark | { mark?: undefined; event?: AllStreamRecordedEvent };

export interface Page {
  events: AllStreamRecordedEvent[];
  /** The server has reported the end of the log, and all events before it are delivered. */
  caughtUp: boolean;
  /** It has come to here and found nothing else of ours. */
  checkpoint: AllPosition | undefined;
}

export interface Wanted {
  client: Client;
  /** Whose streams; the server looks, not we. */
  names: Pick<Names, 'begins' | 'isOurs'>;
  after: AllPosition | undefined;
  signal: AbortSignal;
  /** Milliseconds to wait for the server to confirm the subscription. */
  boundMs: number;
}

/** One subscription, until it ends: with an error, or without one when the signal has aborted. */
export async function* pagesAfter({ client, names, after, signal, boundMs }: Wanted): AsyncGenerator<Page, void> {
  const filter = streamNameFilter({
    prefixes: [...names.begins],
    maxSearchWindow: WINDOW_EVENTS,
    checkpointInterval: CHECKPOINT_EVERY_WINDOWS,
    checkpointReached: (self, { commit, prepare }) => mark(self, { commit, prepare }), // a throw here would hang it for good
  });
  const options = { filter, fromPosition: after ?? START } as const;
  const subscription = client.subscribeToAll(options, { highWaterMark: BUFFER_EVENTS });
  const unconfirmed = setTimeout(() => subscription.destroy(new TimedOut()), boundMs);
  const cancel = cancellation(subscription);
  subscription.once('confirmation', () => clearTimeout(unconfirmed));
  subscription.on('caughtUp', () => mark(subscription, 'caughtUp'));
  const stop = () => void subscription.destroy();
  signal.addEventListener('abort', stop, { once: true });
  let [events, checkpoint, live]: [AllStreamRecordedEvent[], AllPosition | undefined, boolean] = [[], undefined, false];
  try {
    for await (const item of subscription as AsyncIterable<Item>) {
      if (signal.aborted) return;
      if (item.mark === 'caughtUp') live = true;
      else if (item.mark) checkpoint = item.mark;
      else if (item.event && names.isOurs(item.event.streamId)) events.push(item.event);
      const more = subscription.readableLength > 0;
      if (more && events.length < BUFFER_EVENTS) continue;
      yield { events, caughtUp: live && !more, checkpoint };
      [events, checkpoint] = [[], undefined];
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearTimeout(unconfirmed);
    signal.removeEventListener('abort', stop);
    cancel();
  }
}

const mark = (subscription: AllStreamSubscription, what: Mark['mark']) => void subscription.push({ mark: what });
