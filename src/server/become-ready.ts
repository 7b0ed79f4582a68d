import { peppersInUse } from '../../projections/credentials/peppers.js';
import { credentials } from '../../projections/credentials/index.js';
import { webhooks } from '../../projections/webhooks/index.js';
import { webhookPeppers } from '../../projections/webhooks/peppers.js';
import type { Mint, PepperName } from '../app/credentials/ports.js';
import { handler } from '../app/commands/handle.js';
import type { Handling } from '../app/commands/run-command.js';
import type { Projector } from '../app/views/projector.js';
import { PepperMissing, requirePeppersAtTheEnd } from '../app/credentials/require-peppers.js';
import { fillWithSamples } from '../app/samples/sample-data.js';
import type { ViewDatabase } from '../app/views/views.js';
import type { Services } from '../operations/asking.js';
import type { OpenedPeppers } from './open-peppers.js';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface Readying {
  projector: Projector;
  views: ViewDatabase;
  peppersAtHand: readonly PepperName[];
  /** See `openPeppers`. */
  forget: OpenedPeppers['forget'];
  /** See `withheldUntilReady`. */
  release: () => void;
  /** An empty log gets sample data. */
  wantsSamples: () => boolean | Promise<boolean>;
  handling: Omit<Handling, 'now'>;
  mint: Mint;
  usage: Pick<Services['usage'], 'note'>;
  /** Compares the log with its newest checkpoint; never rejects. */
  verifyLog: () => Promise<void>;
}

/** Waits until the views have caught up, checks the peppers, releases the secrets and adds sample data. Rejects when the server can never serve. */
export async function becomeReady(readying: Readying): Promise<void> {
  const { projector, views, peppersAtHand, forget, release, wantsSamples, handling, mint, usage, verifyLog } = readying;
  try {
    for (const used of peppersUsed(views)) if (!(await requirePeppersAtTheEnd(projector, used, peppersAtHand))) return;
  } catch (error) {
    if (error instanceof PepperMissing) forget();
    throw error;
  }
  await verifyLog();
  release();
  if (!(await wantsSamples())) return;
  // samples are older than any policy: a strict one must not keep the server from its start
  const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
  const daysAgo = (days: number) => ({
    handle: handler({ ...handling, policyDefaults: undefined, now: () => ago(days) }),
    now: ago(days).toISOString(),
  });
  await fillWithSamples({ mint, daysAgo, note: usage.note });
}

const peppersUsed = (views: ViewDatabase) =>
  [
    { view: credentials.name, use: 'secrets in the store were digested with', inUse: () => peppersInUse(views) },
    {
      view: webhooks.name,
      use: 'secrets of webhooks are derived from',
      inUse: () => webhookPeppers(views, new Date().toISOString()),
    },
  ] as const;
