/** A question about the past that does not say exactly one moment. */
export class AsOfInvalid extends Error {
  override name = 'AsOfInvalid';
  constructor() {
    super('Give exactly one of `time`, `revision` and `position`.');
  }
}

/** The key has no event of this number. */
export class RevisionNotFound extends Error {
  override name = 'RevisionNotFound';
  constructor() {
    super('The key has no event of this revision.');
  }
}

/** The position is none of this log, or lies beyond its end. */
export class PositionForeign extends Error {
  override name = 'PositionForeign';
  constructor() {
    super('The position is not one of this log.');
  }
}

/** A range of time that ends before it begins, or at once. */
export class RangeInvalid extends Error {
  override name = 'RangeInvalid';
  constructor() {
    super('`from` must be before `to`.');
  }
}

/** What will be is not in the log. */
export class TimeInFuture extends Error {
  override name = 'TimeInFuture';
  constructor() {
    super('The time has not come yet.');
  }
}
