import { parts, streams, type ReadResp } from './messages.js';
import type { Recorded } from './recorded.js';

const TICKS_PER_MILLISECOND = 10_000n;

/** An event as readers get it: text for its numbers, ticks of 100 ns since 1970 for its time. */
export function eventMessage(event: Recorded): ReadResp {
  const position = `${event.position}`;
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new parts.UUID().setString(event.id))
    .setStreamIdentifier(new parts.StreamIdentifier().setStreamName(Buffer.from(event.stream)))
    .setStreamRevision(`${event.revision}`)
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  const described = recorded.getMetadataMap();
  described.set('type', event.type);
  described.set('content-type', event.contentType);
  described.set('created', `${BigInt(event.created) * TICKS_PER_MILLISECOND}`);
  return new streams.ReadResp().setEvent(
    new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(position),
  );
}

export const confirmation = (): ReadResp =>
  new streams.ReadResp().setConfirmation(
    new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID()),
  );
export const caughtUp = (): ReadResp => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
export const checkpoint = (place: number): ReadResp =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(`${place}`).setPreparePosition(`${place}`),
  );
export const notFound = (stream: string): ReadResp =>
  new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(
      new parts.StreamIdentifier().setStreamName(Buffer.from(stream)),
    ),
  );
