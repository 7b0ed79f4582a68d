import { randomUUID } from 'node:crypto';
import { webhookSecrets } from '../../src/adapters/crypto/webhooks/webhook-secrets.js';
import { handler } from '../../src/app/commands/handle.js';
import type { PostOutcome, WebhookRequest } from '../../src/app/webhooks/ports.js';
import { addWebhook } from '../../src/domain/webhooks/add-webhook.js';
import { peppersOf } from '../crypto/some-peppers.js';
import { aCaller, aStore } from '../kit/stores/shell.js';
import { workerStateInMemory } from '../kit/stores/worker-state-in-memory.js';
import { turnedWorker, type Working } from './turned-worker.js';

/** What a receiver got. */
export interface Posted {
  id: string;
  type: string;
}
const TICK_MS = 5_000;
const webhookId = 'webhook';
const secrets = webhookSecrets({ peppers: peppersOf(1) });

/** A real log and workers over it, each with views of its own, under one clock that is turned by hand. The receiver answers when `taking` resolves. */
export async function workerWorld(startMs: number, taking: () => Promise<unknown> = () => Promise.resolve()) {
  const store = await aStore();
  const state = workerStateInMemory();
  const posted: Posted[] = [];
  let nowMs = startMs;
  const now = () => new Date(nowMs);
  const handling = { store, shown: async () => undefined, newId: randomUUID, now };
  const handle = handler(handling);
  await handle.changeAccount(aCaller(), {}, (account) =>
    addWebhook(account, {
      webhookId,
      url: 'https://receiver.example',
      types: [],
      pepper: secrets.current,
      httpToo: false,
    }),
  );

  const post = async ({ headers, body }: WebhookRequest): Promise<PostOutcome> => {
    const { type } = JSON.parse(body) as Pick<Posted, 'type'>;
    posted.push({ id: headers['webhook-id'] ?? '', type });
    await taking();
    return { kind: 'ANSWERED', status: 204 };
  };

  const surroundings = { store, state, handle, now, post, secrets };

  const deliveredUpTo = async () =>
    ((await state.read(`webhook-${webhookId}`))?.value as { position: string } | undefined)?.position ?? '';

  return {
    ...{ store, handle, posted },
    aWorker: (directory?: string) => turnedWorker(surroundings, directory),
    /** Turns these until one of them has looked at `atMs` or later, and what it wrote is delivered. The clock goes on by seconds. */
    async pass(workers: readonly Working[], atMs: number, mostMs: number): Promise<void> {
      for (const { projector } of workers) await projector.passed(await store.head(), Infinity);
      nowMs = atMs;
      const isOver = async () =>
        workers.some(({ lookedAt }) => lookedAt() >= atMs) && (await deliveredUpTo()) >= (await store.head());
      while (!(await isOver())) {
        workers.forEach(({ turn }) => turn());
        if (nowMs + TICK_MS <= atMs + mostMs) nowMs += TICK_MS;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
