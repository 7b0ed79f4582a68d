import type { Verb } from '../../app/access/authorize.js';
import type { Mint, PublicKey, SecretVerifier } from '../../app/credentials/ports.js';
import type { Position } from '../../app/log/event-store.js';
import type { Handle } from '../../app/commands/handle.js';
import type { Idempotently } from '../../app/commands/idempotency/idempotently.js';
import type { Projector } from '../../app/views/projector.js';
import type { ReadYourWrites } from '../../app/views/read-your-writes.js';
import type { Staleness } from '../../app/views/staleness.js';
import type { Caller, Session } from '../../app/access/session.js';
import type { Outcome } from '../../app/access/enter.js';
import type { ViewDatabase } from '../../app/views/views.js';

/** Where the edge reports what a caller is not told. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the server is made of, as far as operations use it. */
export interface Services {
  handle: Pick<Handle, 'create' | 'change' | 'rehearse'>;
  idempotently: Idempotently;
  mint: Mint;
  verifier: SecretVerifier;
  parsePublicKey: (text: string) => PublicKey;
  views: ViewDatabase;
  projector: Projector;
  reads: ReadYourWrites;
  /** Any position of the log: tells which log it is. */
  origin: () => Promise<Position>;
  staleness: Staleness;
  now: () => Date;
  log: Log;
  /** One root field was asked for, and how it went. */
  measure: (verb: Verb, outcome: Outcome) => void;
}

/** One request. */
export interface RequestContext extends Services {
  /** Who is signed in. Throws `NotSignedIn` when nobody is. */
  session: () => Session;
  /** Did the operation come in a URL? URLs are logged. */
  overGet: boolean;
}

/** What a root field is resolved with: a request whose caller may ask for it. */
export interface Context extends RequestContext {
  caller: Session & Caller;
}

/** The same with more of its own, or other. Nothing is copied: a request has two dozen things at hand and uses three. */
export const extended = <Base extends object, Own extends object>(base: Base, own: Own): Base & Own =>
  Object.assign(Object.create(base) as Base, own);
