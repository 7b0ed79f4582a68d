import { accountSchemaVersions } from '../../domain/account/schema-versions.js';
import type { RecordedAccountEvent } from '../../domain/account/recorded.js';
import type { EventMetadata, RecordedKeyEvent } from '../../domain/key/recorded.js';
import { schemaVersions } from '../../domain/key/schema-versions.js';
import type { StoredEvent } from './event-store.js';
import { ACCOUNTS, AUDIT, KEYS } from './streams.js';
import { upcast } from './upcast.js';

/** The log holds an event that this version of the program does not know. Views that skip it would give wrong answers. */
export class UnknownEvent extends Error {
  override name = 'UnknownEvent';
  constructor({ type, position }: StoredEvent, version: unknown) {
    super(
      `The event ${type} in version ${String(version)} at ${position} is not known to this version of the program.`,
    );
  }
}

/** The domain fact of a stored event of a key. Throws `UnknownEvent`, also for one of a stream of no kind that is known. */
export function decode(stored: StoredEvent): RecordedKeyEvent {
  const { stream } = stored;
  const versions = stream.startsWith(KEYS) ? schemaVersions : {}; // by its end alone it would pass for an event of a key
  return { ...known(stored, versions), keyId: stream.slice(KEYS.length) } as RecordedKeyEvent;
}

/** The domain fact of a stored event of an account. Throws `UnknownEvent`. */
export const decodeAccountEvent = (stored: StoredEvent) => known(stored, accountSchemaVersions) as RecordedAccountEvent;

function known(stored: StoredEvent, versions: Readonly<Record<string, number>>) {
  const { id, type, data, revision, position } = stored;
  const metadata = stored.metadata as EventMetadata;
  const newest = Object.hasOwn(versions, type) ? (versions[type] ?? 0) : 0;
  const isKnown = metadata.schemaVersion >= 1 && metadata.schemaVersion <= newest; // false without a version
  if (!isKnown) throw new UnknownEvent(stored, metadata.schemaVersion);
  // no check of the shape: the writer checked it, and shapes are frozen
  return { type, data: upcast(type, metadata.schemaVersion, data), id, revision, position, metadata };
}

/** An event of a key, decoded, and its data as they are stored, where that is known; or one of an account as it is stored, perhaps by a later release. */
export type LogEvent = (RecordedKeyEvent & { storedData?: object }) | StoredEvent;

/** What concerns the views among the events of a log: those of keys, of which an unknown one throws `UnknownEvent`, and of accounts. */
export const logEventsIn = (events: readonly StoredEvent[]): LogEvent[] =>
  events.filter((event) => !isOfAudit(event)).map((event) => (isOfAccount(event) ? event : decodeForViews(event)));

const decodeForViews = (event: StoredEvent): LogEvent => Object.assign(decode(event), { storedData: event.data });

export const isOfAccount = ({ stream }: Pick<StoredEvent, 'stream'>): boolean => stream.startsWith(ACCOUNTS);

/** What the server says of its own log, such as signed checkpoints: it is not in the tree, and concerns no view. */
export const isOfAudit = ({ stream }: Pick<StoredEvent, 'stream'>): boolean => stream.startsWith(AUDIT);
