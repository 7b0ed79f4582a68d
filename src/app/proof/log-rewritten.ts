/** The log does not continue what this server, or another of it, has signed. Nothing is signed or written any more. */
export class LogRewritten extends Error {
  override name = 'LogRewritten';
  constructor() {
    super('The event log is not a continuation of what was signed: it has lost or changed events.');
  }
}
