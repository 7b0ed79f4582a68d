import type { KeyEventType } from '../../domain/key/facts.js';
import type { EventMetadata, RecordedKeyEvent } from '../../domain/key/recorded.js';
import { schemaVersions } from '../../domain/key/schema-versions.js';
import type { StoredEvent } from './event-store.js';

/** What the names of the streams of keys begin with. No dash inside: EventStoreDB splits at the first one. */
export const CATEGORY = 'integratorKey-';
/** The stream of a key. */
export const streamOf = (keyId: string) => `${CATEGORY}${keyId}`;

/** The log holds a fact that this version of the program does not know: going on would make the views lie. */
export class UnknownEvent extends Error {
  override name = 'UnknownEvent';
  constructor({ type, position }: StoredEvent, version: unknown) {
    super(
      `The event ${type} in version ${String(version)} at ${position} is not known to this version of the program.`,
    );
  }
}

/** What the store kept, as the fact that it is. */
export function decode(stored: StoredEvent): RecordedKeyEvent {
  const { id, type, data, revision, position, stream } = stored;
  const metadata = stored.metadata as EventMetadata;
  const known = Object.hasOwn(schemaVersions, type) ? schemaVersions[type as KeyEventType] : 0;
  const isKnown = metadata.schemaVersion >= 1 && metadata.schemaVersion <= known; // false without a version
  if (!isKnown) throw new UnknownEvent(stored, metadata.schemaVersion);
  const keyId = stream.slice(CATEGORY.length);
  // the shape was checked when it was written, and shapes are frozen
  return { type, data, id, keyId, revision, position, metadata } as RecordedKeyEvent;
}
