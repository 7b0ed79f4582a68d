/** Another process, or another store in this one, has this data directory. */
export class DataDirectoryInUse extends Error {
  override name = 'DataDirectoryInUse';
  constructor(dataDirectory: string) {
    super(
      `The data directory ${dataDirectory} is in use by another process: stop that one, or set KEYLEDGER_DATA_DIR.`,
    );
  }
}

/** A later release has written this log; this one cannot know what it means. */
export class LogIsNewer extends Error {
  override name = 'LogIsNewer';
  constructor(dataDirectory: string) {
    super(`The event log in ${dataDirectory} was written by a newer release; this one cannot open it.`);
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
