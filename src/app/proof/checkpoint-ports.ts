import type { EventStore, Position } from '../log/event-store.js';
import type { Signer } from './note.js';
import type { Hash } from './tree.js';
import type { VerifierKey } from './verifier-key.js';

/** The tree as the views of this server have it. */
export interface TreeOfViews {
  size(): number;
  /** Of its first so many leaves. */
  root(size: number): Hash;
}

/** The newest checkpoint, kept where whoever can write the store cannot: beside the key. */
export interface RememberedCheckpoint {
  read(): string | null;
  /** On the disk when it returns. */
  write(note: string): void;
}

export interface KeepingCheckpoints {
  store: Pick<EventStore, 'lastOf' | 'append' | 'head'>;
  tree: TreeOfViews;
  /** Resolves when the tree of this server has everything up to the position. */
  shown: (position: Position) => Promise<unknown>;
  /** Those who sign, under this name: the key, and the one that it is about to be replaced by. */
  signersOf: (origin: string) => readonly Signer[];
  remembered: RememberedCheckpoint;
  /** Whose signatures are kept beside those. */
  witnesses: readonly VerifierKey[];
  /** For a log that has no origin yet; null: `keyledger/<log id>`. */
  origin: string | null;
  now: () => Date;
  newId: () => string;
}
