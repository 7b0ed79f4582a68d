import { randomUUID } from 'node:crypto';
import { listWebhooks } from '../../projections/webhooks/list.js';
import { signWebhook } from '../../src/adapters/webhooks/sign-webhook.js';
import { readAccountHistory } from '../../src/app/account/read-account.js';
import type { Handle } from '../../src/app/commands/handle.js';
import type { Projector } from '../../src/app/views/projector.js';
import type { Post, WebhookSecrets } from '../../src/app/webhooks/ports.js';
import { keepLease } from '../../src/app/worker/lease.js';
import { keepWorking, type Task } from '../../src/app/worker/keep-working.js';
import type { WorkerState } from '../../src/app/worker/worker-state.js';
import { deliverAll } from '../../src/operations/webhooks/deliver-all.js';
import { remindOfEnds } from '../../src/operations/expiry/remind-of-ends.js';
import { following, type Store } from '../kit/stores/shell.js';
import { aDirectory, someViews } from '../kit/views/views.js';

interface Surroundings {
  store: Store;
  state: WorkerState;
  handle: Handle;
  now: () => Date;
  post: Post;
  secrets: WebhookSecrets;
}

export interface Working {
  /** Of its views. */
  directory: string;
  /** Tasks that have failed. */
  failed: readonly string[];
  projector: Pick<Projector, 'passed'>;
  /** When its last whole look for reminders began, in milliseconds since 1970. */
  lookedAt(): number;
  /** Ends every pause that it makes now. */
  turn(): void;
  end(): Promise<void>;
}

/** A process that works. Where nobody turns it, it stands still, as one that is frozen does: the clock goes on. */
export async function turnedWorker(
  { store, state, handle, now, post, secrets }: Surroundings,
  directory = aDirectory(),
): Promise<Working> {
  const { projector, views } = following(store, someViews(directory));
  await projector.passed(await store.head(), Infinity); // as the server does: before, it knows of no end
  const log = { warn: () => undefined, error: () => undefined };
  const failed: string[] = [];
  const pauses: (() => void)[] = [];
  let lookedAt = -Infinity;
  const pause = (_: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
      pauses.push(resolve);
    });
  const reminding = remindOfEnds({ views: views.db, now, handle, newId: randomUUID });
  const reminds: Task = {
    ...reminding,
    async run(turn) {
      const beganMs = now().getTime();
      await reminding.run(turn);
      if (turn.mayGoOn()) lookedAt = beganMs; // or it has left off in the middle
    },
  };
  const reading = {
    ...{ views: views.db, projector, readLog: store.readAll },
    accountHistory: (account: string) => readAccountHistory(store, account),
  };
  const delivers = deliverAll({
    ...{ ...reading, state, secrets, now, post, sign: signWebhook, log },
    list: () => listWebhooks(views.db),
    pause: () => Promise.reject(new Error('nothing fails here')),
    measure: () => undefined,
  });
  const lease = keepLease({ state, name: 'worker', holder: randomUUID(), now: () => now().getTime(), pause, log });
  const measure = (task: string, outcome: string) => void (outcome === 'failed' && failed.push(task));
  const { stop } = keepWorking([reminds, delivers], { lease, log, measure, pause });
  return {
    directory,
    failed,
    projector,
    lookedAt: () => lookedAt,
    turn: () => pauses.splice(0).forEach((resolve) => resolve()),
    async end() {
      await stop();
      await projector.stop();
      views.close();
    },
  };
}
