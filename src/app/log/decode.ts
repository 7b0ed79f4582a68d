import type { KeyEventType } from '../../domain/key/facts.js';
import type { EventMetadata, RecordedKeyEvent } from '../../domain/key/recorded.js';
import { schemaVersions } from '../../domain/key/schema-versions.js';
import type { StoredEvent } from './event-store.js';

/** Prefix of the stream names of keys. No dash before the last character: EventStoreDB splits the name at the first one. */
export const CATEGORY = 'integratorKey-';
/** The stream of a key. */
export const streamOf = (keyId: string) => `${CATEGORY}${keyId}`;

/** The log holds an event that this version of the program does not know. Views that skip it would give wrong answers. */
export class UnknownEvent extends Error {
  override name = 'UnknownEvent';
  constructor({ type, position }: StoredEvent, version: unknown) {
    super(
      `The event ${type} in version ${String(version)} at ${position} is not known to this version of the program.`,
    );
  }
}

/** The domain fact of a stored event. Throws `UnknownEvent`. */
export function decode(stored: StoredEvent): RecordedKeyEvent {
  const { id, type, data, revision, position, stream } = stored;
  const metadata = stored.metadata as EventMetadata;
  const known = Object.hasOwn(schemaVersions, type) ? schemaVersions[type as KeyEventType] : 0;
  const isKnown = metadata.schemaVersion >= 1 && metadata.schemaVersion <= known; // false without a version
  if (!isKnown) throw new UnknownEvent(stored, metadata.schemaVersion);
  const keyId = stream.slice(CATEGORY.length);
  // no check of the shape: the writer checked it, and shapes are frozen
  return { type, data, id, keyId, revision, position, metadata } as RecordedKeyEvent;
}
