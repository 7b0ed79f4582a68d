import { LogDamaged } from '../../../app/log/event-store.js';
import type { Fault } from './fault.js';
import { saysDamage } from './result-code.js';

/** Another process, or another store in this process, is using this data directory. */
export class DataDirectoryInUse extends Error {
  override name = 'DataDirectoryInUse';
  constructor(dataDirectory: string) {
    super(
      `The data directory ${dataDirectory} is in use by another process: stop that one, or set KEYLEDGER_DATA_DIR.`,
    );
  }
}

/** The data directory cannot be made, read or written, for a reason that the operating system gives. */
export class DataDirectoryUnusable extends Error {
  override name = 'DataDirectoryUnusable';
}

/** `why` is a sentence that also says what to do. */
export const unusable = (dataDirectory: string, why: string) =>
  `The data directory ${dataDirectory} cannot be used: ${why}`;

/** A newer release has written this log; this release cannot interpret it. */
export class LogIsNewer extends Error {
  override name = 'LogIsNewer';
  constructor(dataDirectory: string) {
    super(
      `The event log in ${dataDirectory} was written by a newer release, which this one cannot open, or its header is damaged.`,
    );
  }
}

/** The event log cannot be opened, or its disk has failed. `resultCode` is SQLite's, if it was SQLite that said so. */
export class LogFault extends Error {
  override name = 'LogFault';
  constructor(
    message: string,
    readonly resultCode?: number,
  ) {
    super(resultCode === undefined ? message : `${message} (SQLite result code ${resultCode})`);
  }
}

/** `what` is a sentence that names events by their number and never quotes one. */
export const damaged = (what: string) =>
  new LogDamaged(`The event log is damaged: ${what} Restore a backup of events.db.`);

/** The damage that this fault tells of, if it does. */
export function damageIn({ name, message, resultCode }: Fault): LogDamaged | undefined {
  if (name === 'LogDamaged') return new LogDamaged(message);
  return saysDamage(resultCode) ? damaged(`${message} (SQLite result code ${resultCode}).`) : undefined;
}
