/** Within what an idempotency key means one thing. */
export interface Scope {
  account: string;
  actorKind: string;
  actorId: string;
  mutation: string;
}

/** Ids, MACs and encryption derived from a scope, an idempotency key and a pepper. Impossible to derive without the latter two. */
export interface Keys {
  /** Finds the record, and tells nothing of the idempotency key. */
  recordId: string;
  /** Tells whether two texts are the same, and nothing else. */
  mac(text: string): string;
  /** A UUID; the same for the same seed and name. */
  idOf(seed: string, name: string): string;
  seal(text: string): string;
  /** Throws for anything that `seal` did not make under these keys. */
  open(sealed: string): string;
}

/** Under the current pepper first, then under each of the others: a pepper may have changed since the first attempt. */
export type KeysOf = (scope: Scope, idempotencyKey: string) => readonly [Keys, ...Keys[]];
