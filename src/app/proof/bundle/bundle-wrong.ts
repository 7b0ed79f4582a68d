/** Something is wrong with a bundle: says in which file, line and event, and what. Never quotes a value. */
export class BundleWrong extends Error {
  override name = 'BundleWrong';
  constructor(
    readonly where: string,
    what: string,
  ) {
    super(`${where}: ${what}`);
  }
}

/** Throws `BundleWrong` unless the condition holds. */
export function require(condition: boolean, where: string, what: string): asserts condition {
  if (!condition) throw new BundleWrong(where, what);
}
