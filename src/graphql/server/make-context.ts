import { isIP } from 'node:net';
import { NotSignedIn, type Authenticator } from '../../app/access/actor.js';
import { holdsSecretMaterial } from '../../domain/values/secret-material.js';
import { extended, type Context, type Services } from './context.js';

/** What a request says of itself. */
export interface Source {
  /** The Authorization header, or what stands for it. */
  authorization: string | undefined;
  sourceIp: string | null;
  userAgent: string | null;
  correlationId: string;
  overGet: boolean;
}

const MAX_USER_AGENT_LENGTH = 300;

/** Only what can be printed, and not without end: the header is the caller's, and events are for ever. */
function printable(userAgent: string | null): string | null {
  if (userAgent === null || holdsSecretMaterial(userAgent)) return null;
  return userAgent.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_USER_AGENT_LENGTH);
}

/** Never rejects: that nobody is signed in shows when an operation asks who is. */
export async function makeContext(services: Services, authenticator: Authenticator, source: Source): Promise<Context> {
  const { authorization, overGet, correlationId } = source;
  const signedIn = await signIn(authenticator, authorization).catch((failure: unknown) => ({ failure }));
  let caller: ReturnType<Context['caller']> | undefined;
  return extended(services, {
    overGet,
    caller() {
      if ('failure' in signedIn) throw signedIn.failure;
      return (caller ??= {
        ...signedIn,
        sourceIp: source.sourceIp !== null && isIP(source.sourceIp) ? source.sourceIp : null, // a proxy forwards any text
        userAgent: printable(source.userAgent),
        correlationId,
      });
    },
  });
}

function signIn(authenticator: Authenticator, authorization = '') {
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  return token === undefined ? Promise.reject(new NotSignedIn('no bearer token')) : authenticator.actorOf(token);
}
