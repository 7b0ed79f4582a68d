export interface Proposed {
  id: string;
  type: string;
  contentType: string;
  data: Uint8Array;
  metadata: Uint8Array;
}
export interface Recorded extends Proposed {
  stream: string;
  revision: number;
  /** A place in bytes; commit and prepare position at once, as of everything that the client appends. */
  position: number;
  /** Milliseconds since 1970. */
  created: number;
}
/** Written, now or long ago; or not, and where the stream is (-1: nowhere). */
export type Outcome = { revision: number; position: number } | { conflict: number };
