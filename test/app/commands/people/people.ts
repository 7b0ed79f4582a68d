import { randomUUID } from 'node:crypto';
import { idempotencyKeys } from '../../../../src/adapters/crypto/idempotency-keys.js';
import { NotAllowed, type Actor, type Role } from '../../../../src/app/access/actor.js';
import { authorize } from '../../../../src/app/access/authorize.js';
import { handler } from '../../../../src/app/commands/handle.js';
import { idempotence } from '../../../../src/app/commands/idempotency/idempotently.js';
import type { EventStore } from '../../../../src/app/log/event-store.js';
import { refusalsIn } from '../../../../src/domain/refusal/refusal.js';
import { peppersOf } from '../../../crypto/some-peppers.js';
import { recordsInMemory } from '../../../kit/stores/in-memory.js';
import { aCaller, anActor } from '../../../kit/stores/shell.js';
import { verbs, type Play, type Played } from './verbs.js';

const person = (id: string, role: Role, more: Partial<Actor> = {}) => anActor(role, { id, ...more });

/** Three administrators and two developers; the last is the first administrator again, with another kind of token. */
export const people: readonly Actor[] = [
  person('ada', 'ADMINISTRATOR'),
  person('grace', 'ADMINISTRATOR'),
  person('kim', 'ADMINISTRATOR'),
  person('dora', 'DEVELOPER'),
  person('dan', 'DEVELOPER'),
  person('ada', 'DEVELOPER', { kind: 'service' }),
];

/** The caller with the reach that its roles give it for the verb. Throws `NotAllowed`. */
export const callerOf = (who: number, verb: Played) => {
  const actor = people[who % people.length] as Actor;
  return aCaller(actor, authorize(actor, verb));
};

const mint = {
  id: randomUUID,
  secret: () => {
    throw new Error('secrets are made up here');
  },
  keypair: () => Promise.reject(new Error('keypairs are made up here')),
};

/** Two servers over one store and one clock, for people who try things. */
export function stage(store: EventStore, clock: { now: Date }, integratorKeyId: string) {
  const now = () => clock.now;
  const records = recordsInMemory();
  const keysOf = idempotencyKeys(peppersOf(1));
  const servers = [0, 1].map(() => {
    const handle = handler({ store, shown: async () => undefined, newId: randomUUID, now });
    return idempotence({ records, keysOf, handle, mint, now, pause: async () => undefined });
  });

  /** Tries it on one of the servers; `refused` names why not. Rejects when something breaks. */
  async function attempt(play: Play, name: string, server: number): Promise<{ refused?: string }> {
    try {
      const caller = callerOf(play.who, play.verb);
      const given = { ...play };
      const request = { actor: caller.actor, mutation: play.verb, idempotencyKey: name, given };
      await servers[server % 2]?.(request, (tools) =>
        verbs[play.verb]({ ...play, ...tools, caller, integratorKeyId, now: clock.now.toISOString() }),
      );
      return {};
    } catch (error) {
      const refused = error instanceof NotAllowed ? 'NOT_ALLOWED' : refusalsIn(error)?.[0]?.code;
      if (refused === undefined) throw error;
      return { refused };
    }
  }
  return { attempt };
}
