import { NotSignedIn, type Authenticator } from '../app/actor.js';
import type { Context, Services } from './context.js';

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
const printable = (userAgent: string | null) =>
  userAgent?.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_USER_AGENT_LENGTH) ?? null;

/** Never rejects: that nobody is signed in shows when an operation asks who is. */
export async function makeContext(services: Services, authenticator: Authenticator, source: Source): Promise<Context> {
  const { authorization, overGet, sourceIp, correlationId } = source;
  const [signedIn, failure] = await signIn(authenticator, authorization);
  const userAgent = printable(source.userAgent);
  const who = {
    get caller() {
      if (!signedIn) throw failure;
      return { actor: signedIn.actor, sourceIp, userAgent, correlationId };
    },
    get signedInUntil() {
      if (!signedIn) throw failure;
      return signedIn.expiresAt;
    },
  };
  // Inherited: Apollo copies what is the context's own before an operation starts, and would ask too early.
  return Object.assign(Object.create(who) as typeof who, { ...services, overGet });
}

type SignedIn = Awaited<ReturnType<Authenticator['actorOf']>>;

async function signIn(authenticator: Authenticator, authorization = ''): Promise<[SignedIn] | [undefined, unknown]> {
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (token === undefined) return [undefined, new NotSignedIn('no bearer token')];
  try {
    return [await authenticator.actorOf(token)];
  } catch (error) {
    return [undefined, error];
  }
}
