import { webhooks } from '../../../projections/webhooks/index.js';
import type { Webhook } from '../../domain/webhooks/webhook.js';
import type { Task, Turn } from '../../app/worker/keep-working.js';
import { deliver, type Delivering } from './deliver.js';
import { LeaseLost } from './send-in-order.js';

interface DeliveringAll extends Delivering {
  /** All webhooks of all accounts. */
  list: () => readonly { account: string; webhook: Webhook }[];
  log: { warn(fields: object, message: string): void };
}

/** How often it is looked whether there is something to send. */
const EVERY_MS = 250;
/** Webhooks that are delivered to at once: each has a round of its own, so that a slow receiver keeps no other waiting. */
const WEBHOOKS_AT_ONCE = 64;
/** Before a round that could not be done is tried again. */
const AGAIN_AFTER_MS = 5_000;

/** Delivers to every active webhook what there is for it. */
export function deliverAll({ list, log, ...delivering }: DeliveringAll): Task {
  const { projector, now } = delivering;
  const running = new Map<string, Promise<void>>();
  /** Where nothing is to be done before the log grows beyond the position or the time has come, ISO 8601 UTC. */
  const idle = new Map<string, { position: string; dueAt: string; resumes: number }>();

  let listed: { at: string | undefined; entries: ReturnType<typeof list> } = { at: undefined, entries: [] };

  async function round(entry: { account: string; webhook: Webhook }, turn: Turn): Promise<void> {
    const { webhookId, resumes } = entry.webhook;
    try {
      const { position, held } = await deliver(delivering, entry, turn);
      const times = Object.values(held).map(({ nextAt }) => nextAt);
      idle.set(webhookId, { position, dueAt: times.sort()[0] ?? NEVER, resumes });
    } catch (error) {
      idle.set(webhookId, { position: NEVER, dueAt: later(now(), AGAIN_AFTER_MS), resumes });
      if (error instanceof LeaseLost) return;
      log.warn(
        { webhookId, error: error instanceof Error ? error.name : typeof error },
        'a webhook is not delivered to now',
      );
    } finally {
      running.delete(webhookId);
    }
  }

  /** All webhooks: only an event changes them, so they are read when there was one. */
  function entriesNow() {
    const at = projector.state(webhooks.name).position;
    if (at === listed.at && at !== undefined) return listed.entries;
    listed = { at, entries: list() };
    const ids = new Set(listed.entries.map(({ webhook }) => webhook.webhookId));
    for (const webhookId of idle.keys()) if (!ids.has(webhookId)) idle.delete(webhookId);
    return listed.entries;
  }

  function isIdle({ webhookId, resumes }: Webhook, shown: string): boolean {
    const last = idle.get(webhookId);
    return last !== undefined && last.resumes === resumes && last.position >= shown && last.dueAt > now().toISOString();
  }

  return {
    name: 'deliver-webhooks',
    everyMs: EVERY_MS,
    async run(turn) {
      const shown = projector.state().position ?? '';
      for (const entry of entriesNow()) {
        const { webhookId, status } = entry.webhook;
        if (!turn.mayGoOn()) break;
        if (status !== 'ACTIVE' || running.has(webhookId) || isIdle(entry.webhook, shown)) continue;
        if (running.size >= WEBHOOKS_AT_ONCE) await Promise.race(running.values());
        running.set(webhookId, round(entry, turn));
      }
    },
    ended: () => Promise.all(running.values()),
  };
}

/** After every time, and every position. */
const NEVER = '~';

const later = (at: Date, milliseconds: number) => new Date(at.getTime() + milliseconds).toISOString();
