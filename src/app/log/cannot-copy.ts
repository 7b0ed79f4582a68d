/** The target does not accept an event, or another process writes to it. */
export class CannotCopy extends Error {
  override name = 'CannotCopy';
}
