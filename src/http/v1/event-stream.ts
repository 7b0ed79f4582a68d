import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { NotSignedIn } from '../../app/access/actor.js';

export const EVENT_STREAM_TYPE = 'text/event-stream';

/** Proxies commonly cut a connection that is silent for 60 s. */
export const SILENCE_MS = 15_000;

/** How long a reader has to take what is on its way once the stream is over. */
const LAST_MS = 1_000;

export interface ServerSentEvent {
  id: string;
  /** What kind of event it is; without one, `message`. */
  event?: string;
  data: object;
}

export interface EventStream<Value> {
  /** Sent at once, so that proxies pass the headers on. A reader that gets no event after it resumes from here. */
  startsAfter: string;
  values: AsyncIterableIterator<Value>;
  asEvent: (value: Value) => ServerSentEvent;
  endsAt: Date;
  /** A comment is sent whenever there was nothing else for so long: a connection that is silent is cut by proxies. */
  silenceMs: number;
}

/** Sends server-sent events (HTML 9.2) until they end, their reader goes, or the server closes. */
export function eventStreams(app: FastifyInstance) {
  const open = new Set<() => void>();
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
    open.forEach((end) => end());
  });

  return <Value>(reply: FastifyReply, { endsAt, ...stream }: EventStream<Value>): FastifyReply => {
    const { raw } = reply;
    let cutting: NodeJS.Timeout | undefined;
    const end = () => {
      void stream.values.return?.();
      cutting ??= setTimeout(() => raw.destroy(), LAST_MS); // who reads nothing would hold the socket, and a closing server
    };
    open.add(end);
    if (closing) end(); // it was being made ready meanwhile
    const endLater = atTime(endsAt, end);
    raw.once('close', () => {
      open.delete(end);
      endLater.cancel();
      void stream.values.return?.();
      clearTimeout(cutting);
    });
    // pulled as fast as the socket takes it, and so a slow reader costs one buffer
    const body = Readable.from(framed(stream), { objectMode: false, highWaterMark: 4096 });
    reply.header('connection', 'close'); // otherwise a closing server waits until the socket has been idle for long
    reply.header('x-accel-buffering', 'no'); // nginx would hold events back
    return reply.type(EVENT_STREAM_TYPE).send(body);
  };
}

type Framed<Value> = Omit<EventStream<Value>, 'endsAt'>;

async function* framed<Value>({ startsAfter, values, asEvent, silenceMs }: Framed<Value>): AsyncGenerator<string> {
  yield `: it begins\nid: ${startsAfter}\n\n`;
  let next = values.next();
  try {
    for (;;) {
      const come = await within(next, silenceMs);
      if (come?.done) return;
      if (come) {
        const { id, event, data } = asEvent(come.value);
        yield `id: ${id}\n${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;
        next = values.next();
      } else yield ': still here\n\n';
    }
  } catch (error) {
    if (!(error instanceof NotSignedIn)) throw error; // the next request is told that the token does not count
  } finally {
    next.catch(() => undefined); // nobody is left who waits for it
    await values.return?.();
  }
}

/** Undefined when it has not come by then; it may be waited for again. */
async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
  try {
    return await Promise.race([promise, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** The longest delay that a timer of Node accepts. */
const MAX_DELAY_MS = 2 ** 31 - 1;

function atTime(time: Date, work: () => void) {
  const ms = time.getTime() - Date.now();
  const timer = ms <= MAX_DELAY_MS ? setTimeout(work, ms) : undefined;
  return { cancel: () => clearTimeout(timer) };
}
