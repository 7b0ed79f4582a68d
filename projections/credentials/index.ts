import type { Projection } from '../../src/app/views.js';
import { foldCredentials, type Credentials } from './fold.js';

/** What verification needs of a client, one row each; the only view that holds digests. */
export const credentials: Projection<Credentials> = {
  name: 'credentials',
  version: 3,
  tables: ['CREATE TABLE credentials (client_id TEXT PRIMARY KEY, account TEXT NOT NULL, row TEXT NOT NULL)'],
  rowId: ({ keyId }) => keyId,
  fold: foldCredentials,
  load(db, id) {
    const found = db.get<{ row: string }>('SELECT row FROM credentials WHERE client_id = ?', id);
    return found && (JSON.parse(found.row) as Credentials);
  },
  save(db, client, before) {
    if (client === before) return;
    db.run(
      'INSERT INTO credentials (client_id, account, row) VALUES (?, ?, ?) ON CONFLICT (client_id) DO UPDATE SET row = excluded.row',
      ...[client.clientId, client.account, JSON.stringify(client)],
    );
  },
};
