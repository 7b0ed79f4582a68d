import type { Session } from '../../app/access/session.js';
import type { Asking, Services } from '../../operations/asking.js';

/** Services and caller of one request, before the permission check. */
export interface RequestContext extends Services {
  /** The session of the caller. Throws `NotSignedIn` without a valid token. */
  session: () => Session;
  /** Who asks, as far as it is known: for the log, when the request fails. */
  asker: () => object;
  /** Did the operation come in a URL? Proxies log URLs. */
  overGet: boolean;
}

/** The context of a resolver: a request after the permission check, with its caller. */
export interface Context extends RequestContext, Asking {}
