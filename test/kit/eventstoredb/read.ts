import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { Recorded } from './recorded.js';
import { streams, type ReadReq, type ReadResp } from './messages.js';
import { eventMessage, notFound } from './recorded-event.js';
import { failed, refusals } from './refusals.js';
import { nameOf } from './requests.js';
import { subscribe, type Subscribers } from './subscribe.js';
import { slowly, type World } from './world.js';

type Call = ServerWritableStream<ReadReq, ReadResp>;
type Options = ReadReq.Options;

const backwards = (options: Options) => options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;

function* fromStream(log: World['log'], options: Options, behind: boolean): Generator<ReadResp> {
  const asked = options.getStream();
  const stream = nameOf(asked?.getStreamIdentifier());
  const events = log.readable(stream, behind);
  if (!events) return yield notFound(stream);
  const start = asked?.hasEnd() ? Infinity : asked?.hasRevision() ? Number(asked.getRevision()) : 0;
  const inOrder = backwards(options)
    ? events.filter(({ revision }) => revision <= start).reverse()
    : events.filter(({ revision }) => revision >= start);
  for (const event of inOrder.slice(0, Number(options.getCount()))) yield eventMessage(event);
}

/** Forwards from an event on, that one included; backwards without it: a position is then the place before the event. */
function* fromAll(log: World['log'], options: Options): Generator<ReadResp> {
  const asked = options.getAll();
  const end = asked?.hasEnd() ? Infinity : 0;
  const start = asked?.hasPosition() ? Number(asked.getPosition()?.getCommitPosition()) : end;
  if (Number.isFinite(start) && !log.isPlace(start, backwards(options) ? 'backwards' : 'forwards'))
    throw failed('no-place');
  const matching = ({ position }: Recorded) => (backwards(options) ? position < start : position >= start);
  const events = log.all.filter(matching);
  if (backwards(options)) events.reverse();
  for (const event of events.slice(0, Number(options.getCount()))) yield eventMessage(event);
}

/** Sends at the pace of the reader, until there is no more or no reader. */
async function send(call: Call, responses: AsyncIterable<ReadResp> | Iterable<ReadResp>, gone: AbortSignal) {
  for await (const response of responses) {
    if (gone.aborted) return;
    if (!call.write(response)) await once(call, 'drain', { signal: gone });
  }
  call.end();
}

function* cutAfterFirst(responses: Iterable<ReadResp>): Generator<ReadResp> {
  const [first] = responses;
  if (first) yield first;
  throw failed('cut');
}

/** Reads of a stream or of all, and subscriptions to all: one call of the protocol. */
export const read = (world: World, subscribers: Subscribers) => async (call: Call) => {
  const leaving = new AbortController();
  for (const end of ['cancelled', 'error', 'close']) call.on(end, () => leaving.abort());
  const options = call.request.getOptions() ?? new streams.ReadReq.Options();
  const kind = options.hasSubscription() ? 'subscribe' : options.hasAll() ? 'read-all' : 'read-stream';
  const faults = world.faults.draw(kind);
  await slowly(world);
  if (faults.has('stall')) return;
  for (const denial of ['not-ready', 'access-denied', 'unauthenticated'] as const) {
    if (faults.has(denial)) return call.emit('error', refusals[denial]);
  }
  const found =
    kind === 'subscribe'
      ? subscribe(world, subscribers, options, leaving.signal)
      : kind === 'read-all'
        ? fromAll(world.log, options)
        : fromStream(world.log, options, faults.has('behind'));
  const given = faults.has('cut') && Symbol.iterator in found ? cutAfterFirst(found) : found;
  await send(call, given, leaving.signal).catch((error: unknown) => {
    if (!leaving.signal.aborted) call.emit('error', error);
  });
};
