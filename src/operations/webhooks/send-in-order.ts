import { failedAgain, isDelivered, pauseFor, type Held } from '../../app/webhooks/delivery-state.js';
import type { Turn } from '../../app/worker/keep-working.js';
import type { Webhook } from '../../domain/webhooks/webhook.js';
import type { AuditEvent } from '../audit/audit-event.js';
import { sendEvent, type Sending } from './send-event.js';

/** The lease was lost: somebody else works now, and nothing of this round is to be kept. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

/** What the streams of one round share. */
export interface Round extends Sending {
  webhook: Webhook;
  turn: Turn;
  measure: (outcome: 'delivered' | 'failed') => void;
  /** Set by the first failure after which the webhook is to be paused: then nothing more is sent. */
  pausedWhy: 'GONE' | 'FAILING' | null;
  lastDeliveredAt: string | null;
}

/**
 * Sends the events of one stream, page by page, each after the one before it was taken. Answers what waits for another try; undefined
 * when all were taken. Throws `LeaseLost` before anything is sent without the lease.
 */
export async function sendInOrder(
  round: Round,
  pages: Iterable<readonly AuditEvent[]> | AsyncIterable<readonly AuditEvent[]>,
  held: Held | undefined,
): Promise<Held | undefined> {
  const { webhook, now } = round;
  for await (const page of pages) {
    for (const event of page) {
      if (webhook.types.length > 0 && !webhook.types.includes(event.type)) continue;
      if (!round.turn.isHeld()) throw new LeaseLost('another worker holds the lease');
      if (round.pausedWhy || !round.turn.mayGoOn()) return waiting(held, event, round);
      const outcome = await sendEvent(round, webhook, event);
      const at = now().toISOString();
      if (isDelivered(outcome)) {
        round.measure('delivered');
        round.lastDeliveredAt = at;
        continue;
      }
      round.measure('failed');
      const failed = failedAgain(held, placeOf(event), outcome, at);
      round.pausedWhy ??= pauseFor(failed, outcome, at);
      return failed;
    }
  }
  return undefined;
}

const placeOf = ({ id, position, revision = 0 }: AuditEvent) => ({ eventId: id, position, revision });

/** An event that is not tried now; one that was held before waits as it did. */
function waiting(held: Held | undefined, event: AuditEvent, { now, pausedWhy }: Round): Held {
  if (held?.eventId === event.id) return held;
  const at = now().toISOString();
  return { ...placeOf(event), attempts: 0, since: at, nextAt: at, why: pausedWhy ? 'PAUSED' : 'WORKER_ENDED' };
}
