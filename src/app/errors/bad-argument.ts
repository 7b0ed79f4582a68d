/** An argument of a query makes no sense. The words say what would; they never contain the value. */
export class BadArgument extends Error {
  override name = 'BadArgument';
}
