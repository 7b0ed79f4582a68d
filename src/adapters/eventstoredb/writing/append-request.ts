import type { EventText } from '../../../app/log/check-append.js';
import { NO_STREAM, type ExpectedRevision } from '../../../app/log/event-store.js';
import { Empty, parts, streams, Timestamp, type BatchAppendReq } from '../client/messages.js';
import { continuedText } from './append-marker.js';

export interface Request {
  /** A UUID that the answer will name. */
  correlationId: string;
  stream: string;
  expected: ExpectedRevision;
  texts: readonly EventText[];
  /** When the server shall give up, in milliseconds since 1970. */
  deadline: number;
}

/** One append as one message of the server's protocol: as the client would send it, and made from the text as it is. */
export function appendRequest({ correlationId, stream, expected, texts, deadline }: Request): BatchAppendReq {
  const options = new streams.BatchAppendReq.Options()
    .setStreamIdentifier(new parts.StreamIdentifier().setStreamName(Buffer.from(stream)))
    .setDeadline(Timestamp.fromDate(new Date(deadline)));
  if (expected === NO_STREAM) options.setNoStream(new Empty());
  else options.setStreamPosition(String(expected));
  const last = texts.length - 1;
  return new streams.BatchAppendReq()
    .setCorrelationId(new parts.UUID().setString(correlationId))
    .setOptions(options)
    .setProposedMessagesList(texts.map((text, index) => proposed(text, index < last)))
    .setIsFinal(true);
}

function proposed({ id, type, data, metadata }: EventText, isContinued: boolean) {
  const message = new streams.BatchAppendReq.ProposedMessage()
    .setId(new parts.UUID().setString(id))
    .setData(Buffer.from(data))
    .setCustomMetadata(Buffer.from(isContinued ? continuedText(metadata) : metadata));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return message;
}
