import { NO_STREAM, type EventToAppend, type ExpectedRevision } from './event-store.js';

/** An event that every store accepts: its id is a UUID in lower case, its data and metadata are the text of JSON objects. */
export interface EventText {
  id: string;
  type: string;
  data: string;
  metadata: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CONTROL = /\p{Cc}/u;
/** Bytes of data and metadata in one append: EventStoreDB's default limit, which both stores apply so that they accept the same appends. */
const MAX_APPEND_BYTES = 1024 * 1024;

/** The events of an append as text. Throws a TypeError or RangeError that names the fault and never quotes a value. */
export function checkAppend(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): EventText[] {
  checkStream(stream);
  if (expected !== NO_STREAM && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new RangeError('An expected revision is an integer from 0, or NO_STREAM.');
  }
  if (events.length === 0) throw new RangeError('An append has at least one event.');
  const texts = events.map(textOf);
  const size = texts.reduce(
    (sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata),
    0,
  );
  if (size > MAX_APPEND_BYTES)
    throw new RangeError(`An append has at most ${MAX_APPEND_BYTES} bytes of data and metadata.`);
  return texts;
}

/** Throws a TypeError unless the text is a valid stream name. */
export function checkStream(stream: string): void {
  if (!isName(stream)) throw new TypeError('The name of a stream is text without control characters, and not empty.');
}

function textOf({ id, type, data, metadata }: EventToAppend): EventText {
  if (typeof id !== 'string' || !UUID.test(id)) throw new TypeError('The id of an event is a UUID.');
  if (!isName(type)) throw new TypeError('The type of an event is text without control characters, and not empty.');
  return { id: id.toLowerCase(), type, data: json('data', data), metadata: json('metadata', metadata) };
}

const isName = (text: unknown) => typeof text === 'string' && text !== '' && text.isWellFormed() && !CONTROL.test(text);

function json(part: 'data' | 'metadata', value: object): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // The error would quote property names; the TypeError below quotes nothing.
  }
  if (text?.[0] !== '{') throw new TypeError(`The ${part} of an event cannot be serialised to a JSON object.`);
  return text;
}
