import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { listWebhooks } from '../../projections/webhooks/list.js';
import { postToPublic } from '../adapters/webhooks/post-to-public.js';
import { signWebhook } from '../adapters/webhooks/sign-webhook.js';
import { noOrigin, systemCaller } from '../app/access/system-actor.js';
import { keepLease } from '../app/worker/lease.js';
import { keepWorking } from '../app/worker/keep-working.js';
import type { WorkerState } from '../app/worker/worker-state.js';
import type { Config } from '../config/config.js';
import type { Services } from '../operations/asking.js';
import { pauseFailingWebhook } from '../domain/webhooks/pause-webhook.js';
import { deliverAll } from '../operations/webhooks/deliver-all.js';
import { remindOfEnds } from '../operations/expiry/remind-of-ends.js';

/** How long a stop waits for what is on its way where a receiver, or the store, does not answer. */
const STOP_MS = 2_000;

interface Opening {
  config: Pick<Config, 'worker' | 'webhookPrivateAddresses'>;
  services: Services;
  state: WorkerState;
  /** Counts one run of a task, by its outcome. */
  measure: (task: string, outcome: 'done' | 'failed') => void;
}

/** What one server at a time does for all: reminders and deliveries to webhooks. It begins when it is told to, and strives for the lease until it is stopped. */
export function openWorker({ config, services, state, measure }: Opening) {
  const { handle, views, log, webhookSecrets: secrets } = services;
  const deliveries = () =>
    deliverAll({
      ...services,
      list: () => listWebhooks(views),
      post: postToPublic({ privateAddresses: config.webhookPrivateAddresses }),
      sign: signWebhook,
      secrets,
      state,
      pause: (account, webhookId, why) =>
        handle.changeAccount(systemCaller(account, noOrigin(randomUUID())), {}, (found) =>
          pauseFailingWebhook(found, { webhookId, why }),
        ),
      measure: (outcome) => measure('webhook', outcome === 'delivered' ? 'done' : 'failed'),
    });
  let working: ReturnType<typeof keepWorking> | undefined;
  let isOver = !config.worker;
  return {
    begin(): void {
      if (isOver) return;
      const holder = randomUUID(); // of this start: one that comes back after a crash is another
      const lease = keepLease({ state, name: 'worker', holder, now: () => performance.now(), log });
      working = keepWorking([remindOfEnds({ ...services, newId: randomUUID }), deliveries()], { lease, log, measure });
    },
    async stop(): Promise<void> {
      isOver = true;
      await Promise.race([working?.stop(), delay(STOP_MS, undefined, { ref: false })]);
    },
  };
}
