import type { Actor } from './actor.js';
import type { Caller } from './session.js';

/**
 * Keyledger itself, at work for one account; no token makes such an actor. `on`: on whose word, of somebody who is not signed in.
 *
 * On several nodes a job that issues commands runs on each. Its command has the idempotency key
 * `<job>:<due time>:<key id>`: the due time is the same on every node, so one node wins and the others find it done.
 */
export const systemActor = (account: string, on?: string): Actor => ({
  id: on === undefined ? 'keyledger' : `keyledger:${on}`,
  kind: 'system',
  account,
  roles: ['ADMINISTRATOR'],
});

/** Where a request comes from, as events keep it. */
export type Origin = Pick<Caller, 'sourceIp' | 'userAgent' | 'correlationId'>;

/** Of what no request has asked for. */
export const noOrigin = (correlationId: string): Origin => ({ sourceIp: null, userAgent: null, correlationId });

/** The same as the caller of a command, with every key of the account within reach. */
export const systemCaller = (account: string, origin: Origin, on?: string): Caller => ({
  ...origin,
  actor: systemActor(account, on),
  reach: { account, owner: null },
});
