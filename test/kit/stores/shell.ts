import { randomUUID } from 'node:crypto';
import { closeAfterwards } from '../close-afterwards.js';
import { openSqliteEventStore } from '../../../src/adapters/sqlite/log/open-event-store.js';
import type { Actor, Role } from '../../../src/app/access/actor.js';
import type { Views } from '../../../src/app/views/views.js';
import type { EventStore } from '../../../src/app/log/event-store.js';
import { handler } from '../../../src/app/commands/handle.js';
import { startProjector } from '../../../src/app/views/projector.js';
import { authorize } from '../../../src/app/access/authorize.js';
import type { Caller } from '../../../src/app/access/session.js';
import { createIntegratorKey } from '../../../src/domain/life/create-integrator-key.js';
import { created } from '../facts/facts.js';
import { aDirectory, someViews } from '../views/views.js';

/** The real embedded store in a directory of its own; closed after the test. */
export async function aStore() {
  const onFatal = (error: Error) => {
    throw error;
  };
  const store = await openSqliteEventStore({ dataDirectory: aDirectory(), onFatal });
  closeAfterwards(() => store.close());
  return store;
}

export type Store = Awaited<ReturnType<typeof aStore>>;

/** A projector on this store, stopped after the test, and what it was told of. */
export function following(store: EventStore, views: Views = someViews()) {
  const failures: unknown[] = [];
  const outages: unknown[] = [];
  let recoveries = 0;
  const projector = startProjector({
    store,
    views,
    onFailure: (error) => void failures.push(error),
    onOutage: (error) => void outages.push(error),
    onOutageOver: () => void recoveries++,
  });
  closeAfterwards(() => projector.stop());
  return { projector, views, failures, outages, recoveries: () => recoveries };
}

export const anActor = (role: Role = 'ADMINISTRATOR', more: Partial<Actor> = {}): Actor => ({
  id: 'ada',
  kind: 'user',
  account: 'acme',
  roles: [role],
  ...more,
});

/** By default with the reach that the actor's roles give it for a change of a key. */
export const aCaller = (actor = anActor(), reach = authorize(actor, 'renameIntegratorKey')): Caller => ({
  actor,
  reach,
  sourceIp: '192.0.2.7',
  userAgent: 'jest',
  correlationId: 'conversation-1',
});

export const atNoon = new Date('2026-06-01T12:00:00.000Z');

/** The handler as the server has it, at noon, without views to wait for. */
export const handling = (store: EventStore, shown: (position: string) => Promise<unknown> = async () => undefined) =>
  handler({ store, shown, newId: randomUUID, now: () => atNoon });

/** A new key in the store; its id. */
export async function aKeyIn(store: EventStore, caller = aCaller()): Promise<string> {
  const integratorKeyId = randomUUID();
  const { account, id: owner } = caller.actor;
  const details = { ...created.data, account: account as string, owner };
  await handling(store).create(caller, { integratorKeyId }, (none) => createIntegratorKey(none, details));
  return integratorKeyId;
}
