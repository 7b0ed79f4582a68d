import { keyHistory } from '../../../projections/key-history/index.js';
import {
  ACCOUNT,
  beginning,
  MOST_HELD,
  resumed,
  type DeliveryState,
  type Held,
} from '../../app/webhooks/delivery-state.js';
import type { Turn } from '../../app/worker/keep-working.js';
import type { WorkerState } from '../../app/worker/worker-state.js';
import type { Webhook } from '../../domain/webhooks/webhook.js';
import type { Services } from '../asking.js';
import type { AuditEvent } from '../audit/audit-event.js';
import { auditEventsAfter } from '../audit/audit-events-after.js';
import { shownIn } from '../history/follow-growth.js';
import { heldEvents } from './held-events.js';
import type { Sending } from './send-event.js';
import { LeaseLost, sendInOrder, type Round } from './send-in-order.js';

type Reading = Pick<Services, 'views' | 'projector' | 'accountHistory' | 'readLog'>;

export interface Delivering extends Sending, Reading {
  state: WorkerState;
  /** Pauses the webhook by an event of its account, which nobody has made. */
  pause: (account: string, webhookId: string, why: 'GONE' | 'FAILING') => Promise<unknown>;
  measure: Round['measure'];
}

/** Name of the document that says how far the deliveries of a webhook have come. */
export const stateNameOf = (webhookId: string) => `webhook-${webhookId}`;

/** Streams that are sent of at once, each in its own order. */
const STREAMS_AT_ONCE = 8;

/**
 * One round of the deliveries of a webhook: what is held and due, and what is new. How far it has come is written at its end, so after a
 * crash some events are sent again; a worker that ends in good order holds what it has not sent. Throws `LeaseLost`.
 */
export async function deliver(
  delivering: Delivering,
  { account, webhook }: { account: string; webhook: Webhook },
  turn: Turn,
): Promise<DeliveryState> {
  const { state: documents, projector, now, post, sign, secrets, measure } = delivering;
  const { webhookId, resumes, resumedFrom: from, addedPosition } = webhook;
  const name = stateNameOf(webhookId);
  const read = await documents.read(name);
  const found = (read?.value as DeliveryState | undefined) ?? beginning(addedPosition);
  const at = now().toISOString();
  const before = found.resumes === resumes ? found : resumed(found, { resumes, from }, at);
  const reading = { ...delivering, caller: { reach: { account, owner: null } } };
  const shared = { webhook, turn, measure, pausedWhy: null, lastDeliveredAt: before.lastDeliveredAt };
  const round: Round = { post, sign, secrets, now, ...shared };

  const held = new Map(Object.entries(before.held));
  const keep = (stream: string, waits: Held | undefined) =>
    void (waits ? held.set(stream, waits) : held.delete(stream));
  const due = [...held].filter(([, { nextAt }]) => nextAt <= at);
  await eachOf(due, async ([stream, waits]) =>
    keep(stream, await sendInOrder(round, heldEvents(reading, stream, waits, before.position), waits)),
  );

  let { position } = before;
  const shown = shownIn(projector, [keyHistory.name]) ?? '';
  if (!round.pausedWhy && turn.mayGoOn() && held.size < MOST_HELD && shown > position) {
    const stretch = await auditEventsAfter(reading, position, shown);
    const free = [...byStream(stretch.events)].filter(([stream]) => !held.has(stream));
    await eachOf(free, async ([stream, events]) => keep(stream, await sendInOrder(round, [events], undefined)));
    position = stretch.upTo;
  }

  if (!turn.isHeld()) throw new LeaseLost('another worker holds the lease');
  const { lastDeliveredAt, pausedWhy } = round;
  const after: DeliveryState = { position, resumes, held: Object.fromEntries(held), lastDeliveredAt };
  if (JSON.stringify(after) !== JSON.stringify(read?.value)) {
    const written = await documents.write(name, read?.revision, after);
    if (written === 'CONFLICT') throw new LeaseLost('another worker has written');
  }
  if (pausedWhy) await delivering.pause(account, webhookId, pausedWhy);
  return after;
}

function byStream(events: readonly AuditEvent[]): Map<string, AuditEvent[]> {
  const found = new Map<string, AuditEvent[]>();
  for (const event of events) {
    const stream = event.integratorKeyId ?? ACCOUNT;
    found.set(stream, [...(found.get(stream) ?? []), event]);
  }
  return found;
}

/** Some at once; the first rejection is thrown when all have ended. */
async function eachOf<Value>(values: Value[], work: (value: Value) => Promise<void>): Promise<void> {
  const next = async () => {
    for (let value = values.shift(); value !== undefined; value = values.shift()) await work(value);
  };
  const ended = await Promise.allSettled(Array.from({ length: STREAMS_AT_ONCE }, next));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
