import type { Session } from '../../app/access/session.js';
import type { Asking, Services } from '../../operations/asking.js';

/** One request. */
export interface RequestContext extends Services {
  /** Who is signed in. Throws `NotSignedIn` when nobody is. */
  session: () => Session;
  /** Did the operation come in a URL? URLs are logged. */
  overGet: boolean;
}

/** What a root field is resolved with: a request whose caller may ask for it. */
export interface Context extends RequestContext, Asking {}

/** The same with more of its own, or other. Nothing is copied: a request has two dozen things at hand and uses three. */
export const extended = <Base extends object, Own extends object>(base: Base, own: Own): Base & Own =>
  Object.assign(Object.create(base) as Base, own);
