import { accountSchemaVersions } from '../../domain/account/schema-versions.js';
import type { RecordedAccountEvent } from '../../domain/account/recorded.js';
import type { EventMetadata, RecordedKeyEvent } from '../../domain/key/recorded.js';
import { schemaVersions } from '../../domain/key/schema-versions.js';
import type { StoredEvent } from './event-store.js';
import { ACCOUNTS, KEYS } from './streams.js';

/** The log holds an event that this version of the program does not know. Views that skip it would give wrong answers. */
export class UnknownEvent extends Error {
  override name = 'UnknownEvent';
  constructor({ type, position }: StoredEvent, version: unknown) {
    super(
      `The event ${type} in version ${String(version)} at ${position} is not known to this version of the program.`,
    );
  }
}

/** The domain fact of a stored event of a key. Throws `UnknownEvent`. */
export const decode = (stored: StoredEvent): RecordedKeyEvent =>
  ({ ...known(stored, schemaVersions), keyId: stored.stream.slice(KEYS.length) }) as RecordedKeyEvent;

/** The domain fact of a stored event of an account. Throws `UnknownEvent`. */
export const decodeAccountEvent = (stored: StoredEvent) => known(stored, accountSchemaVersions) as RecordedAccountEvent;

function known(stored: StoredEvent, versions: Readonly<Record<string, number>>) {
  const { id, type, data, revision, position } = stored;
  const metadata = stored.metadata as EventMetadata;
  const newest = Object.hasOwn(versions, type) ? (versions[type] ?? 0) : 0;
  const isKnown = metadata.schemaVersion >= 1 && metadata.schemaVersion <= newest; // false without a version
  if (!isKnown) throw new UnknownEvent(stored, metadata.schemaVersion);
  // no check of the shape: the writer checked it, and shapes are frozen
  return { type, data, id, revision, position, metadata };
}

/** Events of keys among those of a log, decoded. Those of accounts concern no view and are passed over; others throw `UnknownEvent`. */
export const keyEventsIn = (events: readonly StoredEvent[]): RecordedKeyEvent[] =>
  events.filter((event) => !isOfAccount(event)).map(decode);

export const isOfAccount = ({ stream }: Pick<StoredEvent, 'stream'>): boolean => stream.startsWith(ACCOUNTS);
