/** `PRAGMA user_version` of the log that this release writes. */
export const SCHEMA_VERSION = 2;

/**
 * Append-only, and in order, by the database itself. The insert trigger also closes INSERT OR REPLACE, which deletes
 * without firing a delete trigger. SQLite keeps these texts as they are: at start they are compared (verify-log.ts).
 */
export const schema = [
  'CREATE TABLE log (id TEXT NOT NULL) STRICT',
  `CREATE TABLE events (
  sequence INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  metadata TEXT NOT NULL,
  checksum TEXT NOT NULL,
  UNIQUE (stream, revision)
) STRICT`,
  `CREATE TRIGGER events_in_order BEFORE INSERT ON events
WHEN new.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM events)
  OR new.revision IS NOT (SELECT coalesce(max(revision), -1) + 1 FROM events WHERE stream = new.stream)
BEGIN SELECT raise(ABORT, 'events are appended in order'); END`,
  `CREATE TRIGGER events_not_updated BEFORE UPDATE ON events BEGIN SELECT raise(ABORT, 'events are never updated'); END`,
  `CREATE TRIGGER events_not_deleted BEFORE DELETE ON events BEGIN SELECT raise(ABORT, 'events are never deleted'); END`,
  `CREATE TRIGGER log_named_once BEFORE INSERT ON log WHEN EXISTS (SELECT 1 FROM log)
BEGIN SELECT raise(ABORT, 'the log has its id'); END`,
  `CREATE TRIGGER log_not_updated BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log keeps its id'); END`,
  `CREATE TRIGGER log_not_deleted BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log keeps its id'); END`,
];
