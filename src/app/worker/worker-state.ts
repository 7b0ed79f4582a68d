/** A document as it was read. */
export interface StateRead {
  /** Larger with each write. */
  revision: number;
  /** What `JSON.parse` made of it. */
  value: unknown;
}

/**
 * Small versioned documents of whoever works for the log in the background: beside the log and never in it. Every server over one
 * store sees the same. Both calls reject with `StoreUnavailable` when it cannot be done now, and with a TypeError or a
 * RangeError for what is no name or no value.
 */
export interface WorkerState {
  /** As it is, or was a moment ago; undefined: it was never written. */
  read(name: string): Promise<StateRead | undefined>;
  /**
   * Writes if the document still has the expected revision (undefined: there is none yet), and resolves to its new one when that is
   * durable; to 'CONFLICT' when it has another. After `StoreUnavailable` it may be written, or still become so; a later `read`
   * tells by the value whose it is.
   */
  write(name: string, expected: number | undefined, value: unknown): Promise<number | 'CONFLICT'>;
}

const NAME = /^[a-z0-9-]{1,64}$/;
/** Characters of JSON. */
const LONGEST = 256 * 1024;

/** The name, if documents may have it: it becomes the name of a stream. Throws a TypeError. */
export function stateName(name: string): string {
  if (!NAME.test(name)) throw new TypeError('The name of a document is 1 to 64 of a-z, 0-9 and -.');
  return name;
}

/** The JSON of a value. Throws a TypeError for what has none, and a RangeError for more than 256 Ki characters. */
export function stateText(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError('A document is JSON.');
  if (text.length > LONGEST) throw new RangeError(`A document is JSON of at most ${LONGEST} characters.`);
  return text;
}
