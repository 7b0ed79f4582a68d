/** One line for the person at the terminal; the command exits with 2. */
export class CannotDo extends Error {
  override name = 'CannotDo';
}
