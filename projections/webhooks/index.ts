import type { StoredEvent } from '../../src/app/log/event-store.js';
import { withChecksum, type Projection } from '../../src/app/views/views.js';
import { accountIn, foldWebhooks } from './fold.js';
import type { WebhooksRow } from './row.js';

/** One row per account whose stream has an event, with its webhooks. */
export const webhooks: Projection<WebhooksRow, StoredEvent> = {
  name: 'webhooks',
  version: 1,
  tables: ['CREATE TABLE webhooks (account TEXT PRIMARY KEY, row TEXT NOT NULL, checksum INTEGER NOT NULL)'],
  of: 'accounts',
  rowId: accountIn,
  fold: foldWebhooks,
  load: (db, account) => db.value<WebhooksRow>('SELECT row, checksum FROM webhooks WHERE account = ?', account),
  save(db, row, before) {
    if (row === before) return;
    db.run(
      `INSERT INTO webhooks (account, row, checksum) VALUES (?, ?, ?)
       ON CONFLICT (account) DO UPDATE SET row = excluded.row, checksum = excluded.checksum`,
      ...[row.account, ...withChecksum(row)],
    );
  },
};
