import { isIP } from 'node:net';
import type { Reach } from '../../domain/key/reach.js';
import { holdsSecretMaterial } from '../../domain/values/secret-material.js';
import { NoToken, NotSignedIn, type Actor, type Authenticator } from './actor.js';

/** What a request says of itself. */
export interface Source {
  /** The Authorization header, or what stands for it. */
  authorization: string | undefined;
  sourceIp: string | null;
  userAgent: string | null;
  correlationId: string;
}

/** The actor and the origin of a request, for the metadata of every event. */
interface Asking extends Omit<Source, 'authorization'> {
  actor: Actor;
}

/** A signed-in actor, for as long as its token counts. */
export interface Session extends Asking {
  expiresAt: Date;
}

/** An authorized actor, with the keys within its reach. */
export interface Caller extends Asking {
  reach: Reach;
}

/** Who asks and from where, as a log line says it: `reqId` is the one of the line `answered`, and of the events. */
export const whoAsks = ({ actor, sourceIp, correlationId }: Partial<Asking>) => ({
  reqId: correlationId,
  sourceIp,
  ...(actor && { actor: actor.id, account: actor.account }),
});

const MAX_USER_AGENT_CHARACTERS = 300;

/** Only what can be printed, and not without end: the header is the caller's, and events are for ever. */
function printable(userAgent: string | null): string | null {
  if (userAgent === null || holdsSecretMaterial(userAgent)) return null;
  return userAgent.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_USER_AGENT_CHARACTERS);
}

/** What a request says of itself, as an event may keep it. */
export const originOf = ({ sourceIp, userAgent, correlationId }: Omit<Source, 'authorization'>) => ({
  sourceIp: sourceIp !== null && isIP(sourceIp) ? sourceIp : null, // a proxy forwards any text
  userAgent: printable(userAgent),
  correlationId,
});

/** The session of a request. Never rejects: the returned function throws, for instance `NotSignedIn`, when it is called. */
export async function openSession(authenticator: Authenticator, source: Source): Promise<() => Session> {
  const { authorization, sourceIp, userAgent, correlationId } = source;
  try {
    const session = {
      ...(await signIn(authenticator, authorization)),
      ...originOf({ sourceIp, userAgent, correlationId }),
    };
    return () => session;
  } catch (failure) {
    return () => {
      throw failure;
    };
  }
}

function signIn(authenticator: Authenticator, authorization = '') {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]; // as nearly all come: read once, it is some hundred characters
  if (token !== undefined) return authenticator.actorOf(token);
  const sent = /^Bearer +(\S.*)$/is.exec(authorization)?.[1]?.trimEnd();
  if (sent === undefined) return Promise.reject(new NoToken('no bearer token'));
  return /\s/.test(sent) ? Promise.reject(new NotSignedIn('malformed token')) : authenticator.actorOf(sent);
}
