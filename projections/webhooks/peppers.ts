import type { PepperName } from '../../src/app/credentials/ports.js';
import type { ViewDatabase } from '../../src/app/views/views.js';
import { listWebhooks } from './list.js';

/** The peppers of the secrets that webhooks are signed with, also of those that are paused; `at` is ISO 8601 UTC with milliseconds. */
export const webhookPeppers = (db: ViewDatabase, at: string): PepperName[] =>
  listWebhooks(db)
    .flatMap(({ webhook: { secret, previous } }) => (previous && at < previous.until ? [secret, previous] : [secret]))
    .map(({ pepperVersion: version, pepperId: id }) => ({ version, id }));
