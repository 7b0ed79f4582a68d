import { refusalsIn } from '../../domain/refusal/refusal.js';
import { authorize } from './authorize.js';
import type { Verb } from './permissions.js';
import { whoAsks, type Caller, type Session } from './session.js';

export type Outcome = 'answered' | 'refused' | 'failed';

export interface Entrance {
  verb: Verb;
  /** Throws `NotSignedIn` when nobody is signed in. */
  session: () => Session;
  /** Does a refusal count as an answer, as it does to a command? */
  refusable: boolean;
  /** One verb was asked for, and how it went; `error` is why it was not answered. */
  measure: (verb: Verb, outcome: Outcome, error?: unknown) => void;
  log: { info(fields: object, message: string): void };
}

/** The entrance of every edge: authenticates, authorizes, determines the reach, runs the work, and measures its outcome. */
export async function enter<Answer>(
  { verb, session, refusable, measure, log }: Entrance,
  work: (caller: Session & Caller) => Answer | Promise<Answer>,
): Promise<Answer> {
  let asking: Session | undefined;
  try {
    asking = session();
    const answer = await work({ ...asking, reach: authorize(asking.actor, verb) });
    measure(verb, 'answered');
    return answer;
  } catch (error) {
    const refused = refusable ? refusalsIn(error) : undefined;
    measure(verb, refused ? 'refused' : 'failed', error);
    if (refused) log.info({ verb, codes: refused.map(({ code }) => code), ...(asking && whoAsks(asking)) }, 'refused');
    throw error;
  }
}
